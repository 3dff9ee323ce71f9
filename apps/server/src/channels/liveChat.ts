import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Reply } from '@ringdesk/shared/protocol/socket.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import {
  VISITOR_NAMESPACE,
  type VisitorToServer,
  VisitorTyping,
  type VisitorWelcome,
} from '@ringdesk/shared/protocol/visitor.ts';
import type { Server } from 'socket.io';

import { cutOff, cutOffFloods, isBackedUp } from '../application/backPressure.ts';
import type { CustomerDoor } from '../application/customerDoor.ts';
import { parseAtDoor } from '../application/door.ts';
import { eventShapes, fitsShape } from '../application/eventShapes.ts';
import type { HelloSlices } from '../application/helloSlices.ts';
import { type Delay, type LiveTyping, TrailingThrottle } from '../application/liveTyping.ts';
import type { EventLog } from '../application/ports/journal.ts';
import type { VisitorNameTable } from '../application/ports/tables.ts';
import { TokenBucket, TokenBuckets } from '../application/tokenBuckets.ts';
import type { VisitorFeed } from '../application/visitorFeed.ts';
import type { VisitorTokens } from '../application/visitorTokens.ts';
import type { Admission, VisitorLimits } from './liveChatAdmission.ts';
import type { VisitorCommands } from './liveChatCommands.ts';
import {
  type ByeReason,
  PageOutlet,
  type VisitorNamespace,
  type VisitorSocket,
  dismiss,
  ownLineOf,
} from './liveChatOutlet.ts';
import type { VisitorPresence } from './liveChatPresence.ts';
import type { Visitor } from './liveChatVisitor.ts';

export interface LiveChatParts {
  readonly admission: Admission;
  readonly limits: VisitorLimits;
  readonly door: CustomerDoor;
  readonly feed: VisitorFeed;
  readonly presence: VisitorPresence;
  readonly commands: VisitorCommands;
  readonly names: VisitorNameTable;
  readonly tokens: VisitorTokens;
  readonly typing: LiveTyping;
  readonly log: EventLog;
  readonly delay: Delay;
  readonly slices: HelloSlices;
  readonly newId: () => string;
  readonly now: () => Instant;
  readonly monotonic: () => number;
}

const HELLOS = { perSecond: 0.1, burst: 6 };
/** The widget sends at most ten states of the text a second; the rest is not even looked at. */
const KEYSTROKES = { perSecond: 20, burst: 60 };
const LINES = 100;
/** What a page sends: keystrokes of a long text ten times a second are less than half of it. */
const BYTES = { perSecond: 128 * 1024, burst: 1024 * 1024 };
/** Refused commands in a row after which a client that does not slow down is let go. */
const PATIENCE = 50;
const UNKNOWN_EVENTS = 3;
/** More would hold the loop; what is still too much is found by the next collection. */
const SHED_AT_ONCE = 250;

const shapes = eventShapes<VisitorToServer>({
  hello: { values: 0, answered: true },
  command: { values: 1, answered: true },
  typing: { values: 1, answered: false },
});

export interface LiveChat {
  /** Says why and lets everybody go. */
  closeAll(reason: ByeReason): void;
  /** Lets some of the pages go whose visitor has no open conversation, the oldest first; they come back by themselves. */
  shed(): void;
}

/** The door for customers of a website chat: namespace `/visitor` (reliability, section 4). */
export function liveChat(io: Server, parts: LiveChatParts): LiveChat {
  // Each namespace has its own events; the server's own type knows only one set.
  const namespace = io.of(VISITOR_NAMESPACE) as unknown as VisitorNamespace;
  const begun = {
    perSecond: parts.limits.conversationsPerHour / 3_600,
    burst: Math.max(1, Math.ceil(parts.limits.conversationsPerHour / 5)),
  };
  const limits = {
    commands: new TokenBuckets(parts.limits.commands),
    messages: new TokenBuckets(parts.limits.sustained),
    conversations: new TokenBuckets(begun),
    consents: new TokenBuckets(begun),
  };

  namespace.use((socket, next) => {
    const { auth, address, headers } = socket.handshake;
    const judged = parts.admission.judge({ auth, address, headers });
    if (!judged.ok) return next(Object.assign(new Error(judged.error.code), { data: judged.error }));
    socket.data.visitor = judged.value;
    next();
  });
  parts.typing.toCustomers((customerId, channelId, typing) => {
    for (const outlet of parts.feed.outletsOf(customerId, channelId))
      if (outlet instanceof PageOutlet) outlet.type(typing);
  });
  namespace.on('connection', (socket) => serve(socket, parts, limits));

  return {
    closeAll(reason) {
      for (const socket of namespace.sockets.values()) dismiss(socket, reason);
    },
    shed() {
      const idle = namespace.sockets.values().filter(({ data }) => !parts.door.hasOpenConversation(data.visitor));
      for (const socket of idle.take(SHED_AT_ONCE)) dismiss(socket, 'restarting');
    },
  };
}

interface Limits {
  readonly commands: TokenBuckets;
  readonly messages: TokenBuckets;
  readonly conversations: TokenBuckets;
  readonly consents: TokenBuckets;
}

