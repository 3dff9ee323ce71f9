import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';

import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';
import { Tooltip } from '../overlays/Tooltip.tsx';
import { ariaKeyShortcuts, thisPlatform } from './chord.ts';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'title' | 'children' | 'aria-label'> {
  icon: LucideIcon;
  /** The name of the action: read aloud and shown as the tooltip. */
  label: string;
  chord?: string;
  /** xs 24, sm 28, md 32 px. */
  size?: 'xs' | 'sm' | 'md';
  /** Given for buttons that stay pressed; absent for plain actions. */
  pressed?: boolean;
  bordered?: boolean;
  /** Lies on the grey canvas (title bar, dock): hover is one step darker. */
  onCanvas?: boolean;
  /** A dot in the corner: something new behind it. Say so in `label` too. */
  marked?: boolean;
}

/** A button that is only an icon; its name is its tooltip. */
export const IconButton = ({
  icon,
  label,
  chord,
  size = 'md',
  pressed,
  bordered = false,
  onCanvas = false,
  marked = false,
  className,
  type = 'button',
  ...rest
}: IconButtonProps) => (
  <Tooltip text={label} chord={chord}>
    <button
      aria-keyshortcuts={chord === undefined ? undefined : ariaKeyShortcuts(chord, thisPlatform())}
      aria-pressed={pressed}
      {...rest}
      type={type}
      aria-label={label}
      className={classNames(
        'icon-btn',
        size !== 'md' && `icon-btn-${size}`,
        bordered && 'bordered',
        onCanvas && 'on-canvas',
        className,
      )}
    >
      <Icon glyph={icon} size={size === 'xs' ? 14 : 16} />
      {marked && <span className="icon-btn-mark" />}
    </button>
  </Tooltip>
);
