import type { ReactNode } from 'react';

import { Button } from '../actions/Button.tsx';

export interface SaveBarProps {
  /** The region's name, "Unsaved changes". */
  label: string;
  /** "3 unsaved changes". */
  text: string;
  /** The changed settings by name, as one list in the language. */
  names?: string;
  /** In place of the names: why it could not be saved. */
  error?: string | undefined;
  discard: { label: string; onPress: () => void };
  /** Sends the form. */
  save: { label: string; chord?: string; busy?: boolean };
  /** Between the two: "Review". */
  extra?: ReactNode;
}

/** Says what is not saved yet; lies below a `SettingForm`, whose submit button is here. */
export const SaveBar = ({ label, text, names, error, discard, save, extra }: SaveBarProps) => (
  <div className="save-bar" role="region" aria-label={label}>
    <i className="changed" />
    <span className="fill">
      <b>{text}</b>
      {error === undefined ? (
        names !== undefined && <span className="save-bar-names">{` · ${names}`}</span>
      ) : (
        <span className="is-error" role="alert">{` · ${error}`}</span>
      )}
    </span>
    {extra}
    <Button onClick={discard.onPress}>{discard.label}</Button>
    <Button variant="primary" type="submit" loading={save.busy} chord={save.chord}>
      {save.label}
    </Button>
  </div>
);
