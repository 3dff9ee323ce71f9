import { RotateCcw, Unplug, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { Button } from '../actions/Button.tsx';
import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';

export interface ErrorStateProps {
  icon?: LucideIcon;
  /** What does not work. */
  title: string;
  /** What still works, or what to do. */
  text?: string;
  retryLabel?: string;
  retrying?: boolean;
  onRetry?: () => void;
  /** More to press: "Copy report". */
  extra?: ReactNode;
  fill?: boolean;
}

/** A part that could not be loaded; the rest of the screen stays usable. */
export const ErrorState = ({
  icon = Unplug,
  title,
  text,
  retryLabel,
  retrying = false,
  onRetry,
  extra,
  fill = false,
}: ErrorStateProps) => (
  <div className={classNames('empty', fill && 'is-fill')} role="alert">
    <span className="empty-icon is-error">
      <Icon glyph={icon} size={24} />
    </span>
    <span className="empty-title">{title}</span>
    {text !== undefined && <span className="empty-text">{text}</span>}
    <span className="empty-act">
      {retryLabel !== undefined && (
        <Button size="sm" icon={RotateCcw} loading={retrying} onClick={onRetry}>
          {retryLabel}
        </Button>
      )}
      {extra}
    </span>
  </div>
);
