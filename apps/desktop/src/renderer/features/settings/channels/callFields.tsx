import { Select } from '../../../ui/fields/Select.tsx';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { plainNumber } from '../telephony/trunkForm.ts';

/** Chooses one of the lines, or of the sites, by its name. */
export function NamedSelect<I extends string>({
  value,
  among,
  disabled = false,
  onChange,
}: {
  readonly value: I;
  readonly among: readonly { readonly id: I; readonly name: string }[];
  readonly disabled?: boolean;
  readonly onChange: (id: I) => void;
}) {
  return (
    <Select
      className="w-64"
      value={value}
      onChange={onChange}
      options={among.map(({ id, name }) => ({ value: id, text: name }))}
      disabled={disabled}
    />
  );
}

/** A number of one's own; empty: every number of the line that no other entry has. */
export function OwnNumberInput({
  value,
  invalid = false,
  disabled = false,
  onChange,
}: {
  readonly value: string;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
  readonly onChange: (number: string) => void;
}) {
  const t = useSettingsText();
  return (
    <TextInput
      className="w-64 num"
      inputMode="tel"
      autoComplete="off"
      maxLength={40}
      placeholder={t('phone.everyNumber')}
      value={value}
      invalid={invalid}
      disabled={disabled}
      onChange={(event) => onChange(plainNumber(event.target.value))}
    />
  );
}
