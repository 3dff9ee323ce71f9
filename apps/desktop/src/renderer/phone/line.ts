import type { IceServer } from '@ringdesk/shared/model/call.ts';

/** What the server gives for one connection: the answer to the query `phone.ticket`. */
export interface PhoneTicket {
  readonly path: string;
  /** `sip:…` of this agent. */
  readonly uri: string;
  readonly iceServers: readonly IceServer[];
  readonly anchored: boolean;
}

/** `noTicket`: the desk itself has no connection, or the server gives none; `refused`: it does not take this phone. */
export type LineProblem = 'noTicket' | 'unreachable' | 'refused';

/**
 * The phone's registration.
 *
 *   off ──start──▶ connecting ──socket open, REGISTER accepted──▶ ready
 *    ▲                ▲   │                                         │
 *    │               at   └──no ticket, no socket, refused──┐       │ socket gone, no answer
 *  stop          retryAt                                    ▼       ▼
 *    └─────────────── └──────────────────────────────────── lost ◀──┘
 */
export type Line =
  | { readonly phase: 'off' }
  | { readonly phase: 'connecting'; readonly attempt: number }
  | { readonly phase: 'ready'; readonly since: number }
  | {
      readonly phase: 'lost';
      readonly since: number;
      readonly attempt: number;
      readonly retryAt: number;
      readonly because: LineProblem;
    };

/** A connection as the line sees it. */
export interface LineSocket {
  readonly send: (text: string) => void;
  readonly close: () => void;
}

export interface LineParts {
  /** undefined, or a rejection: none to be had now. */
  readonly ticket: () => Promise<PhoneTicket | undefined>;
  /** Opens a socket; `heard` and `closed` are never called before `opened`. `closed` at most once, also where it never opened. */
  readonly open: (
    ticket: PhoneTicket,
    listeners: { readonly opened: () => void; readonly heard: (text: string) => void; readonly closed: () => void },
  ) => LineSocket;
  /** The socket carries SIP from now on, until `detached`. */
  readonly attached: (socket: LineSocket, ticket: PhoneTicket) => void;
  readonly heard: (text: string) => void;
  readonly detached: () => void;
  /** REGISTER over the attached socket: seconds it is good for, or undefined where it was refused. 0 s unregisters. */
  readonly register: (seconds: number) => Promise<number | undefined>;
  readonly changed: (line: Line) => void;
  readonly now: () => number;
  /** From 0 up to 1. */
  readonly chance: () => number;
  /** Runs `act` once after `ms`; the answer takes it back. */
  readonly after: (ms: number, act: () => void) => () => void;
}

/** Asked for; the server says what it gives. */
export const EXPIRES_SECONDS = 600;
/** Neither an answer to REGISTER nor to a keep-alive within this: the socket is dead, whatever TCP thinks. */
const ANSWER_MS = 8_000;
/** Keep-alive (RFC 7118, section 6, with the double CRLF of RFC 5626, section 3.5.1). */
const PING_EVERY_MS = 20_000;
const PING = '\r\n\r\n';
const PONG = '\r\n';

/**
 * The first attempt comes at once, because the server keeps the calls of a lost socket for seconds only; then about 1, 2,
 * 4, 8 and 10 s, each between half and one and a half of it. Milliseconds.
 */
export function pauseBefore(attempt: number, chance: number): number {
  if (attempt <= 1) return Math.round(chance * 300);
  return Math.round(Math.min(10_000, 1_000 * 2 ** Math.min(attempt - 2, 10)) * (0.5 + chance));
}

export interface LineControl {
  readonly start: () => void;
  /** Unregisters and closes. */
  readonly stop: () => Promise<void>;
  /** After sleep or a change of networks: connects now, or asks at once whether the socket still lives. */
  readonly wake: () => void;
}

