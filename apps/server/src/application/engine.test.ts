import { describe, expect, test } from 'vitest';

import { store } from './testing/memoryStore.ts';
import { command, ordered, server, startEngine, turns, wrote, HandClock } from './testing/tinyEngine.ts';
import type { FailpointName } from './ports/journal.ts';

describe('one tick', () => {
  test('all inputs of a tick are one transaction, decided in their order', async () => {
    const commits: FailpointName[] = [];
    const { journal } = await store((name) => name === 'beforeCommit' && commits.push(name));
    const { engine } = await startEngine(journal);
    commits.length = 0;
    const replies = await Promise.all(['a', 'b', 'c'].map((text) => engine.submit(wrote(text), server)));
    expect(commits).toHaveLength(1);
    expect(replies).toEqual([1, 2, 3].map((seq) => ({ ok: true, value: { seq } })));
    expect(engine.read((state) => state.texts)).toEqual(['a', 'b', 'c']);
  });

  test('nothing is acknowledged or published before the commit, and the acknowledgement comes first', async () => {
    const order: string[] = [];
    const { journal } = await store((name) => order.push(name));
    const { engine } = await startEngine(journal, { failpoints: (name) => order.push(name) });
    engine.onCommitted(() => order.push('published'));
    order.length = 0;
    await engine.submit(wrote('a'), server).then(() => order.push('acknowledged'));
    expect(order).toEqual([
      'beforeCommit',
      'commit',
      'afterCommitBeforeAck',
      'afterAckBeforePublish',
      'published',
      'acknowledged',
    ]);
  });

  test('a listener is told events, changes, inputs, views and the position of the log, after each batch with events', async () => {
    const { journal } = await store();
    const { engine, clock } = await startEngine(journal);
    const told: unknown[] = [];
    const stopListening = engine.onCommitted((committed) => told.push(committed));
    await engine.submit(ordered('refuse'), server);
    await engine.submit(wrote('a'), server);
    stopListening();
    await engine.submit(wrote('b'), server);
    expect(told).toEqual([
      {
        events: [{ type: 'line.written', at: clock.wallNow, seq: 1, content: { text: 'a' } }],
        changes: { lines: 1 },
        inputs: [wrote('a')],
        effects: [],
        interactions: [],
        at: clock.wallNow,
        position: 2,
      },
    ]);
  });

  test('a listener that fails costs neither the others nor the sender anything', async () => {
    const { journal } = await store();
    const { engine } = await startEngine(journal);
    let heard = 0;
    engine.onCommitted(() => {
      throw new Error('broken screen');
    });
    engine.onCommitted(() => (heard += 1));
    expect(await engine.submit(wrote('a'), server)).toMatchObject({ ok: true });
    expect(heard).toBe(1);
  });
});

