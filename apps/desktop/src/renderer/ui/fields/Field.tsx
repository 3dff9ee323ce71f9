import { Field as Primitive } from '@base-ui/react/field';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';
import { ChangedDot } from '../settings/ChangedDot.tsx';

export interface FieldProps {
  label: string;
  /** Kept for readers only. */
  hideLabel?: boolean;
  /** One sentence below the control. Shown until there is an error. */
  hint?: ReactNode;
  /** What to do about it, in one sentence; draws the control as wrong. */
  error?: string | undefined;
  /** On the label's right: a link. */
  aside?: ReactNode;
  /** "Changed": draws the dot of an unsaved change. */
  changedLabel?: string | undefined;
  className?: string;
  /** One control of this folder; it finds its label, hint and error by itself. */
  children: ReactNode;
}

/** A control with its label, explanation and error, wired together for readers. */
export const Field = ({
  label,
  hideLabel = false,
  hint,
  error,
  aside,
  changedLabel,
  className,
  children,
}: FieldProps) => (
  <Primitive.Root className={classNames('field', className)} invalid={error !== undefined}>
    <span className={hideLabel ? 'sr-text' : 'field-top'}>
      <Primitive.Label className="field-label">
        {label}
        {changedLabel !== undefined && <ChangedDot label={changedLabel} />}
      </Primitive.Label>
      {aside}
    </span>
    {children}
    {hint !== undefined && error === undefined && (
      <Primitive.Description className="hint">{hint}</Primitive.Description>
    )}
    <FieldError text={error} />
  </Primitive.Root>
);

/** The error line of a field or a setting; must stand inside one. */
export const FieldError = ({ text }: { text: string | undefined }) =>
  text === undefined ? null : (
    <Primitive.Error match className="field-error">
      <Icon glyph={CircleAlert} size={14} />
      <span>{text}</span>
    </Primitive.Error>
  );
