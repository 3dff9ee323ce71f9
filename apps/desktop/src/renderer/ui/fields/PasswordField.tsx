import { Eye, EyeOff, LockKeyhole } from 'lucide-react';
import { useState } from 'react';

import { IconButton } from '../actions/IconButton.tsx';
import { TextField, type TextFieldProps } from './TextField.tsx';

export interface PasswordFieldProps extends Omit<TextFieldProps, 'type' | 'trailing' | 'icon'> {
  showLabel: string;
  hideTextLabel: string;
}

/** A password box with an eye. Pasting and password managers work; `autoComplete` says which password it is. */
export const PasswordField = ({ showLabel, hideTextLabel, ...field }: PasswordFieldProps) => {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      spellCheck={false}
      autoCapitalize="none"
      {...field}
      type={shown ? 'text' : 'password'}
      icon={LockKeyhole}
      trailing={
        <IconButton
          size="xs"
          icon={shown ? EyeOff : Eye}
          label={shown ? hideTextLabel : showLabel}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
};
