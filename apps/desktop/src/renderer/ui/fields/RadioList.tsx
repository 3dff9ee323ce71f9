import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId } from 'react';

import { classNames } from '../classNames.ts';

export interface RadioListProps<Value extends string> {
  /** What is chosen, for readers. */
  label: string;
  value: Value | null;
  options: readonly { value: Value; text: string; hint?: string; disabled?: boolean }[];
  onChange: (value: Value) => void;
  /** Side by side instead of below each other. */
  row?: boolean;
  disabled?: boolean;
}

/** One of a few, all in sight. */
export const RadioList = <Value extends string>({
  label,
  value,
  options,
  onChange,
  row = false,
  disabled = false,
}: RadioListProps<Value>) => {
  const id = useId();
  return (
    <RadioGroup
      aria-label={label}
      className={classNames('opts', row && 'opts-row')}
      value={value}
      onValueChange={(next) => onChange(next as Value)}
      disabled={disabled}
    >
      {options.map((option, at) => (
        <label key={option.value} className="opt">
          <Radio.Root
            className="radio"
            value={option.value}
            disabled={option.disabled}
            aria-labelledby={`${id}-${at}`}
            aria-describedby={option.hint === undefined ? undefined : `${id}-${at}-text`}
          />
          <span>
            <span id={`${id}-${at}`}>{option.text}</span>
            {option.hint !== undefined && (
              <span className="hint" id={`${id}-${at}-text`}>
                {option.hint}
              </span>
            )}
          </span>
        </label>
      ))}
    </RadioGroup>
  );
};
