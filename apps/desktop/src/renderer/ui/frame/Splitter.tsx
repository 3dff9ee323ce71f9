import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';

import { classNames } from '../classNames.ts';

export interface SplitterProps {
  /** What it resizes: "Width of the list". */
  label: string;
  /** The `id` of the column it resizes. */
  controls: string;
  /** Pixels. */
  value: number;
  min: number;
  max: number;
  /** A double press goes back to it. */
  initial: number;
  /** Which side of the line the column is on. */
  column: 'left' | 'right';
  onChange: (width: number) => void;
}

const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, Math.round(value)));

/** Key → how far the line moves to the right, in pixels; Home and End go to the ends. */
const stepOf = (event: KeyboardEvent): number | undefined => {
  const size = event.shiftKey ? 40 : 8;
  if (event.key === 'ArrowLeft') return -size;
  if (event.key === 'ArrowRight') return size;
  return undefined;
};

/** The line between two columns: dragged, moved by arrow keys (Shift for more), double press resets it. */
export const Splitter = ({ label, controls, value, min, max, initial, column, onChange }: SplitterProps) => {
  const [dragging, setDragging] = useState(false);
  const start = useRef({ x: 0, value });
  const direction = column === 'left' ? 1 : -1;
  const set = (next: number) => {
    const width = clamp(next, min, max);
    if (width !== value) onChange(width);
  };

  const press = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, value };
    setDragging(true);
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (dragging) set(start.current.value + (event.clientX - start.current.x) * direction);
  };
  const type = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = stepOf(event);
    if (step !== undefined) set(value + step * direction);
    else if (event.key === 'Home') set(min);
    else if (event.key === 'End') set(max);
    else if (event.key === 'Enter') set(initial);
    else return;
    event.preventDefault();
  };

  return (
    <div
      className={classNames('splitter', dragging && 'is-dragging')}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-controls={controls}
      aria-orientation="vertical"
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={() => setDragging(false)}
      onPointerCancel={() => setDragging(false)}
      onDoubleClick={() => set(initial)}
      onKeyDown={type}
    />
  );
};
