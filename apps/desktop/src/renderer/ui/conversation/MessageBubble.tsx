import type { ReactNode } from 'react';

import { classNames } from '../classNames.ts';
import { Avatar } from '../marks/Avatar.tsx';
import { MessageMeta, type MessageMetaProps } from './MessageMeta.tsx';

export interface MessageBubbleProps extends MessageMetaProps {
  side: 'customer' | 'agent';
  /** Who wrote it; drawn as the avatar and read before the text. */
  writer: { id: string; name: string; picture?: string };
  /** Follows a message of the same writer: no avatar, little distance. */
  continued?: boolean;
  /** Text, with links made; absent for a message of attachments only. */
  children?: ReactNode;
  /** The message's language, where known. */
  lang?: string;
  /** `Attachment`s and `Picture`s below the bubble. */
  attachments?: ReactNode;
  /** The text was erased on request; `children` says so. */
  erased?: boolean;
}

/** One message. */
export const MessageBubble = ({
  side,
  writer,
  continued = false,
  children,
  lang,
  attachments,
  erased = false,
  ...meta
}: MessageBubbleProps) => (
  <div className={classNames('msg', side === 'agent' && 'out', continued && 'cont')}>
    <Avatar {...writer} size={28} />
    <div className="msg-body">
      <span className="sr-text">{`${writer.name}: `}</span>
      {children !== undefined && (
        <div
          lang={lang}
          dir="auto"
          className={classNames(
            'bub',
            meta.delivery === 'pending' && 'is-pending',
            meta.delivery === 'failed' && 'is-failed',
            erased && 'is-erased',
          )}
        >
          {children}
        </div>
      )}
      {attachments}
      <MessageMeta {...meta} />
    </div>
  </div>
);
