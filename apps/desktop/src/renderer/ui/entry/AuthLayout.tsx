import type { ReactNode } from 'react';

import { BrandMark } from '../marks/BrandMark.tsx';

export interface AuthLayoutProps {
  title: string;
  text: string;
  /** Banner, form, links. */
  children: ReactNode;
  /** Small line at the end: version, licences, help. */
  foot?: ReactNode;
  /** Cards that show what the product is about: `<ArtCard>`s. Hidden from readers. */
  art: ReactNode;
  /** Over the top edge: the window's own buttons. */
  bar?: ReactNode;
}

/** Sign in: the form on the left, a quiet picture on the right. */
export const AuthLayout = ({ title, text, children, foot, art, bar }: AuthLayoutProps) => (
  <div className="auth">
    <div className="auth-bar">{bar}</div>
    <main className="auth-form">
      <BrandMark size={40} />
      <h1 className="entry-title mt-5">{title}</h1>
      <p className="entry-text mb-5">{text}</p>
      {children}
      {foot !== undefined && <div className="auth-foot">{foot}</div>}
    </main>
    <div className="auth-art" aria-hidden inert>
      {art}
    </div>
  </div>
);

/** One card of the picture; up to four, each with its own place. */
export const ArtCard = ({ children }: { children: ReactNode }) => <div className="art-card">{children}</div>;
