import { Combobox as Primitive } from '@base-ui/react/combobox';
import { X } from 'lucide-react';

import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';
import { ComboboxList } from './Combobox.tsx';
import type { SelectOption } from './Select.tsx';
import { useSameOptions } from './useSameOptions.ts';

export interface MultiComboboxProps<Value extends string> {
  label?: string;
  values: readonly Value[];
  options: readonly SelectOption<Value>[];
  onChange: (values: Value[]) => void;
  placeholder?: string;
  empty: string;
  /** The name of a chip's cross: "Remove Sales". */
  removeLabel: (text: string) => string;
  disabled?: boolean;
  className?: string;
}

/** Several of a long list, shown as chips; Backspace takes the last one away. */
export const MultiCombobox = <Value extends string>({
  label,
  values,
  options,
  onChange,
  placeholder,
  empty,
  removeLabel,
  disabled = false,
  className,
}: MultiComboboxProps<Value>) => {
  const items = useSameOptions(options);
  const chosen = values.flatMap((value) => items.find((option) => option.value === value) ?? []);
  return (
    <Primitive.Root
      multiple
      items={items}
      value={chosen}
      onValueChange={(next: SelectOption<Value>[]) => onChange(next.map((option) => option.value))}
      itemToStringLabel={(option: SelectOption<Value>) => option.text}
      itemToStringValue={(option: SelectOption<Value>) => option.value}
      isItemEqualToValue={(a: SelectOption<Value>, b: SelectOption<Value>) => a.value === b.value}
      disabled={disabled}
    >
      <Primitive.InputGroup className={classNames('input-box chips-box', disabled && 'is-disabled', className)}>
        <Primitive.Chips className="contents">
          {chosen.map((option) => (
            <Primitive.Chip key={option.value} className="chip" aria-label={option.text}>
              {option.text}
              <Primitive.ChipRemove className="chip-x" aria-label={removeLabel(option.text)}>
                <Icon glyph={X} size={12} />
              </Primitive.ChipRemove>
            </Primitive.Chip>
          ))}
          <Primitive.Input aria-label={label} placeholder={chosen.length === 0 ? placeholder : undefined} />
        </Primitive.Chips>
      </Primitive.InputGroup>
      <ComboboxList empty={empty} />
    </Primitive.Root>
  );
};
