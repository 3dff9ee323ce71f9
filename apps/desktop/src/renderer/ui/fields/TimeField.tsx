import { type KeyboardEvent as KeyPress, useState } from 'react';

import { clockText, DAY_MINUTES, parseClock } from './clockTime.ts';
import { TextInput } from './TextInput.tsx';

const STEP = 15;

/**
 * A time of day, 00:00 to 24:00, typed as people write it. Taken on Enter and on leaving the box; the arrow keys move it
 * by a quarter of an hour; Esc puts back what was there. What is no time is not taken.
 */
export function TimeField({
  label,
  value,
  onChange,
  invalid = false,
  disabled = false,
}: {
  readonly label: string;
  /** Minutes of the day. */
  readonly value: number;
  readonly onChange: (minutes: number) => void;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
}) {
  const [typed, setTyped] = useState<string>();
  const take = (): void => {
    const time = typed === undefined ? undefined : parseClock(typed);
    setTyped(undefined);
    if (time !== undefined && time !== value) onChange(time);
  };
  const pressed = (event: KeyPress<HTMLInputElement>): void => {
    const step = { ArrowUp: STEP, ArrowDown: -STEP }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const from = (typed === undefined ? undefined : parseClock(typed)) ?? value;
      setTyped(undefined);
      onChange(Math.min(DAY_MINUTES, Math.max(0, from + step)));
    } else if (event.key === 'Enter') take();
    else if (event.key === 'Escape' && typed !== undefined) {
      event.stopPropagation();
      setTyped(undefined);
    }
  };
  return (
    <TextInput
      className="w-20 num"
      label={label}
      inputMode="numeric"
      autoComplete="off"
      maxLength={6}
      value={typed ?? clockText(value)}
      invalid={invalid || (typed !== undefined && typed !== '' && parseClock(typed) === undefined)}
      disabled={disabled}
      onChange={(event) => setTyped(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={take}
      onKeyDown={pressed}
    />
  );
}