function serve(socket: VisitorSocket, parts: LiveChatParts, limits: Limits): void {
  const { visitor } = socket.data;
  const outlet = new PageOutlet(socket);
  const closed = parts.admission.opened(visitor.network);
  const hellos = new TokenBucket(HELLOS, parts.monotonic());
  const typed = new TrailingThrottle<string>(
    (text) => parts.typing.fromCustomer(visitor.customerId, visitor.channelId, text),
    parts.delay,
    parts.monotonic,
  );
  const keystrokes = new TokenBucket(KEYSTROKES, parts.monotonic());
  let ignored = 0;
  let impatience = 0;
  let unknown = 0;

  cutOffFloods(socket, BYTES, parts.monotonic);
  socket.use(([event, ...carried], next) => {
    if (fitsShape(shapes, event, carried)) return next();
    unknown += 1;
    if (unknown >= UNKNOWN_EVENTS) cutOff(socket);
  });

  const answer = (wait: number, ack: (reply: Reply) => void, work: () => Promise<Reply>): void => {
    if (wait > 0) {
      impatience += 1;
      if (impatience > PATIENCE) return cutOff(socket);
      ack(refuse({ code: 'slowDown', retryAfterMs: wait }));
      return;
    }
    impatience = 0;
    // Answers wait in memory as updates do: who asks without reading is let go as well.
    if (isBackedUp(socket.conn)) return dismiss(socket, 'tooSlow');
    work().then(ack, (error: unknown) => ack(refuse(reportBug(parts, error))));
  };

  socket.on('hello', (ack) => {
    answer(hellos.take(parts.monotonic()), ack as (reply: Reply) => void, async () => {
      await parts.slices.turn();
      const welcome = await welcomeFor(visitor, parts);
      if (welcome === undefined || !socket.connected) {
        if (socket.connected) dismiss(socket, 'channelOff');
        return refuse({ code: 'channelOff' });
      }
      parts.feed.join(outlet, welcome);
      parts.presence.arrived(visitor, socket.id);
      return { ok: true, value: { ...welcome, seq: outlet.seq } satisfies VisitorWelcome };
    });
  });
  socket.on('command', (envelope, ack) => {
    const now = parts.monotonic();
    const wait = limits.commands.take(visitor.customerId, now) || waitToWrite(visitor, envelope, parts, limits, now);
    answer(wait, ack, async () => {
      const answered = ownLineOf(envelope, outlet);
      const reply = await parts.commands(visitor, envelope);
      answered();
      return reply;
    });
  });
  socket.on('typing', (raw) => {
    if (keystrokes.take(parts.monotonic()) > 0) {
      ignored += 1;
      if (ignored > PATIENCE) cutOff(socket);
      return;
    }
    ignored = 0;
    const typing = parseAtDoor(VisitorTyping, raw);
    if (typing.ok) typed.push(typing.value.text);
  });
  socket.on('disconnect', () => {
    typed.stop();
    closed();
    parts.feed.leave(outlet);
    parts.presence.left(visitor, socket.id);
  });
}

/**
 * Messages make work for people, so there are few over a longer time, and one network can begin only so many conversations. As
 * many may accept a statement before their first message: each is kept for good, of whoever opens a page.
 */
function waitToWrite(
  visitor: Visitor,
  envelope: unknown,
  { door }: LiveChatParts,
  { conversations, consents, messages }: Limits,
  now: number,
): number {
  const name = typeof envelope === 'object' && envelope !== null && 'name' in envelope ? envelope.name : undefined;
  if (name === 'consent.give') return door.hasOpenConversation(visitor) ? 0 : consents.take(visitor.network, now);
  // What a blocked sender writes is refused, and uses up nobody's share of the network's conversations.
  if (name !== 'message.post' || door.isBlocked(visitor.customerId)) return 0;
  return (
    messages.take(visitor.customerId, now) ||
    (door.beginsConversation(visitor) ? conversations.take(visitor.network, now) : 0)
  );
}

async function welcomeFor(visitor: Visitor, parts: LiveChatParts): Promise<Omit<VisitorWelcome, 'seq'> | undefined> {
  const { door, feed, names, tokens } = parts;
  const hasPast = visitor.known || door.hasConversation(visitor);
  const name = await names.get(visitor.customerId);
  const consentVersion = visitor.known ? await door.consentVersion(visitor) : null;
  // Last, so that nothing is committed between these lines and the first update.
  const last = hasPast ? await door.lastTalk(visitor, LINES) : undefined;
  const face = door.face(visitor, visitor.language);
  if (face === undefined) return undefined;
  return {
    token: tokens.issue(visitor.customerId, visitor.channelId, parts.now()),
    face,
    consentVersion,
    name: name || last?.name || '',
    conversation: door.conversation(visitor, last),
    lines: last?.lines.flatMap((line) => feed.lineFor(visitor.customerId, line, last.queueId) ?? []) ?? [],
    serverNow: parts.now(),
  };
}

function reportBug({ log, newId }: LiveChatParts, error: unknown): Refusal {
  const report = newId();
  log.error({ report, err: error }, 'A request of a visitor met a bug');
  return { code: 'internal', report };
}