describe('command ids (I12)', () => {
  test('the same id gets the same reply, in one tick, later and after a restart; nothing happens twice', async () => {
    const { journal } = await store();
    const first = await startEngine(journal);
    const twice = await Promise.all([1, 2].map(() => first.engine.submit(wrote('a'), command('c1'))));
    const later = await first.engine.submit(wrote('a'), command('c1'));
    const second = await startEngine(journal);
    const afterRestart = await second.engine.submit(wrote('a'), command('c1'));
    expect([...twice, later, afterRestart]).toEqual(Array(4).fill({ ok: true, value: { seq: 1 } }));
    expect(second.engine.read((state) => state.texts)).toEqual(['a']);
  });

  test('the same id with another body is refused, in one tick and later; another scope is another command', async () => {
    const { journal } = await store();
    const { engine } = await startEngine(journal);
    const [, sameTick] = await Promise.all([
      engine.submit(wrote('a'), command('c1', 'one')),
      engine.submit(wrote('b'), command('c1', 'two')),
    ]);
    const later = await engine.submit(wrote('b'), command('c1', 'two'));
    expect([sameTick, later]).toEqual(Array(2).fill({ ok: false, error: { code: 'commandIdReused' } }));
    const other = await engine.submit(wrote('b'), {
      ...server,
      command: { scope: 'visitor', id: 'c1', bodyHash: 'two' },
    });
    expect(other).toEqual({ ok: true, value: { seq: 2 } });
  });

  test('a refusal is final: it is stored and given again', async () => {
    const { journal } = await store();
    const { engine } = await startEngine(journal);
    const refusal = await engine.submit(ordered('refuse'), command('c1'));
    expect(refusal).toEqual({ ok: false, error: { code: 'notFound' } });
    expect(await journal.findReplies([{ scope: 'agent', id: 'c1', bodyHash: 'body' }])).toEqual([
      { bodyHash: 'body', reply: refusal },
    ]);
  });

  test('replies are forgotten after seven days, not before', async () => {
    const { journal } = await store();
    const { engine, clock } = await startEngine(journal);
    await engine.submit(wrote('a'), command('c1'));
    const key = [{ scope: 'agent', id: 'c1', bodyHash: 'body' }];
    const week = 7 * 24 * 3_600_000;
    await journal.tidy(clock.wallNow + week, 'quiet');
    expect(await journal.findReplies(key)).not.toEqual([undefined]);
    await journal.tidy(clock.wallNow + week + 1, 'quiet');
    expect(await journal.findReplies(key)).toEqual([undefined]);
  });

  test('replies are forgotten too whose ids do not sort by time, among many that do', async () => {
    const { journal } = await store();
    const { engine, clock } = await startEngine(journal);
    const week = 7 * 24 * 3_600_000;
    await engine.submit(wrote('old'), command('zz'));
    await engine.submit(wrote('old'), command('a0'));
    clock.pass(week + 1);
    // More young ones before and between them than one step looks at.
    const ids = Array.from({ length: 700 }, (_, index) => `b${String(index).padStart(4, '0')}`);
    await Promise.all(ids.map((id) => engine.submit(wrote('young'), command(id))));
    for (let step = 0; step < 4; step += 1) await journal.tidy(clock.wallNow, 'quiet');
    const key = (id: string) => ({ scope: 'agent', id, bodyHash: 'body' });
    expect(await journal.findReplies([key('a0'), key('zz')])).toEqual([undefined, undefined]);
    expect(await journal.findReplies(ids.map(key))).not.toContain(undefined);
  });
});

describe('deadlines', () => {
  test('[I13] the alarm is set to the next deadline and fires it; never later than a minute', async () => {
    const { journal } = await store();
    const { engine, clock, alarm } = await startEngine(journal);
    await turns();
    expect(alarm.afterMs).toBe(60_000);
    await engine.submit(ordered(`deadline:${clock.wallNow + 700}`), server);
    await turns();
    expect(alarm.afterMs).toBe(700);
    clock.pass(700);
    alarm.ring();
    await turns();
    expect(engine.read((state) => state.deadlines)).toEqual([]);
  });

  test('what is due is handled before an input of the same tick, however late the alarm is', async () => {
    const { journal } = await store();
    const { engine, clock } = await startEngine(journal);
    await engine.submit(ordered(`deadline:${clock.wallNow + 700}`), server);
    const seen: string[] = [];
    engine.onCommitted(({ events }) => seen.push(...events.map(({ type }) => type)));
    clock.pass(5_000);
    await engine.submit(wrote('late'), server);
    expect(seen).toEqual(['deadline.passed', 'line.written']);
  });

  test('[I14] a wall clock that jumps neither expires a running deadline nor extends it', async () => {
    const { journal } = await store();
    const { engine, clock, alarm } = await startEngine(journal);
    await engine.submit(ordered(`deadline:${clock.wallNow + 60_000}`), server);
    clock.wallNow += 3_600_000;
    clock.pass(1_000);
    await engine.submit(wrote('a'), server);
    expect(engine.read((state) => state.deadlines)).toHaveLength(1);
    clock.wallNow -= 7_200_000;
    clock.pass(59_000);
    alarm.ring();
    await turns();
    clock.pass(100);
    alarm.ring();
    await turns();
    expect(engine.read((state) => state.deadlines)).toEqual([]);
  });
});

