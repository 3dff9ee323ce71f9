import { Select } from '../../../ui/fields/Select.tsx';
import { PhoneNumberInput, type PhoneNumberInputProps } from '../frame/PhoneNumberInput.tsx';
import { useSettingsText } from '../frame/useWords.ts';

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
export function OwnNumberInput(field: Omit<PhoneNumberInputProps, 'placeholder' | 'maxLength'>) {
  const t = useSettingsText();
  return <PhoneNumberInput {...field} maxLength={40} placeholder={t('phone.everyNumber')} />;
}
