import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import {
  AGENT_NAMESPACE,
  Activity,
  type AgentToServer,
  type Bye,
  Composing,
  type Reply,
  type Storage,
  Typing,
  type Welcome,
} from '@ringdesk/shared/protocol/socket.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import type { Server } from 'socket.io';

import type { AgentFeed } from '../application/agentFeed.ts';
import type { AgentIdle } from '../application/agentIdle.ts';
import type { AgentPresence } from '../application/agentPresence.ts';
import { cutOff, cutOffFloods, isBackedUp } from '../application/backPressure.ts';
import { parseAtDoor } from '../application/door.ts';
import { eventShapes, fitsShape } from '../application/eventShapes.ts';
import type { HelloSlices } from '../application/helloSlices.ts';
import { type Delay, type LiveTyping, TrailingThrottle } from '../application/liveTyping.ts';
import { networkOf } from '../application/network.ts';
import type { StaffQueries } from '../application/queries.ts';
import type { StaffCommands } from '../application/staffCommands.ts';
import { TokenBucket, TokenBuckets } from '../application/tokenBuckets.ts';
import { type AdmissionParts, admit } from './agentAdmission.ts';
import { reportBug } from './reportBug.ts';
import { type AgentNamespace, type AgentSocket, SocketOutlet, dismiss } from './socketOutlet.ts';

export interface AgentSocketsParts extends AdmissionParts {
  readonly presence: AgentPresence;
  readonly idle: AgentIdle;
  readonly feed: AgentFeed;
  readonly commands: StaffCommands;
  readonly queries: StaffQueries;
  readonly typing: LiveTyping;
  readonly delay: Delay;
  readonly slices: HelloSlices;
  readonly welcome: (agentId: AgentId) => Omit<Welcome, 'seq'>;
}

const REQUESTS = { perSecond: 30, burst: 60 };
const HELLOS = { perSecond: 0.1, burst: 6 };
/** Snapshots of one session, over whatever sockets: some tabs, loaded anew now and then, or a line that breaks again and again. */
const SNAPSHOTS = { perSecond: 0.5, burst: 60 };
/** What a desk sends, in the middle of importing a long list, too: far less. */
const BYTES = { perSecond: 512 * 1024, burst: 2 * 1024 * 1024 };
/** Refused requests in a row after which a client that does not slow down is let go. */
const PATIENCE = 200;
/** Events the contract does not know before the socket is closed. */
const UNKNOWN_EVENTS = 3;

const shapes = eventShapes<AgentToServer>({
  hello: { values: 0, answered: true },
  command: { values: 1, answered: true },
  query: { values: 1, answered: true },
  typing: { values: 1, answered: false },
  composing: { values: 1, answered: false },
  activity: { values: 1, answered: false },
});

export interface AgentSockets {
  readonly count: () => number;
  /** Checks again that every socket's session lives; to be called once a minute. */
  recheck(): Promise<void>;
  /** Tells every desk whether anything can be kept. */
  tellStorage(storage: Storage): void;
  /** Says why and lets everybody go. */
  closeAll(reason: Bye['reason']): void;
}

/** The door for staff: namespace `/agent` (reliability, section 4). */
export function agentSockets(io: Server, parts: AgentSocketsParts): AgentSockets {
  // Each namespace has its own events; the server's own type knows only one set.
  const namespace = io.of(AGENT_NAMESPACE) as unknown as AgentNamespace;
  const limits = { requests: new TokenBuckets(REQUESTS), snapshots: new TokenBuckets(SNAPSHOTS) };
  admit(namespace, parts);

  parts.sessions.onEnded((ids) => {
    const ended = new Set(ids);
    for (const socket of namespace.sockets.values()) if (ended.has(socket.data.sessionId)) dismiss(socket, 'signedOut');
  });
  parts.typing.toAgents((agentId, typing) => {
    for (const outlet of parts.feed.outletsOf(agentId)) if (outlet instanceof SocketOutlet) outlet.type(typing);
  });
  namespace.on('connection', (socket) => serve(socket, parts, limits));

  return {
    count: () => namespace.sockets.size,
    async recheck() {
      for (const socket of namespace.sockets.values()) {
        if (!(await parts.sessions.isLive(socket.data.sessionId, parts.now()))) dismiss(socket, 'signedOut');
      }
    },
    tellStorage(storage) {
      namespace.emit('storage', storage);
    },
    closeAll(reason) {
      for (const socket of namespace.sockets.values()) dismiss(socket, reason);
    },
  };
}