describe('restart', () => {
  test('[I11] the folded log equals the live state', async () => {
    const { journal } = await store();
    const { engine, clock } = await startEngine(journal);
    await engine.submit(wrote('a'), server);
    await engine.submit(ordered(`deadline:${clock.wallNow + 700}`), server);
    const live = structuredClone(engine.read((state) => state));
    const again = await startEngine(journal, {}, clock);
    expect(again.engine.read((state) => state)).toEqual({ ...live, starts: live.starts + 1 });
  });

  test('[I13] what became due while the server was down is handled right after the start, not before it', async () => {
    const { journal } = await store();
    const { engine, clock } = await startEngine(journal);
    await engine.submit(ordered(`deadline:${clock.wallNow + 700}`), server);
    clock.pass(60_000);
    const again = await startEngine(journal, {}, clock);
    await turns();
    expect(again.alarm.afterMs).toBeLessThanOrEqual(50);
    again.alarm.ring();
    await turns();
    const types = [...(await journal.load()).events].map(({ event }) => event.type);
    expect(types.slice(-2)).toEqual(['server.began', 'deadline.passed']);
  });

  test('stop commits what was submitted, saves a checkpoint, and refuses what comes later', async () => {
    const { journal } = await store();
    const { engine } = await startEngine(journal);
    const reply = engine.submit(wrote('last'), server);
    await engine.stop();
    expect(await reply).toMatchObject({ ok: true });
    expect(await engine.submit(wrote('later'), server)).toEqual({ ok: false, error: { code: 'unavailable' } });
    const { checkpoint, events } = await journal.load();
    expect(checkpoint?.state).toMatchObject({ texts: ['last'] });
    expect([...events]).toEqual([]);
  });

  test('a checkpoint is saved in a quiet moment after enough events, and shortens the next start', async () => {
    const { journal } = await store();
    const { engine, quietAlarm } = await startEngine(journal, { checkpointEvery: 3 });
    for (const text of ['a', 'b', 'c']) await engine.submit(wrote(text), server);
    quietAlarm.ring();
    await turns();
    expect((await journal.load()).checkpoint).toBeUndefined();
    quietAlarm.ring();
    await turns();
    expect((await journal.load()).checkpoint).toMatchObject({ position: 4, state: { seq: 3 } });
    await engine.submit(wrote('d'), server);
    const again = await startEngine(journal);
    expect(again.engine.read((state) => state.texts)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a center that is never quiet gets its checkpoint when it is five times overdue', async () => {
    const { journal } = await store();
    const { engine, quietAlarm } = await startEngine(journal, { checkpointEvery: 2 });
    for (let seq = 1; seq < 9; seq += 1) {
      await engine.submit(wrote(`${seq}`), server);
      await turns();
      quietAlarm.ring();
      await turns();
      expect((await journal.load()).checkpoint).toBeUndefined();
    }
    await engine.submit(wrote('9'), server);
    await turns();
    quietAlarm.ring();
    await turns();
    expect((await journal.load()).checkpoint).toMatchObject({ position: 10 });
  });

  test('a checkpoint the rules cannot read is passed over for the whole log', async () => {
    const { journal } = await store();
    const { engine } = await startEngine(journal);
    await engine.submit(wrote('a'), server);
    await journal.saveCheckpoint(journal.epoch, { position: 2, at: 1, state: { from: 'another release' } });
    const again = await startEngine(journal);
    expect(again.engine.read((state) => state.texts)).toEqual(['a']);
  });

  test('after a restart with a wall clock set back the log stays in order', async () => {
    const { journal } = await store();
    const { engine, clock } = await startEngine(journal);
    await engine.submit(wrote('a'), server);
    const earlier = new HandClock();
    earlier.wallNow = clock.wallNow - 3_600_000;
    const again = await startEngine(journal, {}, earlier);
    await again.engine.submit(wrote('b'), server);
    const times = [...(await journal.load()).events].map(({ event }) => event.at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});