/** Keeps the phone registered until it is stopped. */
export function createLine(parts: LineParts): LineControl {
  let line: Line = { phase: 'off' };
  let attempt = 0;
  let socket: LineSocket | undefined;
  /** Of the socket or the attempt that counts; what an earlier one still says is not listened to. */
  let round = 0;
  let answersPings = false;
  /** What ends each timer that runs. */
  const timers = new Set<() => void>();
  let refresh = (): void => undefined;
  const pongs = new Set<() => void>();

  const show = (next: Line): void => {
    line = next;
    parts.changed(next);
  };
  const quiet = (): void => {
    for (const end of timers) end();
    timers.clear();
  };
  /** The answer takes it back. */
  const later = (ms: number, act: () => void): (() => void) => {
    const stop = parts.after(ms, () => {
      timers.delete(end);
      act();
    });
    const end = (): void => {
      timers.delete(end);
      stop();
    };
    timers.add(end);
    return end;
  };

  const drop = (): void => {
    round += 1;
    quiet();
    const before = socket;
    socket = undefined;
    if (before === undefined) return;
    parts.detached();
    before.close();
  };

  const lose = (because: LineProblem): void => {
    const since = line.phase === 'lost' ? line.since : parts.now();
    drop();
    attempt += 1;
    const pause = pauseBefore(attempt, parts.chance());
    show({ phase: 'lost', since, attempt, retryAt: parts.now() + pause, because });
    later(pause, connect);
  };

  /** REGISTER, and what follows from its answer. */
  const register = (): void => {
    const mine = round;
    refresh();
    const giveUp = later(ANSWER_MS, () => mine === round && lose('unreachable'));
    parts.register(EXPIRES_SECONDS).then(
      (seconds) => {
        giveUp();
        if (mine !== round) return;
        if (seconds === undefined) return lose('refused');
        attempt = 0;
        if (line.phase !== 'ready') show({ phase: 'ready', since: parts.now() });
        // Half of it: a refresh that is lost leaves time for another.
        refresh();
        refresh = later(Math.max(5, seconds / 2) * 1_000, register);
      },
      () => mine === round && lose('unreachable'),
    );
  };

  const ping = (): void => {
    const mine = round;
    socket?.send(PING);
    // Only who has answered one before is known to answer.
    if (answersPings) {
      let answered = false;
      pongs.add(() => (answered = true));
      later(ANSWER_MS, () => mine === round && !answered && lose('unreachable'));
    }
    later(PING_EVERY_MS, ping);
  };

  const connect = (): void => {
    drop();
    const mine = round;
    answersPings = false;
    if (line.phase !== 'lost') show({ phase: 'connecting', attempt: attempt + 1 });
    parts.ticket().then(
      (ticket) => {
        if (mine !== round) return;
        if (ticket === undefined) return lose('noTicket');
        const opened = (): void => {
          if (mine !== round || socket === undefined) return;
          parts.attached(socket, ticket);
          register();
          later(PING_EVERY_MS, ping);
        };
        const heard = (text: string): void => {
          if (mine !== round) return;
          if (text !== PONG) return parts.heard(text);
          answersPings = true;
          for (const answered of pongs) answered();
          pongs.clear();
        };
        later(ANSWER_MS, () => mine === round && line.phase !== 'ready' && lose('unreachable'));
        socket = parts.open(ticket, { opened, heard, closed: () => mine === round && lose('unreachable') });
      },
      () => mine === round && lose('noTicket'),
    );
  };

  return {
    start: () => {
      if (line.phase !== 'off') return;
      attempt = 0;
      connect();
    },
    stop: async () => {
      if (line.phase === 'off') return;
      const registered = line.phase === 'ready';
      quiet();
      round += 1;
      const mine = round;
      show({ phase: 'off' });
      if (registered) {
        const late = new Promise<undefined>((resolve) => void parts.after(1_000, () => resolve(undefined)));
        // Whether it is heard or not: the server forgets a closed socket by itself.
        await Promise.race([parts.register(0), late]).catch(() => undefined);
      }
      if (mine === round) drop();
    },
    wake: () => {
      if (line.phase === 'lost') connect();
      else if (line.phase === 'ready') register();
    },
  };
}
