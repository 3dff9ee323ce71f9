import { LockKeyhole } from 'lucide-react';
import type { ReactNode } from 'react';

import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';
import { MessageMeta, type MessageMetaProps } from './MessageMeta.tsx';

export interface InternalNoteProps extends Omit<MessageMetaProps, 'author' | 'time'> {
  /** "Note from Jonas Weber". */
  title: string;
  /** After it: "only your team sees this", the time. */
  remarks: readonly string[];
  /** Text; mentions inside are `<Mention>`. */
  children?: ReactNode;
  attachments?: ReactNode;
}

/** A note that only the team sees. */
export const InternalNote = ({ title, remarks, children, attachments, ...meta }: InternalNoteProps) => (
  <div
    className={classNames(
      'note',
      meta.delivery === 'pending' && 'is-pending',
      meta.delivery === 'failed' && 'is-failed',
    )}
  >
    <div className="note-head">
      <Icon glyph={LockKeyhole} size={12} />
      {title}
      {remarks.map((remark) => (
        <span key={remark}>{`· ${remark}`}</span>
      ))}
    </div>
    <div className="note-text" dir="auto">
      {children}
    </div>
    {attachments}
    {(meta.delivery === 'pending' || meta.delivery === 'failed') && <MessageMeta {...meta} />}
  </div>
);

/** A colleague's name in a note. */
export const Mention = ({ children }: { children: string }) => <span className="mention">{children}</span>;
