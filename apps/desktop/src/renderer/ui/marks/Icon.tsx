import type { LucideIcon } from 'lucide-react';

import { classNames } from '../classNames.ts';

export type IconSize = 12 | 14 | 16 | 18 | 20 | 24;

/** A decorative glyph of the set, with the stroke of its size. The words beside it carry the meaning. */
export const Icon = ({
  glyph: Glyph,
  size = 16,
  className,
}: {
  glyph: LucideIcon;
  size?: IconSize;
  className?: string;
}) => <Glyph aria-hidden className={classNames('i', size !== 16 && `i-${size}`, className)} />;
