import type { Line } from '../session/mirror.ts';
import type { Words } from '../text/words.ts';
import type { Desk } from './desk.ts';
import { LineView, PostView } from './Message.tsx';

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
  a.happening === undefined &&
  b.happening === undefined &&
  a.from === b.from &&
  a.group === b.group &&
  b.at - a.at < RUN_MS &&
  a.agent?.name === b.agent?.name;

/** What happened, in the words of the customer's side. */
const happened = ({ happening, from, agent, fromAgent }: Line, { say }: Words): string => {
  const [name, before] = [agent?.name, fromAgent?.name];
  switch (happening) {
    case 'joined':
    case 'transferred':
      // Of one who is not shown nobody is named.
      if (!name) return say('someoneJoined');
      return before ? say('handedOver', name).replace('{from}', () => before) : say('joined', name);
    case 'left':
      return name ? say('left', name) : say('someoneLeft');
    case 'ended':
      return say(from === 'me' ? 'endedByMe' : 'ended');
    default:
      return say(happening ?? 'reopened');
  }
};

/** An end is told once: the customer's own is followed by the agent's close. */
const isToldAgain = (lines: readonly Line[], i: number): boolean =>
  lines[i]?.happening === 'ended' &&
  lines.slice(0, i).findLast((line) => line.happening && line.group === lines[i]?.group)?.happening === 'ended';

const LineOf = ({ desk, lines, i }: { readonly desk: Desk; readonly lines: readonly Line[]; readonly i: number }) => {
  const { words, now } = desk;
  const { conversation } = desk.view;
  const [before, line, after] = [lines[i - 1], lines[i], lines[i + 1]];
  if (line === undefined) return null;
  const day = dayOf(line.at, now, words.language);
  const newDay = before === undefined || dayOf(before.at, now, words.language) !== day;
  const read = line.group !== conversation?.interactionId || line.seq <= conversation.readSeq;
  return (
    <>
      {newDay && <div class="sys">{day}</div>}
      {line.happening ? (
        <div class="sys">{happened(line, words)}</div>
      ) : (
        <LineView desk={desk} line={line} next={sameRun(before, line)} last={!sameRun(line, after)} read={read} />
      )}
    </>
  );
};

/**
 * It waits, and nobody is asked for now: the queue is switched off, or outside its hours. Hours of the channel's own alone
 * stop nobody from answering what was written [31].
 */
export const isPaused = ({ conversation }: Desk['view']): boolean =>
  conversation?.state === 'waiting' && conversation.held === true;

/** The lines as the server tells them, then what is on its way there. */
export const Transcript = ({ desk }: { readonly desk: Desk }) => {
  const { view, words } = desk;
  const lines = view.lines.filter((_, i) => !isToldAgain(view.lines, i));
  return (
    <>
      {lines.map((line, i) => (
        <LineOf key={line.id} desk={desk} lines={lines} i={i} />
      ))}
      {[...view.sent.map((post) => ({ post, sent: true })), ...view.pending.map((post) => ({ post, sent: false }))].map(
        ({ post, sent }) =>
          post.name === 'message.post' && <PostView key={post.messageId} desk={desk} post={post} sent={sent} />,
      )}
      {isPaused(view) && (
        <div class="sys">
          {words.say('paused')}
          {desk.forms && <desk.forms.OpensAgain desk={desk} at={view.conversation?.heldUntil} />}
        </div>
      )}
    </>
  );
};
