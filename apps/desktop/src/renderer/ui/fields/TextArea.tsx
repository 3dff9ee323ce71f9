import { Field as Primitive } from '@base-ui/react/field';
import type { ComponentProps } from 'react';

import { classNames } from '../classNames.ts';
import { Field, type FieldProps } from './Field.tsx';

export type TextAreaProps = Omit<FieldProps, 'children' | 'className'> &
  Omit<ComponentProps<'textarea'>, 'defaultValue'>;

/** A labelled box for several lines; it grows with its text up to 320 px. */
export const TextArea = ({ label, hideLabel, hint, error, aside, changedLabel, className, ...area }: TextAreaProps) => (
  <Field {...{ label, hideLabel, hint, error, aside, changedLabel }}>
    <Primitive.Control render={<textarea {...area} />} className={classNames('textarea', className)} />
  </Field>
);
