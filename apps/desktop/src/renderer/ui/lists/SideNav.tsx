import type { ReactNode } from 'react';

/** The second navigation, left on the stage: the sections of the settings. */
export const SideNav = ({ label, title, children }: { label: string; title: string; children: ReactNode }) => (
  <nav className="side-nav" aria-label={label}>
    <h1 className="pane-title side-nav-title">{title}</h1>
    {children}
  </nav>
);

/** A heading inside it. */
export const SideNavGroup = ({ children }: { children: string }) => <div className="side-nav-group">{children}</div>;

export interface SideNavItemProps {
  text: string;
  /** An icon or a channel glyph. */
  mark?: ReactNode;
  /** On the right: a count, a warning sign with its words. */
  aside?: ReactNode;
  current?: boolean;
  onSelect: () => void;
}

/** One section. */
export const SideNavItem = ({ text, mark, aside, current = false, onSelect }: SideNavItemProps) => (
  <button type="button" className="side-nav-item" aria-current={current ? 'page' : undefined} onClick={onSelect}>
    {mark}
    <span className="side-nav-text fill">{text}</span>
    {aside}
  </button>
);
