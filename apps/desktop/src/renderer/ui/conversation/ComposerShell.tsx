import { LockKeyhole } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';

export type ComposerMode = 'reply' | 'note';

export interface ComposerShellProps {
  mode: ComposerMode;
  onMode: (mode: ComposerMode) => void;
  labels: { modes: string; reply: string; note: string };
  /** Only a note may be written: somebody else owns the conversation. */
  noteOnly?: boolean;
  /** On the right of the tabs: "Replying by Web chat". */
  hint?: string;
  /** Floats above: a `PickList`. */
  pop?: ReactNode;
  /** Files that go with the message. */
  files?: ReactNode;
  /** Icon buttons on the left below the text. */
  tools?: ReactNode;
  /** The send button. */
  send: ReactNode;
  /** A file is held over it: what letting go does. */
  dropLabel?: string | undefined;
  disabled?: boolean;
  /** `<ComposerText>`. */
  children: ReactNode;
}

/** The composer's frame: two tabs, the text, tools, the one primary button. Yellow while a note is written. */
export const ComposerShell = ({
  mode,
  onMode,
  labels,
  noteOnly = false,
  hint,
  pop,
  files,
  tools,
  send,
  dropLabel,
  disabled = false,
  children,
}: ComposerShellProps) => (
  <div className={classNames('composer', mode === 'note' && 'composer-note', disabled && 'is-disabled')}>
    {pop}
    <div className="composer-tabs">
      <div role="tablist" aria-label={labels.modes} className="flex gap-1">
        {!noteOnly && (
          <button
            type="button"
            role="tab"
            className="composer-tab"
            aria-selected={mode === 'reply'}
            onClick={() => onMode('reply')}
          >
            {labels.reply}
          </button>
        )}
        <button
          type="button"
          role="tab"
          className="composer-tab"
          aria-selected={mode === 'note'}
          onClick={() => onMode('note')}
        >
          <Icon glyph={LockKeyhole} size={12} />
          {labels.note}
        </button>
      </div>
      {hint !== undefined && <span className="composer-hint trunc">{hint}</span>}
    </div>
    {children}
    {files !== undefined && <div className="composer-files">{files}</div>}
    <div className="composer-bar">
      {tools}
      <span className="fill" />
      {send}
    </div>
    {dropLabel !== undefined && <div className="composer-drop">{dropLabel}</div>}
  </div>
);

/** The composer's text: grows to 240 px, then scrolls. Everything a `<textarea>` takes passes through. */
export const ComposerText = ({ label, ...area }: ComponentProps<'textarea'> & { label: string }) => (
  <textarea rows={2} dir="auto" {...area} aria-label={label} className="composer-text" />
);
