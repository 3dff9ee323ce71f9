/** No answer to a keep-alive within this: the socket is dead, whatever TCP thinks. Milliseconds. */
const ANSWER_MS = 6_000;
/** Keep-alive (RFC 7118, section 6, with the double CRLF of RFC 5626, section 3.5.1). */
const PING_MS = 10_000;
const PING = '\r\n\r\n';
/** Whoever hangs up has this long for their BYE to leave. Milliseconds. */
const GOODBYE_MS = 500;
/** The first try comes at once, because the server keeps a call without a socket for seconds only. Milliseconds. */
const PAUSES_MS = [200, 1_000, 2_000] as const;

/** The way of a call's messages. */
export interface CallLine {
  /** Goes out now, or with the next socket. */
  readonly send: (text: string) => void;
  /** After what was said has left. */
  readonly close: () => void;
}

export interface CallLineParts {
  readonly open: (path: string) => WebSocket;
  readonly path: string;
  /** A path for the call that goes on; undefined: none now; {@link GONE}: the server has no such call any more. */
  readonly resume: () => Promise<string | undefined>;
  readonly heard: (text: string) => void;
  /** The first socket stands. */
  readonly opened: () => void;
  /** The way is broken, or is there again. */
  readonly broken: (on: boolean) => void;
  /** How long it may be broken. Milliseconds. */
  readonly patience: () => number;
  /** It stays broken. */
  readonly lost: () => void;
}

/** The path that stands for a call which the server does not have any more. */
export const GONE = 'gone';

/**
 * A WebSocket (RFC 7118) that is opened anew where it breaks: the server gives the call to whoever comes back in time, and
 * the sound goes on meanwhile, because it has its own way.
 */
export function openCallLine(parts: CallLineParts): CallLine {
  let socket: WebSocket | undefined;
  const unsent: string[] = [];
  let opened = false;
  let answers = false;
  let closing = false;
  let closed = false;
  let brokenSince: number | undefined;
  let tries = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let unanswered: ReturnType<typeof setTimeout> | undefined;

  const stop = (): void => {
    closed = true;
    clearInterval(pinging);
    clearTimeout(waiting);
    clearTimeout(unanswered);
    removeEventListener('online', ping);
    socket?.close();
    socket = undefined;
  };

  const broke = (): void => {
    socket?.close();
    socket = undefined;
    clearTimeout(unanswered);
    unanswered = undefined;
    if (closed) return;
    if (brokenSince === undefined) {
      brokenSince = performance.now();
      parts.broken(true);
    }
    if (!opened || performance.now() - brokenSince > parts.patience()) return lose();
    waiting = setTimeout(() => void again(), PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]);
    tries += 1;
  };

  const lose = (): void => {
    stop();
    parts.lost();
  };

  const again = async (): Promise<void> => {
    const path = await parts.resume();
    if (closed) return;
    if (path === GONE) return lose();
    if (path === undefined) return broke();
    connect(path);
  };

  const connect = (path: string): void => {
    const mine = parts.open(path);
    socket = mine;
    mine.addEventListener('open', () => {
      if (mine !== socket) return;
      if (!opened) {
        opened = true;
        parts.opened();
      }
      for (const text of unsent.splice(0)) mine.send(text);
      if (closing) setTimeout(stop, GOODBYE_MS);
      ping();
    });
    mine.addEventListener('close', () => mine === socket && broke());
    mine.addEventListener('message', ({ data }) => {
      if (mine !== socket) return;
      clearTimeout(unanswered);
      unanswered = undefined;
      tries = 0;
      if (brokenSince !== undefined) {
        brokenSince = undefined;
        parts.broken(false);
      }
      if (typeof data !== 'string') return;
      if (data.trim()) parts.heard(data);
      else answers = true;
    });
  };

  const ping = (): void => {
    if (socket?.readyState !== WebSocket.OPEN) return;
    socket.send(PING);
    // Only who has answered one before is known to answer.
    if (answers) unanswered ??= setTimeout(broke, ANSWER_MS);
  };

  const pinging = setInterval(ping, PING_MS);
  addEventListener('online', ping);
  connect(parts.path);
  return {
    send: (text) => {
      if (socket?.readyState === WebSocket.OPEN) socket.send(text);
      else unsent.push(text);
    },
    close: () => {
      closing = true;
      if (unsent.length === 0) setTimeout(stop, GOODBYE_MS);
    },
  };
}
