import { Check } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';

import { classNames } from '../classNames.ts';
import { BrandMark } from '../marks/BrandMark.tsx';
import { Icon } from '../marks/Icon.tsx';

export interface FirstRunStep {
  id: string;
  title: string;
  detail: string;
  state: 'done' | 'now' | 'later';
}

export interface FirstRunLayoutProps {
  /** "Welcome, Maya". */
  welcome: string;
  stepsLabel: string;
  steps: readonly FirstRunStep[];
  /** At the bottom of the left side. */
  note?: string;
  /** "Step 2 of 5". */
  lead: string;
  title: string;
  text?: string;
  children: ReactNode;
  /** Back on the left, continue on the right. */
  foot: ReactNode;
  bar?: ReactNode;
}

/** What is written in, or chosen. Not a slider or a switch: those stand as they are unless somebody wants otherwise. */
const firstField = '[role=radio][aria-checked=true], input:is(:not([type]), [type=text], [type=email])';

/**
 * Setting up: the steps on the left, one question on the right. A step that comes takes the focus, at its first field, or
 * at its title where nothing is written: the button that led to it may be gone, and it is read out.
 */
export function FirstRunLayout({
  welcome,
  stepsLabel,
  steps,
  note,
  lead,
  title,
  text,
  children,
  foot,
  bar,
}: FirstRunLayoutProps) {
  const page = useRef<HTMLElement>(null);
  const now = steps.find(({ state }) => state === 'now')?.id;
  useEffect(() => {
    const field = page.current?.querySelector<HTMLElement>(firstField);
    (field ?? page.current?.querySelector('h1'))?.focus();
  }, [now]);
  return (
    <div className="auth first">
      <div className="auth-bar">{bar}</div>
      <aside className="first-side" aria-label={stepsLabel}>
        <BrandMark size={40} />
        <h2 className="page-title mt-4 mb-3">{welcome}</h2>
        <ol className="first-steps">
          {steps.map((step, index) => (
            <li
              key={step.id}
              className={classNames('first-step', step.state === 'done' && 'is-done')}
              aria-current={step.state === 'now' ? 'step' : undefined}
            >
              <span className="first-step-n">
                {step.state === 'done' ? <Icon glyph={Check} size={14} /> : index + 1}
              </span>
              <span>
                <span className="font-medium">{step.title}</span>
                <span className="first-step-detail">{step.detail}</span>
              </span>
            </li>
          ))}
        </ol>
        <span className="fill" />
        {note !== undefined && <p className="text-12 text-muted">{note}</p>}
      </aside>
      <main ref={page} className="first-main">
        <div className="first-in">
          <span className="text-12 text-muted">{lead}</span>
          <h1 className="entry-title" tabIndex={-1}>
            {title}
          </h1>
          {text !== undefined && <p className="entry-text">{text}</p>}
          {children}
          <div className="first-foot">{foot}</div>
        </div>
      </main>
    </div>
  );
}
