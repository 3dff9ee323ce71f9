import { DAY } from '@ringdesk/shared/model/time.ts';
import { afterEach, describe, expect, test } from 'vitest';

import { openStore } from '../storage/openStore.ts';
import {
  HandAlarm,
  HandClock,
  ordered,
  server,
  silentLog,
  startEngine,
  turns,
  type TinyEvent,
} from './testing/tinyEngine.ts';
import type { Given } from './handOver.ts';
import { backOffMs, createOutbox, LEASE_MS, type Carried, type Carrier } from './outbox.ts';
import type { Effect } from './ports/journal.ts';
import type { OutboxRow } from './ports/outbox.ts';
import type { Store } from './ports/store.ts';

const stores: Store<TinyEvent>[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

const effect = (key: string, over: Partial<Effect> = {}): Effect => ({ type: 'test', key, payload: { key }, ...over });

/** An outbox over a real store with a carrier that answers what `answers` says per key, and is done otherwise. */
async function bench(
  effects: readonly Effect[],
  answers: Record<string, readonly Carried[]> = {},
  over: Partial<Carrier> = {},
) {
  const clock = new HandClock();
  const store = await openStore<TinyEvent>({ root: ':memory:', wall: () => clock.wall(), log: silentLog });
  stores.push(store);
  const projection = {
    interactions: [],
    archivedIds: [],
    lines: [],
    traces: [],
    queueVersions: [],
    consents: [],
    audit: [],
  };
  const append = (more: readonly Effect[]) =>
    store.journal.append(store.journal.epoch, { at: clock.wall(), events: [], replies: [], effects: more, projection });
  await append(effects);
  const carried: string[] = [];
  const left = new Map(Object.entries(answers).map(([key, list]) => [key, [...list]]));
  const alarm = new HandAlarm();
  const carrier: Carrier = {
    whenUnknown: 'uncertain',
    carry: async (row: OutboxRow) => {
      carried.push(row.key);
      return left.get(row.key)?.shift() ?? { kind: 'done' };
    },
    ...over,
  };
  const start = () =>
    createOutbox({
      table: store.outbox,
      carriers: new Map([['test', carrier]]),
      alarm,
      now: () => clock.wall(),
      random: () => 0,
      log: silentLog,
    });
  const run = async (outbox = start()) => {
    outbox.kick();
    await turns();
    return outbox;
  };
  const troubled = async () => (await store.outbox.troubled(10)).map(({ key, state, reason }) => [key, state, reason]);
  return { store, clock, alarm, carried, append, start, run, troubled };
}

/** The same with a part of this process which is given effects of the type `order`. */
async function office(give: (payload: unknown) => Given = () => ({ kind: 'done' })) {
  const { store, append, clock } = await bench([]);
  const given: unknown[] = [];
  const alarm = new HandAlarm();
  const order = (key: string): Effect => effect(key, { type: 'order', order: 'call', payload: key });
  const start = () =>
    createOutbox({
      table: store.outbox,
      carriers: new Map(),
      recipients: new Map([['order', { give: (payload) => (given.push(payload), give(payload)) }]]),
      alarm,
      now: () => clock.wall(),
      random: () => 0,
      log: silentLog,
    });
  const waiting = async () => (await store.health()).outboxWaiting;
  const troubled = async () => (await store.outbox.troubled(10)).map(({ key, state, reason }) => [key, state, reason]);
  return { store, append, clock, alarm, given, order, start, waiting, troubled };
}

const busy: Carried = { kind: 'failed', reason: 'busy', permanent: false };

describe('the outbox', () => {
  test('an effect committed by the engine is carried once, with its payload, also when it is derived twice', async () => {
    const { store, run, carried } = await bench([]);
    const { engine } = await startEngine(store.journal);
    await engine.submit(ordered('effect:ring-1'), server);
    await engine.submit(ordered('effect:ring-1'), server);
    const outbox = await run();
    await run(outbox);
    expect(carried).toEqual(['ring-1']);
    expect(await store.outbox.nextAt()).toBeUndefined();
  });

  test('how it ended is told once, also while the core takes its time to write it', async () => {
    const told: string[] = [];
    const written = Promise.withResolvers<boolean>();
    const record = (row: OutboxRow) => (told.push(row.key), written.promise);
    const { run, append, store } = await bench([effect('copy')], {}, { record });
    const outbox = await run();
    await append([effect('other')]);
    await run(outbox);
    written.resolve(true);
    await turns();
    expect(told).toEqual(['copy', 'other']);
    expect((await store.health()).outboxWaiting).toBe(0);
  });

  test('a late effect is dropped, one without an end is not', async () => {
    const { clock, run, carried, store } = await bench([
      effect('ring', { notAfter: new HandClock().wallNow + 5_000 }),
      effect('mail'),
    ]);
    clock.pass(5_000);
    await run();
    expect(carried).toEqual(['mail']);
    expect((await store.health()).outboxWaiting).toBe(0);
  });

  test('a failure is tried again after 1, 2, 4 … 300 s, less up to a quarter', () => {
    expect([1, 2, 3, 9, 10, 40].map((attempt) => backOffMs(attempt, 0))).toEqual([
      1_000, 2_000, 4_000, 256_000, 300_000, 300_000,
    ]);
    expect(backOffMs(1, 1)).toBe(750);
  });

  test('a failing head holds back only its own order', async () => {
    const { clock, alarm, run, carried } = await bench(
      [effect('a1', { order: 'a' }), effect('a2', { order: 'a' }), effect('b1', { order: 'b' })],
      { a1: [busy] },
    );
    const outbox = await run();
    expect(carried).toEqual(['a1', 'b1']);
    expect(alarm.afterMs).toBe(1_000);
    clock.pass(1_000);
    alarm.ring();
    await turns();
    expect(carried).toEqual(['a1', 'b1', 'a1', 'a2']);
    await outbox.stop();
  });

  test('a permanent failure, a missing carrier and an unknown result end visibly', async () => {
    const { run, troubled } = await bench([effect('gone'), effect('odd', { type: 'nobody' }), effect('maybe')], {
      gone: [{ kind: 'failed', reason: 'no such address', permanent: true }],
      maybe: [{ kind: 'unknown', reason: 'timeout' }],
    });
    await run();
    expect(await troubled()).toEqual([
      ['maybe', 'uncertain', 'timeout'],
      ['odd', 'dead', 'no carrier for this type'],
      ['gone', 'dead', 'no such address'],
    ]);
  });

  test('a carrier that throws leaves an unknown result', async () => {
    const { run, troubled } = await bench(
      [effect('x')],
      {},
      {
        carry: () => Promise.reject(new TypeError('of the carrier')),
      },
    );
    await run();
    expect(await troubled()).toEqual([['x', 'uncertain', 'TypeError']]);
  });

  test('[I17] a failure that lasts a day ends as dead', async () => {
    const { clock, alarm, run, troubled } = await bench([effect('x')], { x: Array(2_000).fill(busy) });
    const outbox = await run();
    for (let round = 0; round < 400; round += 1) {
      clock.pass(300_000);
      alarm.ring();
      await turns();
    }
    expect(await troubled()).toEqual([['x', 'dead', 'busy']]);
    await outbox.stop();
  });

  test.each([
    ['uncertain', ['x'], [['x', 'uncertain', 'the server ended while it was sent']]],
    ['again', ['x', 'x'], []],
  ] as const)(
    'after a kill between sending and noting it: %s',
    async (whenUnknown, expectedCarried, expectedTrouble) => {
      const { store, clock, alarm, carried, start, run, troubled } = await bench([effect('x')], {}, { whenUnknown });
      // The server that was killed had leased the row and sent it.
      await store.outbox.lease(clock.wall(), clock.wall() + LEASE_MS, 1);
      carried.push('x');
      const outbox = await run(start());
      // One server works on the data: what is on its way when it starts is nobody's any more.
      expect(carried).toEqual(['x']);
      clock.pass(1_000);
      alarm.ring();
      await turns();
      expect(carried).toEqual(expectedCarried);
      expect(await troubled()).toEqual(expectedTrouble);
      await outbox.stop();
    },
  );

  test('how it ended is told before the row is settled, and again until there was room for it', async () => {
    const told: unknown[] = [];
    const { alarm, run, store } = await bench(
      [effect('x')],
      {},
      {
        record: async ({ key }, outcome) => {
          told.push([key, outcome.kind]);
          return room;
        },
      },
    );
    let room = false;
    const outbox = await run();
    expect(told[0]).toEqual(['x', 'done']);
    expect((await store.health()).outboxWaiting).toBe(1);
    room = true;
    alarm.ring();
    await turns();
    const times = told.length;
    alarm.ring();
    await turns();
    expect(told).toHaveLength(times);
    expect((await store.health()).outboxWaiting).toBe(0);
    await outbox.stop();
  });

  test('what is slow holds up its own order and type only', async () => {
    const never = Promise.withResolvers<Carried>();
    const many = Array.from({ length: 20 }, (_, at) => effect(`slow-${at}`));
    const { carried, append, run, store } = await bench(
      [...many, effect('quick', { type: 'other' })],
      {},
      { carry: async (row) => (row.key.startsWith('slow') ? never.promise : { kind: 'done' }) },
    );
    const outbox = await run();
    await append([effect('odd', { type: 'nobody' })]);
    outbox.kick();
    await turns();
    expect(carried).toEqual([]);
    expect((await store.outbox.troubled(10)).map(({ key }) => key)).toEqual(['odd', 'quick']);
    never.resolve({ kind: 'done' });
    await turns();
    await turns();
    expect((await store.health()).outboxWaiting).toBe(0);
    await outbox.stop();
  });

  test('the other side says when, and gets back how far it came', async () => {
    const seen: (string | undefined)[] = [];
    const { clock, alarm, run } = await bench(
      [effect('x')],
      {},
      {
        carry: async ({ progress }) => {
          seen.push(progress);
          return seen.length > 1
            ? { kind: 'done' }
            : { kind: 'failed', reason: 'busy', permanent: false, retryAfterMs: 17_000, progress: '2' };
        },
      },
    );
    const outbox = await run();
    expect(alarm.afterMs).toBe(17_000);
    clock.pass(17_000);
    alarm.ring();
    await turns();
    expect(seen).toEqual([undefined, '2']);
    await outbox.stop();
  });

  test('stop waits for what is on its way and begins nothing new', async () => {
    const arrived = Promise.withResolvers<Carried>();
    const { append, run, store } = await bench([effect('slow')], {}, { carry: () => arrived.promise });
    const outbox = await run();
    await append([effect('next')]);
    const stopped = outbox.stop();
    arrived.resolve({ kind: 'done', receipt: 'r1' });
    await stopped;
    expect((await store.health()).outboxWaiting).toBe(1);
  });

  test('what was settled is forgotten after a week, and not before', async () => {
    const { clock, alarm, append, run, carried } = await bench([effect('x')]);
    const outbox = await run();
    const again = async (afterMs: number): Promise<number> => {
      clock.pass(afterMs);
      alarm.ring();
      await turns();
      // The same effect never stands in the outbox twice: once it is forgotten, it is new.
      await append([effect('x')]);
      await run(outbox);
      return carried.length;
    };
    expect(await again(6 * DAY)).toBe(1);
    outbox.kick();
    await turns();
    clock.pass(DAY + 60_000);
    await run(outbox);
    expect(await again(1)).toBe(2);
    await outbox.stop();
  });
});

describe('effects for this process', () => {
  test('are given before the commit is told to others, in their order, and once', async () => {
    const { append, given, order, start, waiting, troubled } = await office();
    const outbox = start();
    outbox.kick();
    await turns();
    const wanted = [order('music'), order('ring')];
    await append(wanted);
    outbox.committed(wanted);
    expect(given).toEqual(['music', 'ring']);
    outbox.kick();
    await turns();
    expect(given).toEqual(['music', 'ring']);
    expect(await waiting()).toBe(0);
    expect(await troubled()).toEqual([]);
    await outbox.stop();
  });

  test('which cannot be taken, or meet a bug, end visibly and hold up nothing', async () => {
    const { append, given, order, start, troubled } = await office((payload) => {
      if (payload === 'odd') throw new TypeError('of the recipient');
      return payload === 'far' ? { kind: 'failed', reason: 'noLine' } : { kind: 'done' };
    });
    const outbox = start();
    const wanted = [order('far'), order('odd'), order('near')];
    await append(wanted);
    outbox.committed(wanted);
    expect(given).toEqual(['far', 'odd', 'near']);
    expect(await troubled()).toEqual([
      ['odd', 'uncertain', 'TypeError'],
      ['far', 'dead', 'noLine'],
    ]);
    await outbox.stop();
  });

  test('are not given by the next server: what a killed one left ends as uncertain', async () => {
    const { append, clock, given, order, start, waiting, troubled } = await office();
    await append([order('hangUp')]);
    clock.pass(1_000);
    const outbox = start();
    const wanted = [order('ring')];
    clock.pass(1);
    await append(wanted);
    outbox.committed(wanted);
    outbox.kick();
    await turns();
    expect(given).toEqual(['ring']);
    expect(await waiting()).toBe(0);
    expect(await troubled()).toEqual([['hangUp', 'uncertain', 'the server ended while it was sent']]);
    await outbox.stop();
  });
});
