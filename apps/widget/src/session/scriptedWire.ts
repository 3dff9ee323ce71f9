import type { Keep } from '../keep.ts';
import { startSession } from './session.ts';
import type { Wire } from './wire.ts';

type Ack = (reply: unknown) => void;

/** What the session asked the server for, with the way to answer it. */
export interface Asked {
  readonly event: string;
  readonly id?: string;
  readonly name?: string;
  readonly input?: unknown;
  readonly reply: Ack;
}

/** A keep in memory that survives the session, as a browser's storage survives a page. */
export const memoryKeep = (): Keep => {
  const rows = new Map<string, string>();
  return {
    get: (key) => rows.get(key) ?? null,
    set: (key, value) => (value === null ? void rows.delete(key) : void rows.set(key, value)),
    keys: (start) => [...rows.keys()].filter((key) => key.startsWith(start)).toSorted(),
  };
};

/**
 * Test: a session over a socket whose server is the test. Time stands still until `pass`; nothing is answered unless
 * the test answers it.
 */
export function scripted(keep: Keep = memoryKeep(), from = 1_800_000_000_000) {
  const listeners = new Map<string, (value?: unknown) => void>();
  const asked: Asked[] = [];
  const typed: string[] = [];
  const timers = new Set<{ at: number; act: () => void }>();
  const state = { now: from, connected: false, active: false, attempts: 0, ids: 0 };
  const wire: Wire = {
    get connected() {
      return state.connected;
    },
    get active() {
      return state.active;
    },
    on: (event, listener) => listeners.set(event, listener),
    emit: (event, ...values) => {
      // Socket.IO would keep it and send it after the outbox has sent it again.
      if (!state.connected) throw new Error(`Emitted "${event}" while disconnected.`);
      const reply = values.at(-1) as Ack;
      asked.push(values.length > 1 ? { event, ...(values[0] as object), reply } : { event, reply });
    },
    volatile: { emit: (_, value) => typed.push((value as { text: string }).text) },
    connect: () => {
      state.attempts += 1;
      state.active = true;
    },
    disconnect: () => {
      state.active = false;
      if (state.connected) drop('io client disconnect', false);
    },
  };
  const hear = (event: string, value?: unknown): void => listeners.get(event)?.(value);
  const drop = (reason = 'transport close', active = true): void => {
    state.connected = false;
    state.active = active;
    hear('disconnect', reason);
  };
  const session = startSession(wire, keep, {
    now: () => state.now,
    newId: () => `id-${String(from).slice(-3)}-${String((state.ids += 1)).padStart(4, '0')}`,
    chance: () => 0,
    after: (ms, act) => {
      const timer = { at: state.now + ms, act };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  });
  return {
    session,
    keep,
    state,
    asked,
    typed,
    drop,
    hear,
    /** The connection stands; the session says hello. */
    connect: () => {
      state.connected = state.active = true;
      hear('connect');
    },
    /** Takes the oldest unanswered question out. */
    next: (event: string): Asked => {
      const place = asked.findIndex((each) => each.event === event);
      const [found] = place < 0 ? [] : asked.splice(place, 1);
      if (!found) throw new Error(`The session has not sent "${event}".`);
      return found;
    },
    /** Lets time pass, running what falls due in order. */
    pass: (ms: number) => {
      const end = state.now + ms;
      for (;;) {
        const [due] = [...timers].filter((each) => each.at <= end).toSorted((a, b) => a.at - b.at);
        if (!due) break;
        timers.delete(due);
        state.now = due.at;
        due.act();
      }
      state.now = end;
    },
    texts: () => session.view().lines.map((line) => line.text),
    pending: () => session.view().pending.flatMap((row) => (row.name === 'message.post' ? row.text : row.name)),
  };
}

export const talkOf = (interactionId: string, state: string) => ({
  interactionId,
  state,
  readSeq: 0,
  contactWanted: false,
  rating: null,
});

export const welcome = (change: object = {}) => ({
  ok: true,
  value: {
    token: 'token-1',
    face: {
      channelId: 'c1',
      title: 'Sales',
      settings: {
        title: '',
        greeting: '',
        askName: 'optional',
        language: 'auto',
        accent: '#2f54d9',
        position: 'right',
        liveTyping: true,
        attachments: true,
      },
      language: 'en',
      open: true,
      askRating: false,
      transcriptByEmail: false,
    },
    consentVersion: null,
    name: '',
    conversation: talkOf('i1', 'active'),
    lines: [],
    seq: 0,
    serverNow: 1_800_000_000_000,
    ...change,
  },
});

export const lineOf = (id: string, seq: number, text: string, from: 'me' | 'agent' = 'agent') => ({
  id,
  seq,
  at: 1_800_000_000_000 + seq,
  from,
  text,
  attachments: [],
});

/** A session that has been welcomed; `change` to what the server says of it. */
export const online = (script = scripted(), change: object = {}): ReturnType<typeof scripted> => {
  script.session.wake();
  script.connect();
  script.next('hello').reply(welcome(change));
  return script;
};
