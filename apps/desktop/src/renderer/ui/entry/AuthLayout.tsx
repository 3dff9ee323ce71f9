import { type ReactNode, useEffect, useRef } from 'react';

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

/** What is written in. A field without a type is one of text. */
const written = 'input:is(:not([type]), [type=text], [type=email], [type=password])';

/**
 * Sign in: the form on the left, a quiet picture on the right. The first field that is empty gets the caret, once, when the
 * form is there: it may wait for what an invitation says.
 */
export function AuthLayout({ title, text, children, foot, art, bar }: AuthLayoutProps) {
  const form = useRef<HTMLElement>(null);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    const fields = form.current?.querySelectorAll<HTMLInputElement>(written) ?? [];
    const first = [...fields].find(({ value }) => value === '');
    first?.focus();
    begun.current = first !== undefined;
  });
  return (
    <div className="auth">
      <div className="auth-bar">{bar}</div>
      <main ref={form} className="auth-form">
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
}

/** One card of the picture; up to four, each with its own place. */
export const ArtCard = ({ children }: { children: ReactNode }) => <div className="art-card">{children}</div>;
