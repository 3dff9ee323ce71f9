import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { type CallLineParts, GONE, openCallLine } from './callLine.ts';

/** A socket whose other end is the test's. */
class Socket extends EventTarget {
  static readonly OPEN = 1;
  readyState = 0;
  readonly sent: string[] = [];
  closes = 0;
  readonly path: string;
  constructor(path: string) {
    super();
    this.path = path;
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.closes += 1;
    this.readyState = 3;
  }
  opens(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }
  breaks(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }
  says(data: string): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }
}

const PING = '\r\n\r\n';
const PONG = '\r\n';

const given = (more: Partial<CallLineParts> = {}) => {
  const sockets: Socket[] = [];
  const told: string[] = [];
  const line = openCallLine({
    open: (path) => {
      const socket = new Socket(path);
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    path: 'first',
    resume: () => Promise.resolve('again'),
    heard: (text) => void told.push(text),
    opened: () => void told.push('opened'),
    broken: (on) => void told.push(on ? 'broken' : 'mended'),
    patience: () => 15_000,
    lost: () => void told.push('lost'),
    ...more,
  });
  return { line, sockets, told, last: (): Socket => sockets.at(-1)! };
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
  vi.stubGlobal('WebSocket', Socket);
  const page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('where the socket breaks, the next one takes over, and what was said meanwhile goes out with it', async () => {
  const { line, sockets, told, last } = given();
  last().opens();
  line.send('INVITE');
  expect(last().sent).toEqual([PING, 'INVITE']);
  last().breaks();
  line.send('ACK');
  expect(told).toEqual(['opened', 'broken']);
  await pass(200);
  expect(sockets.map(({ path }) => path)).toEqual(['first', 'again']);
  last().opens();
  expect(last().sent).toEqual(['ACK', PING]);
  last().says(PONG);
  last().says('BYE');
  expect(told).toEqual(['opened', 'broken', 'mended', 'BYE']);
});

test('a dead socket is known by its silence, where it has answered before', async () => {
  const { sockets, told, last } = given();
  last().opens();
  await pass(30_000);
  expect(sockets).toHaveLength(1);
  last().says(PONG);
  await pass(20_000);
  expect(told).toEqual(['opened', 'broken']);
  expect(sockets[0]!.closes).toBe(1);
});

test('tries until patience is over; what the server does not have any more is lost at once', async () => {
  const never = given({ resume: () => Promise.resolve(undefined) });
  never.last().opens();
  never.last().breaks();
  await pass(14_000);
  expect(never.told).toEqual(['opened', 'broken']);
  await pass(5_000);
  expect(never.told).toEqual(['opened', 'broken', 'lost']);
  const gone = given({ resume: () => Promise.resolve(GONE), patience: () => Infinity });
  gone.last().opens();
  gone.last().breaks();
  await pass(200);
  expect(gone.told).toEqual(['opened', 'broken', 'lost']);
  const closed = given();
  closed.last().breaks();
  expect(closed.told).toEqual(['broken', 'lost']);
});

test('who hangs up while the way is broken says goodbye with the next socket, and nothing after it', async () => {
  const { line, sockets, last } = given();
  last().opens();
  last().breaks();
  line.send('BYE');
  line.close();
  await pass(200);
  last().opens();
  expect(last().sent).toEqual(['BYE', PING]);
  await pass(1_000);
  expect(last().closes).toBe(1);
  last().breaks();
  await pass(30_000);
  expect(sockets).toHaveLength(2);
});
