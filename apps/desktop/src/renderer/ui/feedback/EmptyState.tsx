import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';

export interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  text?: ReactNode;
  /** What to do next. */
  action?: ReactNode;
  /** Takes the whole height of its container. */
  fill?: boolean;
}

/** Nothing here, why, and what to do. */
export const EmptyState = ({ icon, title, text, action, fill = false }: EmptyStateProps) => (
  <div className={classNames('empty', fill && 'is-fill')}>
    <span className="empty-icon">
      <Icon glyph={icon} size={24} />
    </span>
    <span className="empty-title">{title}</span>
    {text !== undefined && <span className="empty-text">{text}</span>}
    {action !== undefined && <span className="empty-act">{action}</span>}
  </div>
);
