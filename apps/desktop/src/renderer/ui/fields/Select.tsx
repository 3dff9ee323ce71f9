import { Select as Primitive } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';

import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';
import { usePortalContainer } from '../portalContainer.ts';

export interface SelectOption<Value extends string> {
  value: Value;
  text: string;
  detail?: string;
  mark?: ReactNode;
  disabled?: boolean;
}

export interface SelectProps<Value extends string> {
  /** Its name, where no visible label stands beside it. */
  label?: string;
  value: Value | null;
  options: readonly SelectOption<Value>[];
  onChange: (value: Value) => void;
  /** An example, or "Choose …"; shown while nothing is chosen. */
  placeholder?: string;
  size?: 'sm' | 'md' | 'lg';
  disabled?: boolean;
  className?: string;
}

/** One of a short, known list. For long lists use `Combobox`. */
export const Select = <Value extends string>({
  label,
  value,
  options,
  onChange,
  placeholder,
  size = 'md',
  disabled = false,
  className,
}: SelectProps<Value>) => {
  const container = usePortalContainer();
  return (
    <Primitive.Root
      value={value}
      onValueChange={(next) => {
        if (next !== null) onChange(next);
      }}
      items={options.map((option) => ({ value: option.value, label: option.text }))}
      disabled={disabled}
    >
      <Primitive.Trigger
        aria-label={label}
        className={classNames(
          'input-box select-box',
          size !== 'md' && `input-box-${size}`,
          disabled && 'is-disabled',
          className,
        )}
      >
        <Primitive.Value className="trunc" placeholder={placeholder} />
        <Primitive.Icon className="select-arrow">
          <Icon glyph={ChevronDown} size={14} />
        </Primitive.Icon>
      </Primitive.Trigger>
      <Primitive.Portal container={container}>
        <Primitive.Positioner className="pop-pos" sideOffset={4} alignItemWithTrigger={false} collisionPadding={8}>
          <Primitive.Popup className="pop select-pop">
            <Primitive.List className="pop-list">
              {options.map((option) => (
                <Primitive.Item
                  key={option.value}
                  value={option.value}
                  label={option.text}
                  disabled={option.disabled}
                  className="mi"
                >
                  {option.mark}
                  <span className="mi-lines">
                    <Primitive.ItemText>{option.text}</Primitive.ItemText>
                    {option.detail !== undefined && <span className="mi-detail">{option.detail}</span>}
                  </span>
                  <span className="mi-check">
                    <Primitive.ItemIndicator>
                      <Icon glyph={Check} size={14} />
                    </Primitive.ItemIndicator>
                  </span>
                </Primitive.Item>
              ))}
            </Primitive.List>
          </Primitive.Popup>
        </Primitive.Positioner>
      </Primitive.Portal>
    </Primitive.Root>
  );
};
