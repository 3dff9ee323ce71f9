import { Fragment } from 'preact';

import type { Line } from '../session/mirror.ts';
import { Avatar } from './Avatar.tsx';
import { Banner } from './Banner.tsx';
import { Composer } from './Composer.tsx';
import type { Desk } from './desk.ts';
import { LineView, PostView } from './Message.tsx';
import { check, dots, x } from './icons.ts';
import { down, Icon } from './pieces.tsx';
import styles from './thread.css?inline';

export { styles };

const RUN_MS = 5 * 60_000;
const DAY_MS = 86_400_000;

/** "Today", "Yesterday", else the date, as the language says it. */
const dayOf = (at: number, now: number, language: string): string => {
  const midnight = (time: number): number => new Date(time).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(at) - midnight(now)) / DAY_MS);
  const said =
    days >= -1
      ? new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.min(days, 0), 'day')
      : new Date(at).toLocaleDateString(language, { day: 'numeric', month: 'long', year: 'numeric' });
  return said.charAt(0).toLocaleUpperCase(language) + said.slice(1);
};

const sameRun = (a: Line | undefined, b: Line | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.from === b.from &&
  a.group === b.group &&
  b.at - a.at < RUN_MS &&
  a.agent?.name === b.agent?.name;

const Header = ({ desk }: { readonly desk: Desk }) => {
  const { view, words, session } = desk;
  const { say } = words;
  const { conversation } = view;
  const open = conversation?.state !== 'closed';
  const title = view.face?.title || say('chat');
  const agent = open ? conversation?.agent : undefined;
  return (
    <div class="bar">
      {(agent?.name || agent?.pictureUrl) && <Avatar agent={agent} origin={desk.origin} />}
      <div class="grow">
        <div class="name" dir="auto">
          {agent?.name ?? title}
        </div>
        <div class="small muted" dir="auto">
          {conversation?.state === 'waiting' ? say('waiting') : agent?.name ? title : ''}
        </div>
      </div>
      <details>
        <summary class="round" aria-label={say('options')}>
          <Icon is={dots} />
        </summary>
        <div class="menu">
          <button type="button" aria-pressed={desk.sound} onClick={desk.switchSound}>
            <Icon is={check} />
            {say('sound')}
          </button>
          {conversation && open && (
            <button
              type="button"
              onClick={(event) => {
                session.act({ name: 'conversation.end' });
                event.currentTarget.closest('details')?.removeAttribute('open');
              }}
            >
              <Icon is={x} />
              {say('end')}
            </button>
          )}
        </div>
      </details>
      <button type="button" class="round" aria-label={say('minimise')} onClick={desk.close}>
        <Icon is={down} />
      </button>
    </div>
  );
};

const Transcript = ({ desk }: { readonly desk: Desk }) => {
  const { view, words } = desk;
  const { lines, conversation } = view;
  const agent = conversation?.state === 'active' ? conversation.agent?.name : undefined;
  const spoke = lines.some((line) => line.group === conversation?.interactionId && line.agent?.name === agent);
  return (
    <>
      {lines.map((line, i) => {
        const [before, after] = [lines[i - 1], lines[i + 1]];
        const day = dayOf(line.at, desk.now, words.language);
        const newDay = before === undefined || dayOf(before.at, desk.now, words.language) !== day;
        const earlier = lines.slice(0, i).findLast((each) => each.from === 'agent');
        const newcomer = line.agent?.name && (earlier?.agent?.name !== line.agent.name || earlier.group !== line.group);
        const read = line.group !== conversation?.interactionId || line.seq <= conversation.readSeq;
        return (
          <Fragment key={line.id}>
            {newDay && <div class="sys">{day}</div>}
            {newcomer && <div class="sys">{words.say('joined', line.agent?.name)}</div>}
            <LineView desk={desk} line={line} next={sameRun(before, line)} last={!sameRun(line, after)} read={read} />
          </Fragment>
        );
      })}
      {[...view.sent.map((post) => ({ post, sent: true })), ...view.pending.map((post) => ({ post, sent: false }))].map(
        ({ post, sent }) =>
          post.name === 'message.post' && <PostView key={post.messageId} desk={desk} post={post} sent={sent} />,
      )}
      {agent && !spoke && <div class="sys">{words.say('joined', agent)}</div>}
      {conversation?.state === 'closed' && <div class="sys">{words.say('ended')}</div>}
    </>
  );
};

/** The conversation. Where it is scrolled to is the chat's business: see `keepPlace`. */
export const Thread = ({ desk }: { readonly desk: Desk }) => {
  const { view, words } = desk;
  const { say } = words;
  const { conversation } = view;
  const typist = conversation?.agent?.name;
  const ended = conversation?.state === 'closed' && !desk.again && view.pending.length === 0;
  return (
    <>
      <Header desk={desk} />
      <Banner desk={desk} />
      <div
        class="body"
        tabIndex={0}
        aria-label={say('chat')}
        role="log"
        aria-live={desk.live ? 'polite' : 'off'}
        onScroll={desk.scrolled}
      >
        <div class="log">
          <Transcript desk={desk} />
          {view.agentTyping && (
            <div class="m">
              <div class="bub dots">
                <i />
                <i />
                <i />
              </div>
              <div class="meta">{typist ? say('typing', typist) : say('someoneTyping')}</div>
            </div>
          )}
        </div>
        {desk.newBelow && (
          <button type="button" class="jump" onClick={desk.toEnd}>
            {say('newBelow')}
          </button>
        )}
      </div>
      {ended ? (
        <button type="button" class="main again" onClick={desk.writeAgain}>
          {say('again')}
        </button>
      ) : (
        <Composer desk={desk} />
      )}
    </>
  );
};
