import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';

import { ariaKeyShortcuts, thisPlatform } from '../actions/chord.ts';
import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';
import { Tooltip } from '../overlays/Tooltip.tsx';

export interface CallButtonProps extends Omit<ComponentProps<'button'>, 'title'> {
  icon: LucideIcon;
  /** Its name; on narrow windows it is a tooltip only. */
  word: string;
  chord?: string | undefined;
  /** A switch that is on. */
  pressed?: boolean;
  kind?: 'default' | 'quiet' | 'end';
  /** Its sign only, the word as a tooltip: where there are many. */
  tight?: boolean;
  /** Cannot be pressed now, and why. */
  disabledReason?: string | undefined;
}

/** A control of the call bar. Also a trigger of a popover: everything of `<button>` passes through. */
export const CallButton = ({
  icon,
  word,
  chord,
  pressed,
  kind = 'default',
  tight = false,
  disabledReason,
  className,
  onClick,
  ...rest
}: CallButtonProps) => (
  <Tooltip text={disabledReason ?? word} chord={disabledReason === undefined ? chord : undefined}>
    <button
      {...rest}
      type="button"
      className={classNames('cc', kind !== 'default' && `cc-${kind}`, tight && 'cc-tight', className)}
      aria-label={word}
      aria-pressed={pressed}
      aria-disabled={disabledReason === undefined ? undefined : true}
      aria-keyshortcuts={chord === undefined ? undefined : ariaKeyShortcuts(chord, thisPlatform())}
      onClick={disabledReason === undefined ? onClick : (event) => event.preventDefault()}
    >
      <Icon glyph={icon} />
      <span className="cc-word" aria-hidden>
        {word}
      </span>
    </button>
  </Tooltip>
);
