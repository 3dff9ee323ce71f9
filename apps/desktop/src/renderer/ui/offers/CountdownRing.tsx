import type { ReactNode } from 'react';

import { classNames } from '../classNames.ts';

export interface CountdownRingProps {
  /** Seconds left and in all; whoever draws it gives a new number each second. */
  left: number;
  total: number;
  /** Pixels across: 64 with a 44 avatar, 44 with a 28 one. */
  size: 44 | 64;
  /** Green for calls. */
  call?: boolean;
  /** The last seconds: red. */
  late?: boolean;
  children: ReactNode;
}

/** Where the ring's line lies: as much as is left, and its start, which moves clockwise from the top. Lengths in px. */
export const ringDash = (left: number, total: number, radius: number): { array: string; offset: number } => {
  const around = 2 * Math.PI * radius;
  const share = total <= 0 ? 0 : Math.min(1, Math.max(0, left / total));
  const line = around * share;
  return { array: `${line.toFixed(1)} ${around.toFixed(1)}`, offset: Number((line - around).toFixed(1)) };
};

/** A ring that empties clockwise around an avatar. The seconds stand beside it in digits. */
export const CountdownRing = ({ left, total, size, call = false, late = false, children }: CountdownRingProps) => {
  const stroke = size === 64 ? 4 : 3;
  const radius = (size - stroke) / 2;
  const dash = ringDash(left, total, radius);
  const circle = { cx: size / 2, cy: size / 2, r: radius, strokeWidth: stroke };
  return (
    <span
      className={classNames('offer-ring', call && 'is-call', late && 'is-late')}
      style={{ width: size, height: size }}
    >
      <svg viewBox={`0 0 ${size} ${size}`} aria-hidden>
        <circle {...circle} />
        {left > 0 && (
          <circle {...circle} className="left" strokeDasharray={dash.array} strokeDashoffset={dash.offset} />
        )}
      </svg>
      {children}
    </span>
  );
};
