import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

import { type Bencoded, decode, encode } from './bencode.ts';

/** Where a media server takes its orders: rtpengine's `listen-ng`. */
export interface NgAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * When an order without an answer is sent again, counted from the one before, and when it is given up after the last. The
 * cookie stays the same: rtpengine answers a repeated one from memory and does nothing twice.
 */
const AGAIN_AFTER_MS: readonly number[] = [150, 300, 600, 950];

/** The media server did not answer in time, or its machine says that nobody listens there. */
export class NgSilent extends Error {
  override readonly name = 'NgSilent';
}

/** The media server answered that it cannot. The words are its own: for the log. */
export class NgRefused extends Error {
  override readonly name = 'NgRefused';
}

export type NgAnswer = Readonly<Record<string, Bencoded>>;

export interface NgClient {
  /** The address of this machine as the media server sees it: where it can send media to. */
  readonly localAddress: string;
  /** Rejects with {@link NgSilent} after 2 s, or {@link NgRefused}. */
  send(command: string, parameters?: Readonly<Record<string, Bencoded>>): Promise<NgAnswer>;
  close(): void;
}

interface Waiting {
  readonly resolve: (answer: NgAnswer) => void;
  readonly reject: (error: Error) => void;
  readonly timer: { current: NodeJS.Timeout };
}

const isAnswer = (value: Bencoded | undefined): value is NgAnswer => typeof value === 'object' && !Array.isArray(value);

/**
 * Speaks rtpengine's ng protocol: `cookie SP bencoded dictionary` over UDP. A connected socket: what others than the media
 * server send never gets here.
 *
 * @param newCookie - Different each time and not to be guessed; letters and digits.
 */
export async function createNgClient(address: NgAddress, newCookie: () => string): Promise<NgClient> {
  const socket = await connected(address);
  const waiting = new Map<string, Waiting>();
  const settle = (cookie: string): Waiting | undefined => {
    const one = waiting.get(cookie);
    waiting.delete(cookie);
    clearTimeout(one?.timer.current);
    return one;
  };

  socket.on('message', (bytes) => {
    const space = bytes.indexOf(0x20);
    const one = space < 0 ? undefined : waiting.get(bytes.toString('latin1', 0, space));
    if (one === undefined) return;
    const answer = decode(bytes.subarray(space + 1));
    // Not an answer: the one that belongs to the cookie may still come.
    if (!isAnswer(answer)) return;
    settle(bytes.toString('latin1', 0, space));
    if (answer['result'] === 'error') one.reject(new NgRefused(reasonIn(answer)));
    else one.resolve(answer);
  });
  // A machine without a media server answers by ICMP, which arrives here; the time limit tells it to those who wait.
  socket.on('error', () => undefined);

  return {
    localAddress: socket.address().address,
    send(command, parameters = {}) {
      const cookie = newCookie();
      const datagram = Buffer.from(`${cookie} ${encode({ ...parameters, command })}`);
      return new Promise((resolve, reject) => {
        const attempt = (index: number): NodeJS.Timeout => {
          const next = AGAIN_AFTER_MS[index];
          socket.send(datagram, () => undefined);
          return setTimeout(() => {
            const one = waiting.get(cookie);
            if (one === undefined) return;
            if (index + 1 < AGAIN_AFTER_MS.length) one.timer.current = attempt(index + 1);
            else settle(cookie)?.reject(new NgSilent(`no answer to ${command}`));
          }, next);
        };
        waiting.set(cookie, { resolve, reject, timer: { current: attempt(0) } });
      });
    },
    close() {
      for (const cookie of waiting.keys()) settle(cookie)?.reject(new NgSilent('closed'));
      socket.close();
    },
  };
}

async function connected({ host, port }: NgAddress): Promise<Socket> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  socket.connect(port, host);
  try {
    await once(socket, 'connect');
  } catch (error) {
    socket.close();
    throw error;
  }
  return socket;
}

const reasonIn = (answer: NgAnswer): string => {
  const reason = answer['error-reason'];
  return typeof reason === 'string' ? reason : 'no reason given';
};
