import { Field as Primitive } from '@base-ui/react/field';
import type { ReactNode } from 'react';

import { classNames } from '../classNames.ts';
import { FieldError } from '../fields/Field.tsx';
import { ChangedDot } from './ChangedDot.tsx';

export interface SettingRowProps {
  /** The anchor for search and for the error summary. */
  id?: string;
  label: string;
  /** One sentence: what follows from it. */
  hint?: ReactNode;
  /** On the right: a control of `fields/`; it finds its label by itself. */
  control?: ReactNode;
  /** Several controls side by side instead of one: each is named by its own `label`, none by that of the row. */
  row?: boolean;
  /** Under the label: options that belong to it. In a row of several they name themselves as well. */
  children?: ReactNode;
  /** "Changed": not saved yet. */
  changedLabel?: string | undefined;
  error?: string | undefined;
}

/** One setting: label and explanation left, control right. */
export const SettingRow = ({
  id,
  label,
  hint,
  control,
  row = false,
  children,
  changedLabel,
  error,
}: SettingRowProps) => {
  const title = (
    <>
      {label}
      {changedLabel !== undefined && <ChangedDot label={changedLabel} />}
    </>
  );
  return (
    <Primitive.Root id={id} className="set" invalid={error !== undefined}>
      <div className="min-w-0">
        {/* The label of a field names every control in it, whatever they are called themselves. */}
        {row ? (
          <div className="set-label">{title}</div>
        ) : (
          <Primitive.Label className="set-label">{title}</Primitive.Label>
        )}
        {hint !== undefined && <Primitive.Description className="hint">{hint}</Primitive.Description>}
        {children !== undefined && <div className="mt-2.5">{children}</div>}
      </div>
      <div className={classNames('set-ctl', row && 'set-ctl-row')}>{control}</div>
      <div className="set-below">
        <FieldError text={error} />
      </div>
    </Primitive.Root>
  );
};

export interface SettingBlockProps extends Omit<SettingRowProps, 'control' | 'row' | 'children'> {
  children: ReactNode;
}

/** A setting that needs the whole width: a list, cards, a text. Its controls name themselves. */
export const SettingBlock = ({ id, label, hint, changedLabel, error, children }: SettingBlockProps) => (
  <Primitive.Root id={id} className="set-block" invalid={error !== undefined} role="group" aria-label={label}>
    <div className="set-label">
      {label}
      {changedLabel !== undefined && <ChangedDot label={changedLabel} />}
    </div>
    {hint !== undefined && <p className="hint">{hint}</p>}
    {children}
    <div className="mt-2 empty:hidden">
      <FieldError text={error} />
    </div>
  </Primitive.Root>
);
