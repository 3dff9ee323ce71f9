import { Clock, Hourglass, TriangleAlert, type LucideIcon } from 'lucide-react';

import { Icon } from './Icon.tsx';

/** How a waiting time stands to its target: within, from 75 % of it, over it. */
export type SlaLevel = 'ok' | 'risk' | 'breach';

export interface SlaBadgeProps {
  level: SlaLevel;
  /** The waiting time as shown, for example "2:51". */
  time: string;
  /** The level in words, read before the time: "Waiting, close to target". */
  label: string;
}

const glyphs: Record<SlaLevel, LucideIcon> = { ok: Clock, risk: Hourglass, breach: TriangleAlert };

/** The waiting counter. The level is told by icon, colour and word; the running time is not announced. */
export const SlaBadge = ({ level, time, label }: SlaBadgeProps) => (
  <span className={`sla sla-${level}`}>
    <span className="sr-text">{`${label}: `}</span>
    <Icon glyph={glyphs[level]} size={12} />
    <time>{time}</time>
  </span>
);
