import type { FormEvent, ReactNode } from 'react';

export interface SettingFormProps {
  label: string;
  onSubmit: () => void;
  /** `<SaveBar>`, only while something is changed. */
  saveBar?: ReactNode;
  children: ReactNode;
}

/** The scrolling cards of a settings page, and the save bar below them that never scrolls away. */
export const SettingForm = ({ label, onSubmit, saveBar, children }: SettingFormProps) => (
  <form
    className="form"
    aria-label={label}
    noValidate
    onSubmit={(event: FormEvent) => {
      event.preventDefault();
      onSubmit();
    }}
  >
    <div className="form-scroll">{children}</div>
    {saveBar}
  </form>
);
