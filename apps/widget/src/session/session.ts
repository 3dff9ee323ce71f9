import type { MessageId } from '@ringdesk/shared/model/ids.ts';
import type { RefusalCode } from '@ringdesk/shared/protocol/refusals.ts';

import type { Keep } from '../keep.ts';
import { readBatch, readPosted, readRefused, readReply, readTyping, readWelcome, type Refused } from './decode.ts';
import { applied, consentMissing, emptyMirror, type Mirror, welcomed, withLine } from './mirror.ts';
import { type Deed, openOutbox, type Outgoing } from './outbox.ts';
import type { Surroundings, Wire } from './wire.ts';

/** Equal to the contract's; kept here because importing the contract's code would bring zod along. */
export const PROTOCOL_VERSION = 1;
export const VISITOR_NAMESPACE = '/visitor';

/** No answer within this: the same id is sent again (reliability, 9.2). */
const ANSWER_MS = 4_000;
/** An "is typing" that is not renewed ends by itself: its end may have been lost. */
const TYPING_MS = 6_000;
/** At most this often keystrokes are sent: the server takes ten a second. */
const KEYSTROKES_MS = 150;

export interface View extends Mirror {
  /** `stopped`: the server will not have this page, `because` says why; nothing is tried by itself any more. */
  readonly status: 'connecting' | 'online' | 'offline' | 'stopped';
  readonly because?: RefusalCode;
  /** Not confirmed yet, in the order of doing. Those of other tabs are among them. */
  readonly pending: readonly Outgoing[];
  /** Confirmed, but their line has not come yet. */
  readonly sent: readonly Outgoing[];
  readonly agentTyping: boolean;
  /** The server takes nothing new for now; what waits is sent again by itself. */
  readonly held: boolean;
  /** [32, 34] Messages wait for this: the statement or the contact form comes first. */
  readonly asked?: Refused | undefined;
}

/**
 * The visitor's side of the conversation. Socket.IO is only the pipe: order, repetition and gaps are settled here.
 *
 *   connecting ──hello answered──▶ online ──connection lost──▶ offline ──connected──▶ connecting
 *        └─────────── refused for good ──▶ stopped ◀── bye ──────┘
 */
export interface Session {
  readonly view: () => View;
  /** Calls back at each change of the view; the answer ends it. */
  readonly watch: (changed: () => void) => () => void;
  /** Keeps the deed, shows it, and sends it as soon as its turn comes. */
  readonly act: (deed: Deed) => void;
  readonly retry: (id: string) => void;
  readonly discard: (id: string) => void;
  /** A question for this moment only: never kept, and answered undefined where there is no connection. */
  readonly ask: (name: string, input: object, answered: (reply: ReturnType<typeof readReply>) => void) => void;
  /** What stands in the composer; goes out only where the channel shows it to the agent [42]. */
  readonly typing: (text: string) => void;
  /** The visitor has seen the conversation up to `seq`. */
  readonly seen: (seq: number) => void;
  /** Connects now instead of at the next attempt; also after {@link Session.rest}. */
  readonly wake: () => void;
  /** Lets the connection go until {@link Session.wake}. */
  readonly rest: () => void;
  /** Another tab wrote to the outbox. */
  readonly refresh: () => void;
}

export const TOKEN = 'token';

