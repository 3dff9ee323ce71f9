import type { LucideIcon } from 'lucide-react';
import { useId, type ComponentProps, type MouseEvent, type ReactNode } from 'react';

import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';
import { Tooltip } from '../overlays/Tooltip.tsx';
import { ariaKeyShortcuts, thisPlatform } from './chord.ts';
import { Kbd } from './Kbd.tsx';

export type ButtonVariant = 'default' | 'primary' | 'success' | 'danger' | 'ghost' | 'text' | 'outline-danger';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'title'> {
  children: ReactNode;
  /** One `primary` per surface. */
  variant?: ButtonVariant;
  /** sm inside rows, md default, lg offers and sign-in. */
  size?: 'sm' | 'md' | 'lg';
  icon?: LucideIcon;
  /** Drawn beside the label and announced as the shortcut; see chord.ts. */
  chord?: string;
  /** Working on it: a spinner replaces the label, the width stays, presses do nothing. */
  loading?: boolean;
  /** Full width of its container. */
  block?: boolean;
  /** Cannot be pressed, and why. It stays focusable and says the reason in a tooltip. */
  disabledReason?: string | undefined;
}

/** A button. `type` is `button` unless told. */
export const Button = ({
  children,
  variant = 'default',
  size = 'md',
  icon,
  chord,
  loading = false,
  block = false,
  disabledReason,
  className,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) => {
  const reasonId = useId();
  const blocked = loading || disabledReason !== undefined;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (blocked) event.preventDefault();
    else onClick?.(event);
  };
  const button = (
    <button
      aria-keyshortcuts={chord === undefined ? undefined : ariaKeyShortcuts(chord, thisPlatform())}
      {...rest}
      type={type}
      className={classNames(
        'btn',
        variant !== 'default' && `btn-${variant}`,
        size !== 'md' && `btn-${size}`,
        block && 'btn-block',
        className,
      )}
      aria-busy={loading || undefined}
      aria-disabled={blocked || undefined}
      aria-describedby={disabledReason === undefined ? rest['aria-describedby'] : reasonId}
      onClick={press}
    >
      <span className="btn-label">
        {icon !== undefined && <Icon glyph={icon} />}
        {children}
        {chord !== undefined && <Kbd chord={chord} />}
      </span>
      {disabledReason !== undefined && (
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      )}
      {loading && (
        <span className="btn-spin">
          <span className="spinner" />
        </span>
      )}
    </button>
  );
  return disabledReason === undefined ? button : <Tooltip text={disabledReason}>{button}</Tooltip>;
};
