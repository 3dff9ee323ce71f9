import { useEffect, useRef } from 'react';

import { classNames } from '../classNames.ts';
import { barsOf } from './levelBars.ts';

export interface LevelMeterProps {
  /** How loud it is now, 0 to 1; undefined: closed. Read as often as it is drawn. */
  read: () => number | undefined;
  label: string;
  className?: string;
}

/** Ten times a second is as fast as an eye wants it. */
const EVERY_MS = 100;

/** Five bars that follow a microphone. Drawn past React: ten times a second nothing else needs to be looked at. */
export const LevelMeter = ({ read, label, className }: LevelMeterProps) => {
  const box = useRef<HTMLSpanElement>(null);
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });
  useEffect(() => {
    const timer = setInterval(() => {
      const on = barsOf(latest.current());
      [...(box.current?.children ?? [])].forEach((bar, index) => bar.classList.toggle('is-on', index < on));
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <span ref={box} className={classNames('level', className)} role="img" aria-label={label}>
      <i />
      <i />
      <i />
      <i />
      <i />
    </span>
  );
};
