import type { ReactNode } from 'react';

/** A group of settings under one title. Its children are `SettingRow`s and `SettingBlock`s. */
export const SettingCard = ({ title, text, children }: { title?: string; text?: string; children: ReactNode }) => (
  <section className="card" aria-label={title}>
    {title !== undefined && <h3 className="card-t">{title}</h3>}
    {text !== undefined && <p className="card-t-note hint">{text}</p>}
    {children}
  </section>
);
