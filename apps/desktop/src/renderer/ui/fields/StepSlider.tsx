import { Slider } from '@base-ui/react/slider';

export interface StepSliderProps {
  label?: string;
  /** The values it may take, rising; each is one step, so the scale need not be even. */
  steps: readonly number[];
  /** Any value; the thumb stands at the nearest step. */
  value: number;
  onChange: (value: number) => void;
  /** Words under the track. */
  ticks?: readonly { value: number; text: string }[];
  /** The value in words, for readers. */
  valueText: (value: number) => string;
  disabled?: boolean;
}

const nearestStep = (steps: readonly number[], value: number): number => {
  let best = 0;
  steps.forEach((step, index) => {
    if (Math.abs(step - value) < Math.abs((steps[best] ?? 0) - value)) best = index;
  });
  return best;
};

/** A slider over chosen values; for a wide range such as 1 minute to 12 hours. */
export const StepSlider = ({
  label,
  steps,
  value,
  onChange,
  ticks = [],
  valueText,
  disabled = false,
}: StepSliderProps) => {
  const last = steps.length - 1;
  return (
    <div className="slider">
      <Slider.Root
        value={nearestStep(steps, value)}
        onValueChange={(index) => {
          const next = steps[index];
          if (next !== undefined) onChange(next);
        }}
        min={0}
        max={last}
        step={1}
        disabled={disabled}
        thumbAlignment="edge"
      >
        <Slider.Control className="slider-control">
          <Slider.Track className="slider-track">
            <Slider.Indicator className="slider-fill" />
            <Slider.Thumb
              className="slider-thumb"
              aria-label={label}
              getAriaValueText={(_, index) => valueText(steps[index] ?? value)}
            />
          </Slider.Track>
        </Slider.Control>
      </Slider.Root>
      {ticks.length > 0 && (
        <div className="slider-ticks" aria-hidden>
          {ticks.map((tick) => (
            <span key={tick.value} style={{ left: `${(nearestStep(steps, tick.value) / last) * 100}%` }}>
              {tick.text}
            </span>
          ))}
        </div>
      )}
    </div>
  );
};
