import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { useSettingsText } from '../frame/useWords.ts';

/** A colour, picked or written as `#rrggbb`. */
export function AccentField({
  label,
  value,
  invalid,
  onChange,
  disabled,
}: {
  readonly label: string;
  readonly value: string;
  readonly invalid: boolean;
  readonly onChange: (value: string) => void;
  readonly disabled: boolean;
}) {
  const t = useSettingsText();
  return (
    <>
      <input
        type="color"
        className="swatch"
        aria-label={t('channel.pickColour')}
        value={/^#[0-9a-f]{6}$/.test(value) ? value : '#2f54d9'}
        onChange={(event) => onChange(event.target.value.toLowerCase())}
        disabled={disabled}
      />
      <TextInput
        label={label}
        className="w-28"
        value={value}
        maxLength={7}
        spellCheck={false}
        invalid={invalid}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value.trim().toLowerCase())}
      />
    </>
  );
}
