import { describe, expect, test } from 'vitest';

import { createLine, EXPIRES_SECONDS, type Line, pauseBefore, type PhoneTicket } from './line.ts';

const ticket: PhoneTicket = { path: '/sip?ticket=1', uri: 'sip:ana@ringdesk.invalid', iceServers: [], anchored: false };

/** A line whose sockets, tickets and time are the test's. */
function stage() {
  const timers = new Set<{ at: number; act: () => void }>();
  const sockets: {
    readonly said: string[];
    opened: () => void;
    heard: (text: string) => void;
    closed: () => void;
    isClosed: boolean;
  }[] = [];
  const registers: { seconds: number; answer: (granted: number | undefined) => void }[] = [];
  const tickets: ((given: PhoneTicket | undefined) => void)[] = [];
  const lines: Line[] = [];
  const heard: string[] = [];
  let now = 0;
  /** How many timers were taken back, run or not. */
  let takenBack = 0;
  let attached = 0;
  let detached = 0;
  const control = createLine({
    ticket: () => new Promise((resolve) => tickets.push(resolve)),
    open: (_, listeners) => {
      const socket = { said: [] as string[], ...listeners, isClosed: false };
      sockets.push(socket);
      return {
        send: (text) => void socket.said.push(text),
        close: () => {
          socket.isClosed = true;
        },
      };
    },
    attached: () => (attached += 1),
    heard: (text) => void heard.push(text),
    detached: () => (detached += 1),
    register: (seconds) => new Promise((resolve) => registers.push({ seconds, answer: resolve })),
    changed: (line) => void lines.push(line),
    now: () => now,
    chance: () => 0.5,
    after: (ms, act) => {
      const timer = { at: now + ms, act };
      timers.add(timer);
      return () => {
        takenBack += 1;
        timers.delete(timer);
      };
    },
  });
  /** Promises that are settled have their say. */
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  const pass = async (ms: number): Promise<void> => {
    const until = now + ms;
    for (;;) {
      const [next] = [...timers].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
      if (next === undefined) break;
      timers.delete(next);
      now = Math.max(now, next.at);
      next.act();
      await settle();
    }
    now = until;
  };
  const give = async (given: PhoneTicket | 'none' = ticket): Promise<void> => {
    tickets.shift()?.(given === 'none' ? undefined : given);
    await settle();
  };
  const answer = async (granted: number | undefined): Promise<void> => {
    registers.shift()?.answer(granted);
    await settle();
  };
  const ready = async () => {
    control.start();
    await give();
    sockets.at(-1)?.opened();
    await answer(600);
  };
  return {
    control,
    sockets,
    registers,
    lines,
    heard,
    tickets,
    pass,
    give,
    answer,
    ready,
    settle,
    line: () => lines.at(-1),
    attached: () => attached,
    detached: () => detached,
    takenBack: () => takenBack,
  };
}