export function startSession(wire: Wire, keep: Keep, around: Surroundings): Session {
  const outbox = openOutbox(keep, around.now, around.newId);
  const watchers = new Set<() => void>();
  let rows = outbox.list();
  let view: View = { ...emptyMirror, status: 'connecting', pending: rows, sent: [], agentTyping: false, held: false };
  /** Answers to questions of an earlier connection or hello are not listened to. */
  let round = 0;
  let refusals = 0;
  let inFlight: string | undefined;
  let resting = false;
  /** Line the visitor has seen, line the server knows of, and the conversation both belong to. */
  let reading = 0;
  let read = 0;
  let readIn: string | undefined;
  const timers = { answer: nothing, again: nothing, agentTyping: nothing, keystrokes: nothing };
  let keystrokes: { text: string; sent: boolean } = { text: '', sent: true };

  const show = (change: Partial<View>): void => {
    view = { ...view, ...change };
    const arrived = new Set(view.lines.map((line) => line.id as string));
    const isHere = (row: Outgoing): boolean => row.name === 'message.post' && arrived.has(row.messageId);
    view = { ...view, pending: rows.filter((row) => !isHere(row)), sent: view.sent.filter((row) => !isHere(row)) };
    for (const changed of watchers) changed();
  };

  const showOutbox = (change: Partial<View> = {}): void => {
    rows = outbox.list();
    show(change);
  };

  const wait = (timer: keyof typeof timers, ms: number, act: () => void): void => {
    timers[timer]();
    timers[timer] = around.after(ms, act);
  };

  /** 1, 2, 4, 8, then 10 s, each shortened by up to a half so that pages do not come back all at once. */
  const backOff = (): number => Math.min(1_000 * 2 ** refusals++, 10_000) * (1 - around.chance() / 2);

  const stop = (because: RefusalCode): void => {
    timers.again();
    timers.answer();
    show({ status: 'stopped', because, agentTyping: false });
    wire.disconnect();
  };

  /** What a refusal of the connection or of hello means: for good, or try `again`. */
  const turnedAway = ({ code, retryAfterMs }: Refused, again: () => void): void => {
    if (code === 'signedOut') keep.set(TOKEN, null);
    const final = !['signedOut', 'slowDown', 'unavailable', 'internal', 'storageFull'].includes(code);
    if (final) return stop(code);
    wait('again', Math.max(retryAfterMs ?? 0, backOff()), again);
  };

  const reconnect = (): void => {
    wire.disconnect();
    timers.again();
    wire.connect();
  };

  const hello = (): void => {
    const mine = ++round;
    timers.again();
    // Until the snapshot is here the screen is stale, nothing is sent, and updates have nothing to be added to.
    show({ status: 'connecting' });
    wait('answer', ANSWER_MS * 2, reconnect);
    wire.emit('hello', (reply: unknown) => {
      if (mine !== round) return;
      timers.answer();
      const answer = readWelcome(reply);
      if (answer === undefined) return stop('wrongVersion');
      if (!answer.ok) return turnedAway(answer.error, hello);
      refusals = 0;
      keep.set(TOKEN, answer.value.token);
      inFlight = undefined;
      showOutbox({
        ...welcomed(view, answer.value),
        status: 'online',
        because: undefined,
        held: false,
        asked: undefined,
      });
      tellRead();
      drain();
    });
  };

  const command = (
    id: string,
    name: string,
    input: object,
    answered: (reply: ReturnType<typeof readReply>) => void,
  ): void => {
    const mine = round;
    wire.emit(
      'command',
      { id, name, input, ownLine: name === 'message.post' ? false : undefined },
      (reply: unknown) => {
        if (mine === round) answered(readReply(reply));
      },
    );
  };

  /** Sends the oldest row; the next follows only at its answer, so the order of doing is the order of arriving. */
  const drain = (): void => {
    const waiting = outbox.list().filter((row) => row.failed === undefined);
    // Before the messages, also those written earlier, which may not go without them.
    const first = waiting.find(({ name }) => name === 'consent.give' || name === 'contact.give');
    const head = first ?? waiting.find(({ name }) => !view.asked || name !== 'message.post');
    if (view.status !== 'online' || inFlight !== undefined || head === undefined) return;
    inFlight = head.id;
    const again = (): void => {
      inFlight = undefined;
      drain();
    };
    wait('answer', ANSWER_MS, again);
    command(head.id, head.name, inputOf(head), (reply) => {
      if (inFlight !== head.id) return;
      timers.answer();
      if (reply?.ok) confirmed(head, reply.value);
      else if (reply && ['slowDown', 'unavailable', 'storageFull'].includes(reply.error.code)) {
        show({ held: reply.error.code !== 'slowDown' });
        return wait('answer', Math.max(reply.error.retryAfterMs ?? 0, backOff()), again);
      } else if (reply?.error.code === 'signedOut') {
        keep.set(TOKEN, null);
        return reconnect();
      } else if (head.name === 'message.post' && /^con\w+Required$/.test(reply?.error.code ?? '')) {
        outbox.renew();
        show({ asked: reply?.error });
      } else outbox.fail(head.id, reply?.error.code ?? 'wrongVersion', reply?.error.fields);
      showOutbox({ held: false });
      again();
    });
  };

  const confirmed = (row: Outgoing, value: unknown): void => {
    refusals = 0;
    outbox.remove(row.id);
    const posted = readPosted(value);
    if (row.name === 'message.post' && posted) {
      const { messageId: id, text, files } = row;
      // Its line comes from the server where it has files, or where the server changed the text.
      const known = files.length > 0 || view.lines.some((line) => line.id === id);
      const own = { id: id as MessageId, ...posted, from: 'me', text } as const;
      view = known
        ? { ...view, sent: [...view.sent, row] }
        : { ...view, ...withLine(view, { ...own, attachments: [] }) };
    }
    if (row.name === 'name.set') view = { ...view, name: row.input.name };
    if (row.name === 'consent.give') view = { ...view, asked: undefined, consentVersion: row.input.version };
    if (row.name === 'contact.give') view = { ...view, asked: undefined, name: row.input.name || view.name };
  };

  const tellRead = (): void => {
    if (view.status !== 'online' || reading <= read || view.conversation?.interactionId !== readIn) return;
    const seq = reading;
    command(around.newId(), 'conversation.read', { seq }, (reply) => {
      if (reply?.ok) read = Math.max(read, seq);
    });
  };

  const sendKeystrokes = (): void => {
    if (!wire.connected || view.status !== 'online' || keystrokes.sent) return;
    keystrokes.sent = true;
    wire.volatile.emit('typing', { text: keystrokes.text.slice(0, 2_000) });
    wait('keystrokes', KEYSTROKES_MS, () => {
      timers.keystrokes = nothing;
      sendKeystrokes();
    });
  };

  wire.on('connect', hello);
  wire.on('disconnect', () => {
    round += 1;
    inFlight = undefined;
    timers.answer();
    if (view.status === 'stopped') return;
    show({ status: 'offline', agentTyping: false });
    // Sent away by the server: the client of Socket.IO would not come back by itself.
    if (!wire.active && !resting) wait('again', 1_000 + backOff(), () => wire.connect());
  });
  wire.on('connect_error', (problem) => {
    if (view.status !== 'stopped') show({ status: 'offline' });
    const refused = readRefused((problem as { data?: unknown } | undefined)?.data);
    if (refused) turnedAway(refused, () => wire.connect());
    else if (!wire.active) wait('again', backOff(), () => wire.connect());
  });
  wire.on('update', (value) => {
    if (view.status !== 'online') return;
    const batch = readBatch(value);
    const next = batch && applied(view, batch);
    if (next === undefined) return hello();
    if (next !== view) show({ ...next, agentTyping: view.agentTyping && next.lines.at(-1) === view.lines.at(-1) });
  });
  wire.on('typing', (value) => {
    const agentTyping = readTyping(value)?.typing ?? false;
    show({ agentTyping });
    wait('agentTyping', TYPING_MS, () => show({ agentTyping: false }));
  });
  wire.on('bye', (value) => {
    const reason = (value as { reason?: unknown } | undefined)?.reason;
    if (reason === 'wrongVersion' || reason === 'channelOff') stop(reason);
  });

  return {
    view: () => view,
    watch: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    act: (deed) => {
      outbox.add(deed);
      if (deed.name === 'message.post') {
        timers.keystrokes();
        timers.keystrokes = nothing;
        keystrokes = { text: '', sent: true };
      }
      showOutbox();
      drain();
    },
    retry: (id) => {
      outbox.retry(id);
      showOutbox();
      drain();
    },
    discard: (id) => {
      outbox.remove(id);
      showOutbox();
    },
    ask: (name, input, answered) =>
      view.status === 'online' ? command(around.newId(), name, input, answered) : answered(undefined),
    typing: (text) => {
      const begins = !view.conversation || view.conversation.state === 'closed';
      // [32] Before the statement is accepted nothing of what is written leaves the page.
      if (!view.face?.settings.liveTyping || (begins && consentMissing(view))) return;
      keystrokes = { text, sent: false };
      if (timers.keystrokes === nothing) sendKeystrokes();
    },
    seen: (seq) => {
      const group = view.conversation?.interactionId;
      if (group !== readIn) read = 0;
      readIn = group;
      reading = seq;
      tellRead();
    },
    wake: () => {
      resting = false;
      // Connected, or on its way: not begun anew.
      if (wire.active && view.status !== 'offline') return;
      show({ status: 'connecting', because: undefined });
      timers.again();
      reconnect();
    },
    rest: () => {
      resting = true;
      timers.again();
      wire.disconnect();
    },
    refresh: () => {
      showOutbox();
      drain();
    },
  };
}

const nothing = (): void => undefined;

const inputOf = (row: Outgoing): object => {
  switch (row.name) {
    case 'message.post':
      return { messageId: row.messageId, text: row.text, attachmentIds: row.files.map((file) => file.id) };
    default:
      return row.input;
  }
};
