import { Avatar } from './Avatar.tsx';
import { Banner } from './Banner.tsx';
import { Composer } from './Composer.tsx';
import type { Desk } from './desk.ts';
import { check, dots, mail, x } from './icons.ts';
import { down, Icon, phone } from './pieces.tsx';
import styles from './thread.css?inline';
import { isPaused, Transcript } from './Transcript.tsx';

export { styles };

/** The server will not have this page on this channel: nothing goes out, nothing comes. */
const isShut = ({ status, because }: Desk['view']): boolean => status === 'stopped' && because !== 'wrongVersion';

const Header = ({ desk }: { readonly desk: Desk }) => {
  const { view, words, session } = desk;
  const { say } = words;
  const { conversation } = view;
  const open = conversation?.state !== 'closed' && !isShut(view);
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
          {open && conversation?.state === 'waiting' && !isPaused(view) ? say('waiting') : agent?.name ? title : ''}
        </div>
      </div>
      {view.face?.calls && (
        <button
          type="button"
          class="round"
          aria-label={say('call')}
          title={say('call')}
          onClick={() => desk.showCall(true)}
        >
          <Icon is={phone} />
        </button>
      )}
      <details>
        <summary class="round" aria-label={say('options')}>
          <Icon is={dots} />
        </summary>
        <div class="menu">
          <button type="button" aria-pressed={desk.sound} onClick={desk.switchSound}>
            <Icon is={check} />
            {say('sound')}
          </button>
          {conversation && view.face?.transcriptByEmail && !isShut(view) && (
            <button
              type="button"
              onClick={(event) => {
                desk.askCopy(true);
                event.currentTarget.closest('details')?.removeAttribute('open');
              }}
            >
              <Icon is={mail} />
              {say('copy')}
            </button>
          )}
          {conversation && open && (
            <button
              type="button"
              onClick={(event) => {
                session.act({ name: 'conversation.end', input: {} });
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

/** [45] What the bot offers to choose from, as long as nothing was answered. */
const Choices = ({ desk }: { readonly desk: Desk }) => {
  const { view } = desk;
  const last = view.lines.at(-1);
  if (!last?.choices || view.conversation?.state !== 'bot' || view.sent.length + view.pending.length > 0) return null;
  return (
    <div class="qr" role="group" aria-label={desk.words.say('choices')}>
      {last.choices.map((choice) => (
        <button key={choice} type="button" dir="auto" onClick={() => desk.choose(choice)}>
          {choice}
        </button>
      ))}
    </div>
  );
};

/** The conversation. Where it is scrolled to is the chat's business: see `keepPlace`. */
export const Thread = ({ desk }: { readonly desk: Desk }) => {
  const { view, words } = desk;
  const { say } = words;
  const { conversation } = view;
  const typist = conversation?.agent?.name;
  const ended =
    conversation?.state === 'closed' && !desk.again && !view.pending.some((row) => row.name === 'message.post');
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
          <Choices desk={desk} />
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
          {desk.forms && <desk.forms.ConsentCard desk={desk} />}
          {desk.forms && <desk.forms.ContactCard desk={desk} />}
          {desk.closing && <desk.closing.Closing desk={desk} />}
        </div>
        {desk.newBelow && (
          <button type="button" class="jump" onClick={desk.toEnd}>
            {say('newBelow')}
          </button>
        )}
      </div>
      {isShut(view) ? null : ended ? (
        <button type="button" class="main again" onClick={desk.writeAgain}>
          {say('again')}
        </button>
      ) : (
        <Composer desk={desk} />
      )}
    </>
  );
};
