import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { classNames } from '../classNames.ts';
import { SectionSkeleton } from '../feedback/Skeleton.tsx';
import { Icon } from '../marks/Icon.tsx';

export interface PanelProps {
  id?: string;
  label: string;
  /** Up to 1160 px the panel is hidden unless open; then it lies over the conversation. */
  open?: boolean;
  /** Pixels, where the column does not stand in a `Frame` that has `columns`; the token's width unless told. */
  width?: number;
  children: ReactNode;
}

/** The column on the right: the customer. */
export const Panel = ({ id, label, open = false, width, children }: PanelProps) => (
  <aside
    id={id}
    className={classNames('panel', open && 'is-open')}
    aria-label={label}
    style={width === undefined ? undefined : { width }}
  >
    {children}
  </aside>
);

export interface PanelSectionProps {
  title?: string;
  /** Quiet words after the title. */
  remark?: string;
  /** On the right: a link, a tag. */
  aside?: ReactNode;
  /** "Loading": grey lines in place of the content. */
  loadingLabel?: string | undefined;
  /** Below the last known content: what is wrong, and a button. */
  problem?: { text: string; action?: ReactNode } | undefined;
  children?: ReactNode;
}

/** One section; each loads by itself and keeps its last content when it cannot be refreshed. */
export const PanelSection = ({ title, remark, aside, loadingLabel, problem, children }: PanelSectionProps) => (
  <section className="sect" aria-label={title}>
    {title !== undefined && (
      <h2 className="sect-h">
        <span>
          {title}
          {remark !== undefined && <span className="sect-quiet"> {remark}</span>}
        </span>
        {aside !== undefined && <span className="sect-aside">{aside}</span>}
      </h2>
    )}
    {loadingLabel === undefined ? children : <SectionSkeleton label={loadingLabel} />}
    {problem !== undefined && (
      <div className="sect-note" role="status">
        <span className="fill">{problem.text}</span>
        {problem.action}
      </div>
    )}
  </section>
);

/** Names and values. */
export const KeyValues = ({ rows }: { rows: readonly { name: string; value: ReactNode }[] }) => (
  <dl className="kv">
    {rows.map((row) => (
      <div key={row.name} className="contents">
        <dt>{row.name}</dt>
        <dd>{row.value}</dd>
      </div>
    ))}
  </dl>
);

/** Up to four figures side by side. */
export const Figures = ({ figures }: { figures: readonly { name: string; value: string }[] }) => (
  <dl className="kpis">
    {figures.map((figure) => (
      <div key={figure.name}>
        <dt>{figure.name}</dt>
        <dd>{figure.value}</dd>
      </div>
    ))}
  </dl>
);

/** What happened with the customer, newest first. */
export const Timeline = ({
  entries,
}: {
  entries: readonly { id: string; icon: LucideIcon; text: ReactNode; when: string }[];
}) => (
  <ul className="timeline">
    {entries.map((entry) => (
      <li key={entry.id}>
        <span className="timeline-icon">
          <Icon glyph={entry.icon} size={14} />
        </span>
        <span className="trunc">{entry.text}</span>
        <time className="timeline-when">{entry.when}</time>
      </li>
    ))}
  </ul>
);