type Ack = (reply: Reply) => void;

interface Limits {
  readonly requests: TokenBuckets;
  readonly snapshots: TokenBuckets;
}

function serve(socket: AgentSocket, parts: AgentSocketsParts, { requests, snapshots }: Limits): void {
  const { agentId, sessionId } = socket.data;
  const { feed, presence, sessions, log } = parts;
  const outlet = new SocketOutlet(socket);
  const hellos = new TokenBucket(HELLOS, parts.monotonic());
  const typed = new TrailingThrottle<Typing>(
    ({ interactionId, typing }) => parts.typing.fromAgent(agentId, interactionId, typing),
    parts.delay,
    parts.monotonic,
  );
  // Told only by a desk that shows the conversation itself, to the others that do.
  const composed = new TrailingThrottle<Composing>(
    (composing) => {
      const readers = feed.readersOf(composing.interactionId);
      if (!readers.includes(outlet)) return;
      for (const reader of readers)
        if (reader.agentId !== agentId && reader instanceof SocketOutlet) reader.compose({ ...composing, agentId });
    },
    parts.delay,
    parts.monotonic,
  );
  let impatience = 0;
  let unknown = 0;

  cutOffFloods(socket, BYTES, parts.monotonic);
  socket.use(([event, ...carried], next) => {
    if (fitsShape(shapes, event, carried)) return next();
    unknown += 1;
    if (unknown >= UNKNOWN_EVENTS) cutOff(socket);
  });

  /** Takes a token, answers once, and turns a bug into a report. */
  const answer = (wait: number, ack: Ack, work: () => Promise<Reply>): void => {
    if (wait > 0) {
      impatience += 1;
      if (impatience > PATIENCE) cutOff(socket);
      ack(refuse({ code: 'slowDown', retryAfterMs: wait }));
      return;
    }
    impatience = 0;
    // Answers wait in memory as updates do: who asks without reading is let go as well.
    if (isBackedUp(socket.conn)) return dismiss(socket, 'tooSlow');
    sessions.used(sessionId, parts.now());
    work().then(ack, (error: unknown) => ack(refuse(reportBug(log, error))));
  };

  socket.on('hello', (ack) => {
    const at = parts.monotonic();
    answer(hellos.take(at) || snapshots.take(sessionId, at), ack as Ack, async () => {
      await parts.slices.turn();
      // Who has gone by now has been told to be gone, and would be there for ever.
      if (!socket.connected) return refuse({ code: 'signedOut' });
      await presence.arrived(agentId, socket.id);
      if (!socket.connected) return refuse({ code: 'signedOut' });
      const welcome = { ...parts.welcome(agentId), seq: outlet.seq };
      feed.join(outlet);
      parts.idle.opened(agentId, socket.id);
      return { ok: true, value: welcome };
    });
  });
  socket.on('command', (envelope, ack) => {
    answer(requests.take(sessionId, parts.monotonic()), ack, () => parts.commands(agentId, envelope));
  });
  // An answer that comes after the desk has gone must not leave it in the feed for ever.
  const follow = (id: InteractionId): void => {
    if (socket.connected) feed.follow(outlet, id);
  };
  socket.on('query', (envelope, ack) => {
    const network = networkOf(parts.addressOf(socket.handshake.address, socket.handshake.headers['x-forwarded-for']));
    answer(requests.take(sessionId, parts.monotonic()), ack, () =>
      parts.queries({ agentId, sessionId, network, follow }, envelope),
    );
  });
  socket.on('typing', (raw) => {
    const typing = parseAtDoor(Typing, raw);
    if (typing.ok) typed.push(typing.value);
  });
  socket.on('composing', (raw) => {
    const composing = parseAtDoor(Composing, raw);
    if (composing.ok) composed.push(composing.value);
  });
  socket.on('activity', (raw) => {
    const activity = parseAtDoor(Activity, raw);
    if (activity.ok) parts.idle.told(agentId, socket.id, activity.value.idleSeconds, parts.now());
  });
  socket.on('disconnect', () => {
    typed.stop();
    composed.stop();
    feed.leave(outlet);
    presence.left(agentId, socket.id);
    parts.idle.closed(agentId, socket.id);
  });
}
