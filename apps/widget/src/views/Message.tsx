import type { VisitorLine } from '@ringdesk/shared/protocol/visitor.ts';

import { linkify } from '../linkify.ts';
import type { Outgoing } from '../session/outbox.ts';
import type { Desk } from './desk.ts';
import { alert, check, checks, clock } from './icons.ts';
import { Icon } from './pieces.tsx';

type Post = Extract<Outgoing, { name: 'message.post' }>;

/** Text as text: a message never becomes markup. */
const Text = ({ children }: { readonly children: string }) => (
  <div class="bub" dir="auto">
    {linkify(children).map(({ text, href }, place) =>
      href === undefined ? (
        text
      ) : (
        <a key={place} href={href} target="_blank" rel="noopener noreferrer nofollow">
          {text}
        </a>
      ),
    )}
  </div>
);

const hour = (at: number, language: string): string =>
  new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

interface LineProps {
  readonly desk: Desk;
  readonly line: VisitorLine;
  /** Follows a line of the same side. */
  readonly next: boolean;
  /** Last of its side's run: carries the time. */
  readonly last: boolean;
  /** An agent has seen it. */
  readonly read: boolean;
}

export const LineView = ({ desk, line, next, last, read }: LineProps) => {
  const { say, language } = desk.words;
  const mine = line.from === 'me';
  // The queue speaks under its own name, as the bot does: neither is a person.
  const shown = line.from === 'queue' || line.from === 'bot';
  const author = mine
    ? say('you')
    : (line.agent?.name ?? (line.from === 'agent' ? say('agent') : desk.view.face?.title || say('chat')));
  return (
    <div class={`m${mine ? ' out' : ''}${next ? ' next' : ''}`}>
      <span class={shown && !next ? 'meta' : 'sr'}>{author}</span>
      {line.text === null ? <div class="bub muted">{say('removed')}</div> : line.text && <Text>{line.text}</Text>}
      {desk.files && line.attachments.length > 0 && <desk.files.Attached desk={desk} attachments={line.attachments} />}
      {last && (
        <div class="meta">
          <time>{hour(line.at, language)}</time>
          {shown && <span>{say(line.from === 'bot' ? 'bot' : 'automatic')}</span>}
          {mine && (
            <span class={`row${read ? ' seen' : ''}`}>
              <Icon is={read ? checks : check} />
              {say(read ? 'read' : 'sent')}
            </span>
          )}
        </div>
      )}
    </div>
  );
};

/** A message which the server has not (`sent` false) or has just confirmed. */
export const PostView = ({
  desk,
  post,
  sent,
}: {
  readonly desk: Desk;
  readonly post: Post;
  readonly sent: boolean;
}) => {
  const { words, session, view } = desk;
  const { say } = words;
  const failed =
    post.failed && (post.failed === 'late' || post.failed === 'blocked' ? post.failed : ('refused' as const));
  return (
    <div class={`m out${failed ? ' bad' : sent ? '' : ' wait'}`}>
      <span class="sr">{say('you')}</span>
      {post.text && <Text>{post.text}</Text>}
      {post.files.length > 0 && <div class="bub">{post.files.map((file) => file.name).join(', ')}</div>}
      <div class="meta">
        <Icon is={failed ? alert : sent ? check : clock} />
        <span>
          {say(failed ? 'notSent' : sent ? 'sent' : view.status === 'stopped' || view.asked ? 'kept' : 'sending')}
        </span>
        {failed && (
          <>
            <span>{say(failed)}</span>
            <button type="button" class="text" onClick={() => session.retry(post.id)}>
              {say('retry')}
            </button>
            <button type="button" class="text" onClick={() => session.discard(post.id)}>
              {say('discard')}
            </button>
          </>
        )}
      </div>
    </div>
  );
};
