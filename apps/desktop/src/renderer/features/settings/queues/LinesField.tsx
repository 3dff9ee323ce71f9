import { useState } from 'react';

import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { sameValue } from '../form/changes.ts';

/** The words in a text with one per line, without empty lines. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A list of words, one per line. What is typed stays as typed while it means the same list. */
export function LinesField({
  label,
  values,
  onChange,
  invalid,
  disabled,
}: {
  readonly label: string;
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
  readonly invalid: boolean;
  readonly disabled: boolean;
}) {
  const [typed, setTyped] = useState('');
  return (
    <TextArea
      label={label}
      hideLabel
      rows={Math.min(10, Math.max(4, values.length + 1))}
      value={sameValue(linesOf(typed), values) ? typed : values.join('\n')}
      aria-invalid={invalid || undefined}
      disabled={disabled}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(linesOf(event.target.value));
      }}
    />
  );
}
