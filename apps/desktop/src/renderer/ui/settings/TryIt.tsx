import { CircleCheck, CircleMinus, CircleX, Play, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';

import { IconButton } from '../actions/IconButton.tsx';
import { Icon } from '../marks/Icon.tsx';
import { Tag } from '../marks/Tag.tsx';

export interface TryItProps {
  title: string;
  /** "With unsaved changes". */
  tag?: string;
  again: { label: string; onPress: () => void };
  /** Who writes, when: the questions. */
  inputs?: ReactNode;
  /** Steps, winner, candidates: the answer. */
  children: ReactNode;
}

/** The column beside the settings that shows what they do. */
export const TryIt = ({ title, tag, again, inputs, children }: TryItProps) => (
  <aside className="try" aria-label={title}>
    <div className="card-h min-h-12">
      <Icon glyph={Play} size={14} />
      {title}
      {tag !== undefined && (
        <Tag size="sm" tone="accent">
          {tag}
        </Tag>
      )}
      <span className="fill" />
      <IconButton size="xs" icon={RotateCcw} label={again.label} onClick={again.onPress} />
    </div>
    {inputs !== undefined && <div className="try-in">{inputs}</div>}
    {children}
  </aside>
);

export interface DecisionStep {
  id: string;
  outcome: 'yes' | 'skipped' | 'no';
  title: string;
  detail?: string;
}

const glyphs = { yes: CircleCheck, skipped: CircleMinus, no: CircleX };
const tones = { yes: 'text-success-text', skipped: 'text-warning-text', no: 'text-danger-text' };

/** The steps of a routing decision, in order. */
export const DecisionSteps = ({ label, steps }: { label: string; steps: readonly DecisionStep[] }) => (
  <ol className="steps" aria-label={label}>
    {steps.map((step) => (
      <li key={step.id}>
        <span className={tones[step.outcome]}>
          <Icon glyph={glyphs[step.outcome]} />
        </span>
        <span>
          <b>{step.title}</b>
          {step.detail !== undefined && <span className="text-muted">{` · ${step.detail}`}</span>}
        </span>
      </li>
    ))}
  </ol>
);

/** Who gets it, and why. */
export const Winner = ({
  avatar,
  lead,
  name,
  load,
  text,
}: {
  avatar: ReactNode;
  lead: string;
  name: string;
  load?: string;
  text: string;
}) => (
  <div className="winner" aria-live="polite">
    <div className="flex items-center gap-3">
      {avatar}
      <div className="fill">
        <div className="winner-lead">{lead}</div>
        <div className="text-14 font-semibold">{name}</div>
      </div>
      {load !== undefined && <span className="num text-12 font-medium">{load}</span>}
    </div>
    <p className="mt-2 text-12 leading-[18px] text-secondary">{text}</p>
  </div>
);

/** A colleague who is next, or was skipped and why. */
export const Candidate = ({
  rank,
  avatar,
  name,
  detail,
  aside,
  skipped = false,
}: {
  rank?: number;
  avatar: ReactNode;
  name: string;
  detail: string;
  aside?: ReactNode;
  skipped?: boolean;
}) => (
  <li className={skipped ? 'cand is-skipped' : 'cand'}>
    <span className="cand-rank">{rank}</span>
    {avatar}
    <span className="cand-lines">
      <span className="cand-name trunc font-medium">{name}</span>
      <span className="text-12 text-muted">{detail}</span>
    </span>
    {aside}
  </li>
);
