import { Field, type FieldProps } from './Field.tsx';
import { TextInput, type TextInputProps } from './TextInput.tsx';

export type TextFieldProps = Omit<FieldProps, 'children' | 'className'> & Omit<TextInputProps, 'label'>;

/** A labelled one-line text box. Everything an `<input>` takes passes through to it. */
export const TextField = ({
  label,
  hideLabel,
  hint,
  error,
  aside,
  changedLabel,
  className,
  ...input
}: TextFieldProps) => (
  <Field {...{ label, hideLabel, hint, error, aside, changedLabel, className }}>
    <TextInput {...input} invalid={error !== undefined} />
  </Field>
);
