import { Field as Primitive } from '@base-ui/react/field';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

import { Kbd } from '../actions/Kbd.tsx';
import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';

export interface TextInputProps extends Omit<ComponentProps<'input'>, 'size' | 'prefix' | 'defaultValue'> {
  /** Its name, where no visible label stands beside it. */
  label?: string;
  icon?: LucideIcon;
  /** Words before and after the text inside the box. */
  prefix?: string;
  suffix?: string;
  /** Buttons inside the box, on the right. */
  trailing?: ReactNode;
  /** The key that brings the focus here. */
  chord?: string;
  /** Grey and borderless: search in a list. */
  quiet?: boolean;
  size?: 'sm' | 'md' | 'lg';
  invalid?: boolean;
}

/** A one-line text box. Inside `Field` or `SettingRow` it takes its label and error from there. */
export const TextInput = ({
  label,
  icon,
  prefix,
  suffix,
  trailing,
  chord,
  quiet = false,
  size = 'md',
  invalid = false,
  className,
  disabled,
  ...input
}: TextInputProps) => (
  <span
    role="presentation"
    className={classNames(
      'input-box',
      size !== 'md' && `input-box-${size}`,
      quiet && 'is-quiet',
      invalid && 'is-error',
      disabled === true && 'is-disabled',
      className,
    )}
    // A press beside the text, on the icon or the padding, is meant for the text.
    onMouseDown={(event) => {
      if (event.target === event.currentTarget) {
        event.preventDefault();
        event.currentTarget.querySelector('input')?.focus();
      }
    }}
  >
    {icon !== undefined && <Icon glyph={icon} size={quiet ? 14 : 16} />}
    {prefix !== undefined && <span className="input-affix">{prefix}</span>}
    <Primitive.Control aria-label={label} aria-invalid={invalid || undefined} disabled={disabled} {...input} />
    {suffix !== undefined && <span className="input-affix">{suffix}</span>}
    {chord !== undefined && <Kbd chord={chord} />}
    {trailing}
  </span>
);
