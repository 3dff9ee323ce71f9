import { ChevronDown, type LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';

import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';
import { PresenceDot, type PresenceShape } from '../marks/PresenceDot.tsx';

/** A small number with its sign: "3/5" chats. */
export interface PillFigure {
  readonly id: string;
  readonly glyph: LucideIcon;
  readonly text: string;
  /** Read aloud: "Chats: 3 of 5". */
  readonly label: string;
  /** No more fits. */
  readonly full: boolean;
}

export interface StatePillProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  shape: PresenceShape;
  /** The state in a word or a short sentence: "Available", "Lunch". */
  text: string;
  /** How long already, "1:42:10". */
  time?: string;
  /** Longer than its limit: the time turns amber. */
  over?: boolean;
  /** How full I am. */
  figures?: readonly PillFigure[];
  /** Read aloud: "Your state: Available". */
  label: string;
}

/**
 * My presence in the title bar; the trigger of the presence menu. Its name is text inside of it, so that who speaks to
 * the computer may say the state that is drawn.
 */
export const StatePill = ({
  shape,
  text,
  time,
  over = false,
  figures = [],
  label,
  className,
  ...rest
}: StatePillProps) => (
  <button {...rest} type="button" className={classNames('state-pill', over && 'is-over', className)}>
    <span className="sr-text">{label}</span>
    {figures.map((figure) => (
      <span key={figure.id} className="sr-text">
        {figure.label}
      </span>
    ))}
    <span className="contents" aria-hidden>
      <PresenceDot shape={shape} />
      <span className="trunc">{text}</span>
      {time !== undefined && <time>{time}</time>}
      {figures.map(({ id, glyph, text: figure, full }) => (
        <span key={id} className={classNames('state-figure', full && 'is-full')}>
          <Icon glyph={glyph} size={14} />
          {figure}
        </span>
      ))}
      <Icon glyph={ChevronDown} size={14} />
    </span>
  </button>
);
