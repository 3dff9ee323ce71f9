import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Happening, Message } from '@ringdesk/shared/model/message.ts';
import {
  AlarmClock,
  ArrowRightLeft,
  Ban,
  Bot,
  Check,
  CircleDot,
  CirclePause,
  CornerUpRight,
  Eye,
  Hand,
  Headphones,
  Inbox,
  LogOut,
  type LucideIcon,
  Mail,
  MessageCircleWarning,
  Pause,
  Phone,
  PhoneForwarded,
  PhoneIncoming,
  PhoneOff,
  PhoneOutgoing,
  RotateCcw,
  ShieldCheck,
  Star,
  Timer,
  UserPen,
  Users,
  Voicemail,
  XCircle,
} from 'lucide-react';
import { memo } from 'react';

import { whenAndTime } from '../../../text/dayWords.ts';
import { formatTime } from '../../../text/format.ts';
import { currentLocale, useText } from '../../../text/text.ts';
import { InternalNote } from '../../../ui/conversation/InternalNote.tsx';
import { MessageBubble } from '../../../ui/conversation/MessageBubble.tsx';
import { SystemLine } from '../../../ui/conversation/SystemLine.tsx';
import { serverNow } from '../../../workspace/clock.ts';
import { useAgent } from '../../../workspace/hooks.ts';
import { act } from '../conversationActions.ts';
import { agentNameOf } from '../names.ts';
import { RichText, strong } from '../RichText.tsx';
import { Attachments } from './Attachments.tsx';
import { happeningSentence } from './happeningSentence.ts';
import { MessageText, NoteText } from './MessageText.tsx';
import { RecordedSound } from './RecordedSound.tsx';
import { deliveryOf } from './rows.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface MessageRowProps {
  readonly line: Message;
  readonly continues: boolean;
  readonly ends: boolean;
  readonly customer: Person;
  readonly customerReadSeq: number;
  /** What is looked for in the thread; empty: nothing. */
  readonly query: string;
}

/** One message that the server has: a customer's, an agent's reply, or a note. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { author, kind } = props.line;
  if (author.kind === 'customer') return <CustomerMessage {...props} />;
  if (author.kind !== 'agent') return <AutomaticRow {...props} />;
  return kind === 'note' ? (
    <NoteRow {...props} agentId={author.agentId} />
  ) : (
    <ReplyRow {...props} agentId={author.agentId} />
  );
});

const filesOf = (line: Message) =>
  line.attachments.length === 0 ? undefined : <Attachments files={line.attachments} />;

function useBody(line: Message, query: string) {
  const t = useText('conversation');
  if (line.text === null) return t('message.erased');
  return line.text === '' ? undefined : <MessageText text={line.text} query={query} />;
}

function CustomerMessage({ line, continues, ends, customer, query }: MessageRowProps) {
  const t = useText('conversation');
  return (
    <MessageBubble
      side="customer"
      writer={customer}
      continued={continues}
      time={ends ? formatTime(line.at) : undefined}
      edited={line.editedAt === undefined ? undefined : t('message.edited')}
      erased={line.text === null}
      attachments={filesOf(line)}
    >
      {useBody(line, query)}
    </MessageBubble>
  );
}

const bubbleStates = {
  sent: 'sent',
  read: 'read',
  onItsWay: 'pending',
  delivered: 'delivered',
  maybe: 'uncertain',
  undelivered: 'failed',
} as const;

/**
 * Time and ticks of what the team's side said. What did not arrive, or perhaps, says so wherever it stands, and can be sent
 * again. `customerReadSeq`: absent where nothing is ticked.
 */
function useReplyMeta(line: Message, ends: boolean, customerReadSeq: number | undefined) {
  const t = useText('conversation');
  const time = ends ? formatTime(line.at) : undefined;
  if (customerReadSeq === undefined) return { time };
  const delivery = deliveryOf(line, customerReadSeq);
  const { interactionId, id: messageId, deliveryProblem } = line;
  const quiet = delivery === 'sent' || delivery === 'read' || delivery === 'delivered';
  if (quiet && !ends) return { time };
  const why = deliveryProblem === undefined ? '' : t(`message.problem.${deliveryProblem}`);
  const repeatable = delivery === 'maybe' || (delivery === 'undelivered' && deliveryProblem !== 'channelGone');
  return {
    time,
    delivery: bubbleStates[delivery],
    deliveryLabel: t(`message.${delivery}`, { reason: why }).trim(),
    ...(repeatable && {
      retry: {
        label: t('message.sendAgain'),
        onPress: () => void act('message.resend', { interactionId, messageId }),
      },
    }),
  };
}

