import type { ReactNode } from 'react';

import type { SlaLevel } from '../marks/SlaBadge.tsx';

export interface DockProps {
  label: string;
  left: ReactNode;
  centre?: ReactNode;
  right?: ReactNode;
}

/** The bar at the bottom: connection and devices, the telephone, the queues at a glance. */
export const Dock = ({ label, left, centre, right }: DockProps) => (
  <footer className="dock" aria-label={label}>
    <div className="dock-part">{left}</div>
    <div className="dock-part">{centre}</div>
    <div className="dock-part">{right}</div>
  </footer>
);

/** The thin line between two groups of the dock. */
export const DockLine = () => <span className="dock-line" aria-hidden />;

/** A queue and how many wait in it; the level differs by shape, and `label` says it in words. */
export const QueueTick = ({
  name,
  waiting,
  level,
  label,
}: {
  name: string;
  waiting: number;
  level: SlaLevel;
  label: string;
}) => (
  <span className="queue-tick" role="img" aria-label={label}>
    <i className={level === 'ok' ? 'qdot' : `qdot qdot-${level}`} />
    <span className="trunc">{name}</span> <b>{waiting}</b>
  </span>
);
