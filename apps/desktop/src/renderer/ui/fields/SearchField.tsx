import { Search, X } from 'lucide-react';

import { IconButton } from '../actions/IconButton.tsx';
import { TextInput, type TextInputProps } from './TextInput.tsx';

export interface SearchFieldProps extends Omit<
  TextInputProps,
  'icon' | 'trailing' | 'type' | 'value' | 'onChange' | 'label'
> {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** The name of the cross, for example "Clear search". */
  clearLabel: string;
}

/** The quiet search box of a list. Esc empties it. */
export const SearchField = ({
  value,
  onChange,
  clearLabel,
  chord,
  placeholder,
  label,
  onKeyDown,
  ...input
}: SearchFieldProps) => (
  <TextInput
    quiet
    {...input}
    label={label}
    placeholder={placeholder ?? label}
    icon={Search}
    type="text"
    role="searchbox"
    value={value}
    onChange={(event) => onChange(event.target.value)}
    onKeyDown={(event) => {
      if (event.key === 'Escape' && value !== '') {
        event.stopPropagation();
        onChange('');
      }
      onKeyDown?.(event);
    }}
    chord={value === '' ? chord : undefined}
    trailing={
      value === '' ? undefined : <IconButton size="xs" icon={X} label={clearLabel} onClick={() => onChange('')} />
    }
  />
);
