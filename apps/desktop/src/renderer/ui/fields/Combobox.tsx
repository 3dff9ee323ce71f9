import { Combobox as Primitive } from '@base-ui/react/combobox';
import { Check, ChevronDown } from 'lucide-react';

import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';
import { usePortalContainer } from '../portalContainer.ts';
import type { SelectOption } from './Select.tsx';
import { useSameOptions } from './useSameOptions.ts';

export interface ComboboxProps<Value extends string> {
  label?: string;
  value: Value | null;
  options: readonly SelectOption<Value>[];
  onChange: (value: Value) => void;
  placeholder?: string;
  /** "No match". */
  empty: string;
  disabled?: boolean;
  className?: string;
}

/** The list that both comboboxes open. */
export const ComboboxList = <Value extends string>({ empty }: { empty: string }) => {
  const container = usePortalContainer();
  return (
    <Primitive.Portal container={container}>
      <Primitive.Positioner className="pop-pos" sideOffset={4} collisionPadding={8}>
        <Primitive.Popup className="pop select-pop">
          <Primitive.Empty className="pop-empty">{empty}</Primitive.Empty>
          <Primitive.List className="pop-list data-empty:p-0">
            {(option: SelectOption<Value>) => (
              <Primitive.Item key={option.value} value={option} disabled={option.disabled} className="mi">
                {option.mark}
                <span className="mi-lines">
                  <span className="block">{option.text}</span>
                  {option.detail !== undefined && <span className="mi-detail">{option.detail}</span>}
                </span>
                <span className="mi-check">
                  <Primitive.ItemIndicator>
                    <Icon glyph={Check} size={14} />
                  </Primitive.ItemIndicator>
                </span>
              </Primitive.Item>
            )}
          </Primitive.List>
        </Primitive.Popup>
      </Primitive.Positioner>
    </Primitive.Portal>
  );
};

/** One of a long list, found by typing. */
export const Combobox = <Value extends string>({
  label,
  value,
  options,
  onChange,
  placeholder,
  empty,
  disabled = false,
  className,
}: ComboboxProps<Value>) => {
  const items = useSameOptions(options);
  return (
    <Primitive.Root
      items={items}
      value={items.find((option) => option.value === value) ?? null}
      onValueChange={(next: SelectOption<Value> | null) => {
        if (next !== null) onChange(next.value);
      }}
      itemToStringLabel={(option: SelectOption<Value>) => option.text}
      itemToStringValue={(option: SelectOption<Value>) => option.value}
      isItemEqualToValue={(a: SelectOption<Value>, b: SelectOption<Value>) => a.value === b.value}
      disabled={disabled}
    >
      <Primitive.InputGroup className={classNames('input-box', disabled && 'is-disabled', className)}>
        <Primitive.Input aria-label={label} placeholder={placeholder} />
        <Primitive.Icon className="select-arrow">
          <Icon glyph={ChevronDown} size={14} />
        </Primitive.Icon>
      </Primitive.InputGroup>
      <ComboboxList empty={empty} />
    </Primitive.Root>
  );
};
