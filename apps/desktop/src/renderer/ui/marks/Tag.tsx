import type { ReactNode } from 'react';

import { classNames } from '../classNames.ts';

export interface TagProps {
  children: ReactNode;
  tone?: 'neutral' | 'accent' | 'ok' | 'warn' | 'bad' | 'plain';
  /** sm inside list rows. */
  size?: 'sm' | 'md';
}

/** A short word about a thing: its queue, its state. The word carries the meaning, the colour only helps. */
export const Tag = ({ children, tone = 'neutral', size = 'md' }: TagProps) => (
  <span className={classNames('tag', tone !== 'neutral' && `tag-${tone}`, size === 'sm' && 'tag-sm')}>{children}</span>
);
