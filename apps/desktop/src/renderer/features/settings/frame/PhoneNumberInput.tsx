import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { plainNumber } from '../telephony/trunkForm.ts';

export interface PhoneNumberInputProps {
  readonly value: string;
  readonly placeholder: string;
  /** Characters that may be typed, with what stands between the digits. */
  readonly maxLength?: number;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
  /** Without what people write between the digits. */
  readonly onChange: (number: string) => void;
}

/** A telephone number as it is typed. */
export const PhoneNumberInput = ({
  maxLength = 33,
  invalid = false,
  disabled = false,
  onChange,
  ...field
}: PhoneNumberInputProps) => (
  <TextInput
    {...field}
    className="w-64 num"
    inputMode="tel"
    autoComplete="off"
    maxLength={maxLength}
    invalid={invalid}
    disabled={disabled}
    onChange={(event) => onChange(plainNumber(event.target.value))}
  />
);