describe('the line', () => {
  test('is ready once the server has granted the registration, and renews it at half its time', async () => {
    const s = stage();
    s.control.start();
    expect(s.line()).toEqual({ phase: 'connecting', attempt: 1 });
    await s.give();
    s.sockets[0]?.opened();
    expect([s.attached(), s.registers.map(({ seconds }) => seconds)]).toEqual([1, [EXPIRES_SECONDS]]);
    await s.answer(60);
    expect(s.line()).toEqual({ phase: 'ready', since: 0 });
    await s.pass(29_999);
    expect(s.registers).toHaveLength(0);
    await s.pass(1);
    expect(s.registers).toHaveLength(1);
    await s.answer(60);
    expect(s.lines.filter(({ phase }) => phase === 'ready')).toHaveLength(1);
  });

  test('comes back at once when the socket drops, with a ticket of its own, then ever more slowly', async () => {
    const s = stage();
    await s.ready();
    s.sockets[0]?.closed();
    expect(s.line()).toMatchObject({ phase: 'lost', attempt: 1, because: 'unreachable', retryAt: 150 });
    expect(s.detached()).toBe(1);
    await s.pass(150);
    await s.give('none');
    expect(s.line()).toMatchObject({ phase: 'lost', since: 0, attempt: 2, because: 'noTicket' });
    await s.pass(1_000);
    await s.give();
    s.sockets[1]?.opened();
    await s.answer(undefined);
    expect(s.line()).toMatchObject({ phase: 'lost', attempt: 3, because: 'refused' });
    expect(s.sockets[1]?.isClosed).toBe(true);
    await s.pass(2_000);
    await s.give();
    s.sockets[2]?.opened();
    await s.answer(600);
    expect(s.line()).toMatchObject({ phase: 'ready' });
  });

  test('a socket that never opens, or a server that never answers, is given up', async () => {
    const s = stage();
    s.control.start();
    await s.give();
    await s.pass(8_000);
    expect(s.line()).toMatchObject({ phase: 'lost', because: 'unreachable' });
    await s.pass(150);
    await s.give();
    s.sockets[1]?.opened();
    await s.pass(8_000);
    expect(s.line()).toMatchObject({ phase: 'lost', attempt: 2 });
    expect(s.sockets[1]?.isClosed).toBe(true);
  });

  test('remembers none of the timers that have run, however long it stands', async () => {
    const s = stage();
    await s.ready();
    for (let i = 0; i < 100; i++) {
      await s.pass(20_000);
      s.sockets[0]?.heard('\r\n');
      await s.answer(600);
    }
    const before = s.takenBack();
    s.sockets[0]?.closed();
    // The next keep-alive, the answer to the last and the next REGISTER.
    expect(s.takenBack() - before).toBeLessThanOrEqual(3);
  });

  test('keep-alives find a dead socket where the server is known to answer them', async () => {
    const s = stage();
    await s.ready();
    await s.pass(20_000);
    expect(s.sockets[0]?.said).toEqual(['\r\n\r\n']);
    await s.pass(8_000);
    expect(s.line()).toMatchObject({ phase: 'ready' });
    s.sockets[0]?.heard('\r\n');
    await s.pass(12_000);
    s.sockets[0]?.heard('\r\n');
    await s.pass(8_000);
    expect(s.line()).toMatchObject({ phase: 'ready' });
    await s.pass(20_000);
    expect(s.line()).toMatchObject({ phase: 'lost', because: 'unreachable' });
    expect(s.heard).toEqual([]);
  });

  test('after sleep it asks at once, and connects at once where it was waiting to', async () => {
    const s = stage();
    await s.ready();
    s.control.wake();
    expect(s.registers).toHaveLength(1);
    await s.answer(600);
    s.sockets[0]?.closed();
    s.control.wake();
    expect(s.tickets).toHaveLength(1);
    s.control.wake();
    await s.pass(8_000);
    expect(s.sockets).toHaveLength(1);
  });

  test('woken often, it renews its registration once in its time', async () => {
    const s = stage();
    await s.ready();
    for (let turn = 0; turn < 5; turn++) {
      s.control.wake();
      await s.answer(600);
    }
    await s.pass(300_000);
    expect(s.registers).toHaveLength(1);
  });

  test('what an earlier socket still says is not listened to', async () => {
    const s = stage();
    await s.ready();
    s.sockets[0]?.closed();
    s.sockets[0]?.heard('late');
    s.sockets[0]?.closed();
    expect([s.heard, s.lines.filter(({ phase }) => phase === 'lost').length]).toEqual([[], 1]);
  });

  test('stopped, it unregisters and stays away', async () => {
    const s = stage();
    await s.ready();
    const stopped = s.control.stop();
    expect(s.registers.map(({ seconds }) => seconds)).toEqual([0]);
    await s.answer(0);
    await stopped;
    expect(s.sockets[0]?.isClosed).toBe(true);
    await s.pass(3_600_000);
    expect([s.line(), s.sockets.length]).toEqual([{ phase: 'off' }, 1]);
  });
});

test('pauses grow to ten seconds and spread', () => {
  expect([1, 2, 3, 4, 5, 6, 50].map((attempt) => pauseBefore(attempt, 0.5))).toEqual([
    150, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000,
  ]);
  expect([pauseBefore(1, 0), pauseBefore(3, 0), pauseBefore(3, 0.999)]).toEqual([0, 1_000, 2_998]);
});
