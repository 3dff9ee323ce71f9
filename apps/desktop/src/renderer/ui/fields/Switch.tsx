import { Switch as Primitive } from '@base-ui/react/switch';

export interface SwitchProps {
  /** Its name, where no visible label stands beside it. */
  label?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

/** On or off, in force at once or with the next save. */
export const Switch = ({ label, checked, onChange, disabled = false }: SwitchProps) => (
  <Primitive.Root
    className="switch"
    aria-label={label}
    checked={checked}
    onCheckedChange={onChange}
    disabled={disabled}
  >
    <Primitive.Thumb className="switch-thumb" />
  </Primitive.Root>
);
