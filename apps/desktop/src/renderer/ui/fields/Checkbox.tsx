import { Checkbox as Primitive } from '@base-ui/react/checkbox';
import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';

import { Icon } from '../marks/Icon.tsx';

export interface CheckboxProps {
  /** Beside the box; pressing it counts. */
  children: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  /** Some of what it stands for is chosen. */
  mixed?: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  /** Must be ticked before a form is sent. */
  required?: boolean;
}

/** A tick box with its words. */
export const Checkbox = ({
  children,
  hint,
  checked,
  mixed = false,
  onChange,
  disabled = false,
  required = false,
}: CheckboxProps) => (
  <label className="opt">
    <Primitive.Root
      className="check"
      checked={checked}
      indeterminate={mixed}
      onCheckedChange={onChange}
      disabled={disabled}
      required={required}
    >
      <Primitive.Indicator>
        <Icon glyph={mixed ? Minus : Check} size={12} />
      </Primitive.Indicator>
    </Primitive.Root>
    <span>
      {children}
      {hint !== undefined && <span className="hint">{hint}</span>}
    </span>
  </label>
);