/** What the queue or a bot said by itself. */
function AutomaticRow({ line, continues, ends, customerReadSeq, query }: MessageRowProps) {
  const t = useText('conversation');
  const { author } = line;
  return (
    <MessageBubble
      side="agent"
      writer={{ id: author.kind, name: author.kind === 'bot' ? author.name : t('message.automatic') }}
      continued={continues}
      {...useReplyMeta(line, ends, line.delivery === undefined ? undefined : customerReadSeq)}
      erased={line.text === null}
      attachments={filesOf(line)}
    >
      {useBody(line, query)}
    </MessageBubble>
  );
}

function ReplyRow({
  line,
  continues,
  ends,
  customerReadSeq,
  query,
  agentId,
}: MessageRowProps & { readonly agentId: AgentId }) {
  const t = useText('conversation');
  const name = useAgent(agentId)?.name ?? t('message.someone');
  return (
    <MessageBubble
      side="agent"
      writer={{ id: agentId, name }}
      continued={continues}
      {...useReplyMeta(line, ends, customerReadSeq)}
      erased={line.text === null}
      attachments={filesOf(line)}
    >
      {useBody(line, query)}
    </MessageBubble>
  );
}

function NoteRow({ line, query, agentId }: MessageRowProps & { readonly agentId: AgentId }) {
  const t = useText('conversation');
  const name = useAgent(agentId)?.name ?? t('message.someone');
  return (
    <InternalNote
      title={t('note.from', { agent: name })}
      remarks={[t('note.teamOnly'), formatTime(line.at)]}
      attachments={filesOf(line)}
    >
      {line.text === null ? t('message.erased') : <NoteText text={line.text} mentions={line.mentions} query={query} />}
    </InternalNote>
  );
}

const icons: Readonly<Record<Happening['what']['name'], LucideIcon>> = {
  accepted: Hand,
  intercepted: ArrowRightLeft,
  taken: Hand,
  transferred: CornerUpRight,
  transferEnded: CornerUpRight,
  returned: Inbox,
  parked: AlarmClock,
  woke: AlarmClock,
  closed: XCircle,
  reopened: RotateCcw,
  customerLeft: LogOut,
  customerNamed: UserPen,
  consented: ShieldCheck,
  contactGiven: UserPen,
  unanswered: MessageCircleWarning,
  overdue: Timer,
  rated: Star,
  botBegan: Bot,
  botHandedOver: Inbox,
  colleagueJoined: Eye,
  colleagueLeft: Eye,
  senderBlocked: Ban,
  senderUnblocked: Ban,
  transcriptSent: Mail,
  callArrived: PhoneIncoming,
  called: PhoneOutgoing,
  callAnswered: Phone,
  callHeld: Pause,
  callEnded: PhoneOff,
  callForwarded: PhoneForwarded,
  consulted: Users,
  recording: CircleDot,
  recordingPaused: CirclePause,
  recorded: Voicemail,
  listened: Headphones,
  missedSettled: Check,
  sentOnEnded: PhoneForwarded,
};

/** A thing that happened, with its time. */
export const HappeningRow = memo(function HappeningRow({
  line,
  me,
}: {
  readonly line: Happening;
  readonly me: AgentId | undefined;
}) {
  const t = useText('conversation');
  const sentence = happeningSentence(line.what, {
    me,
    nameOf: (id) => strong(agentNameOf(id)),
    when: (at) => whenAndTime(at, serverNow(), currentLocale()),
  });
  const said = (
    <SystemLine icon={icons[line.what.name]}>
      <RichText text={t(sentence.key, sentence.values)} />
      {line.what.name === 'closed' && line.what.topic !== undefined && (
        <>
          {' · '}
          {t('happening.topic', { topic: line.what.topic })}
        </>
      )}
      {' · '}
      <time>{formatTime(line.at)}</time>
    </SystemLine>
  );
  if (line.what.name !== 'recorded' || line.what.attachmentId === null) return said;
  return (
    <>
      {said}
      <RecordedSound {...line.what} attachmentId={line.what.attachmentId} />
    </>
  );
});
