import type { ReactNode } from 'react';

export interface ListPaneProps {
  id?: string;
  /** Read aloud as the region's name. */
  label: string;
  title: string;
  /** Icon buttons right of the title. */
  actions?: ReactNode;
  /** Segments, search, filter chips. */
  head?: ReactNode;
  /** Pixels, where the column does not stand in a `Frame` that has `columns`; the token's width unless told. */
  width?: number;
  children: ReactNode;
}

/** The list column. */
export const ListPane = ({ id, label, title, actions, head, width, children }: ListPaneProps) => (
  <section id={id} className="list" aria-label={label} style={width === undefined ? undefined : { width }}>
    <div className="list-head">
      <div className="list-title">
        <h2 className="pane-title trunc">{title}</h2>
        <span className="flex items-center gap-1">{actions}</span>
      </div>
      {head}
    </div>
    {children}
  </section>
);
