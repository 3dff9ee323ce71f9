import type { ReactNode } from 'react';

import { classNames } from '../classNames.ts';

/** A screen, or the right part of one. `label` names the region. */
export const Page = ({ label, children }: { label: string; children: ReactNode }) => (
  <section className="page" aria-label={label}>
    {children}
  </section>
);

export interface PageHeadProps {
  title: string;
  /** Below the title. */
  sub?: ReactNode;
  /** Left of it: a channel glyph, an avatar. */
  mark?: ReactNode;
  /** Right of the title: a tag. */
  tag?: ReactNode;
  actions?: ReactNode;
  /** Tabs follow: no line below. */
  plain?: boolean;
}

/** The head of a page. */
export const PageHead = ({ title, sub, mark, tag, actions, plain = false }: PageHeadProps) => (
  <header className={classNames('page-head', plain && 'is-plain')}>
    {mark}
    <div className="fill">
      <div className="flex items-center gap-2">
        <h2 className="pane-title trunc">{title}</h2>
        {tag}
      </div>
      {sub !== undefined && <div className="page-sub">{sub}</div>}
    </div>
    {actions}
  </header>
);

/** The scrolling part of a page. `form`: what it holds is filled in, and no wider than a form. */
export const PageBody = ({ form = false, children }: { form?: boolean; children: ReactNode }) => (
  <div className={classNames('page-body', form && 'is-form')}>{children}</div>
);

export interface CardProps {
  title?: string;
  /** Right of the title. */
  aside?: ReactNode;
  /** 16 px around the content. */
  padded?: boolean;
  className?: string;
  children: ReactNode;
}

/** A bordered surface with an optional title. */
export const Card = ({ title, aside, padded = false, className, children }: CardProps) => (
  <section className={classNames('card', className)} aria-label={title}>
    {title !== undefined && (
      <div className="card-h">
        <h3 className="fill trunc">{title}</h3>
        {aside}
      </div>
    )}
    {padded ? <div className="card-b">{children}</div> : children}
  </section>
);
