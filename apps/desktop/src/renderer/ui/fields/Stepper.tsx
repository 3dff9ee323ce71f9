import { NumberField } from '@base-ui/react/number-field';
import { Minus, Plus } from 'lucide-react';

import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';

export interface StepperProps {
  label?: string;
  value: number;
  onChange: (value: number) => void;
  min: number;
  max: number;
  step?: number;
  /** BCP 47; how numbers are written and read. */
  locale?: string;
  /** A word after the number: "chats". */
  unit?: string;
  lessLabel: string;
  moreLabel: string;
  disabled?: boolean;
}

/**
 * A whole number between `min` and `max`; buttons and arrow keys stop there. What is typed beyond is kept as it was typed, for
 * the form to refuse it with the limits: nobody saves a number they did not write.
 */
export const Stepper = ({
  label,
  value,
  onChange,
  min,
  max,
  step = 1,
  locale,
  unit,
  lessLabel,
  moreLabel,
  disabled = false,
}: StepperProps) => (
  <NumberField.Root
    value={value}
    onValueChange={(next) => {
      if (next !== null) onChange(next);
    }}
    min={min}
    max={max}
    step={step}
    allowOutOfRange
    locale={locale}
    format={{ maximumFractionDigits: 0 }}
    disabled={disabled}
  >
    <NumberField.Group className={classNames('stepper', max > 9_999 && 'is-wide')}>
      <NumberField.Decrement aria-label={lessLabel}>
        <Icon glyph={Minus} size={14} />
      </NumberField.Decrement>
      <NumberField.Input aria-label={label} aria-invalid={value < min || value > max || undefined} />
      {unit !== undefined && <span className="stepper-unit">{unit}</span>}
      <NumberField.Increment aria-label={moreLabel}>
        <Icon glyph={Plus} size={14} />
      </NumberField.Increment>
    </NumberField.Group>
  </NumberField.Root>
);
