import { describe, expect, test } from 'vitest';

import { store } from './testing/memoryStore.ts';
import { command, ordered, server, startEngine, tinyRules, turns, wrote } from './testing/tinyEngine.ts';
import type { TinyEvent } from './testing/tinyEngine.ts';
import type { FailpointName, Journal } from './ports/journal.ts';

/** Throws what the database throws, at the commits named by their number from now on. */
function failing(code: string) {
  let left = Number.POSITIVE_INFINITY;
  return {
    at: (commit: number) => {
      left = commit;
    },
    failpoints: (name: FailpointName) => {
      if (name !== 'commit') return;
      left -= 1;
      if (left === 0) throw Object.assign(new Error(code), { code });
    },
  };
}

describe('a full disk', () => {
  async function full() {
    const fault = failing('SQLITE_FULL');
    const { journal } = await store(fault.failpoints);
    let room = false;
    const limited: Journal<TinyEvent> = { ...journal, regainRoom: async () => room };
    const bench = await startEngine(limited);
    await bench.engine.submit(wrote('kept'), command('c1'));
    fault.at(1);
    return { ...bench, makeRoom: () => (room = true) };
  }

  test('refuses what cannot be kept, refolds, serves reads and known replies, and recovers by itself', async () => {
    const { engine, alarm, clock, makeRoom, fatal } = await full();
    const modes: string[] = [];
    engine.onMode((mode) => modes.push(mode));
    const replies = await Promise.all(['x', 'y'].map((text) => engine.submit(wrote(text), server)));
    expect(replies).toEqual(Array(2).fill({ ok: false, error: { code: 'storageFull' } }));
    await turns();
    expect(engine.mode()).toBe('readOnly');
    expect(engine.read((state) => state.texts)).toEqual(['kept']);

    expect(await engine.submit(wrote('kept'), command('c1'))).toEqual({ ok: true, value: { seq: 1 } });
    expect(await engine.submit(wrote('z'), command('c2'))).toEqual({ ok: false, error: { code: 'storageFull' } });

    clock.pass(1_000);
    alarm.ring();
    await turns();
    expect(engine.mode()).toBe('readOnly');
    makeRoom();
    clock.pass(1_000);
    alarm.ring();
    await turns();
    expect(engine.mode()).toBe('running');
    expect(await engine.submit(wrote('z'), command('c2'))).toEqual({ ok: true, value: { seq: 2 } });
    expect(modes).toEqual(['readOnly', 'running']);
    expect(fatal).toEqual([]);
  });

  test('a start on a full disk serves reads and begins as soon as there is room', async () => {
    const fault = failing('SQLITE_FULL');
    const { journal } = await store(fault.failpoints);
    fault.at(1);
    const { engine, alarm, clock } = await startEngine(journal);
    await turns();
    expect(engine.mode()).toBe('readOnly');
    expect(engine.read((state) => state.starts)).toBe(0);
    clock.pass(1_000);
    alarm.ring();
    await turns();
    expect(engine.read((state) => state.starts)).toBe(1);
  });

  test('what is told anew when there is room comes after the start, which says that nobody is connected', async () => {
    const fault = failing('SQLITE_FULL');
    const { journal } = await store(fault.failpoints);
    fault.at(1);
    const { engine, alarm, clock } = await startEngine(journal);
    const seen: string[] = [];
    engine.onCommitted(({ events }) => seen.push(...events.map(({ type }) => type)));
    engine.onMode((mode) => {
      if (mode === 'running') void engine.submit(wrote('I am here'), server);
    });
    await turns();
    clock.pass(1_000);
    alarm.ring();
    await turns();
    expect(seen).toEqual(['server.began', 'line.written']);
  });
});

describe('faults', () => {
  test('a failed fsync is fatal: no acknowledgement, no retry, nothing more is taken', async () => {
    const fault = failing('SQLITE_IOERR_FSYNC');
    const { journal } = await store(fault.failpoints);
    const { engine, fatal } = await startEngine(journal);
    let published = 0;
    engine.onCommitted(() => (published += 1));
    fault.at(1);
    const reply = await engine.submit(wrote('a'), server);
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(fatal).toMatchObject([{ code: 'SQLITE_IOERR_FSYNC' }]);
    expect(engine.mode()).toBe('stopped');
    expect(published).toBe(0);
    expect(await engine.submit(wrote('b'), server)).toEqual({ ok: false, error: { code: 'unavailable' } });
  });

  test('a batch of an earlier epoch is refused by the journal and ends the old leader', async () => {
    const { journal } = await store();
    const fatal: unknown[] = [];
    const old = startEngine({ ...journal, epoch: journal.epoch - 1 }, { onFatal: (error) => fatal.push(error) });
    await expect(old).rejects.toThrow('could not start');
    expect(fatal).toMatchObject([{ name: 'Fenced' }]);
    expect([...(await journal.load()).events]).toEqual([]);
  });

  test('a rule that throws half-way harms only its own input', async () => {
    const { journal } = await store();
    const { engine } = await startEngine(journal);
    const replies = await Promise.all([
      engine.submit(wrote('a'), server),
      engine.submit(ordered('boom'), command('c1')),
      engine.submit(wrote('b'), server),
    ]);
    expect(replies).toMatchObject([
      { ok: true, value: { seq: 1 } },
      { ok: false, error: { code: 'internal' } },
      { ok: true, value: { seq: 2 } },
    ]);
    expect(engine.read((state) => state.texts)).toEqual(['a', 'b']);
    const again = await startEngine(journal);
    expect(again.engine.read((state) => state.texts)).toEqual(['a', 'b']);
  });

  test('where a projection fails, the inputs of the tick are decided alone and only the culprit is refused', async () => {
    const { journal } = await store();
    const { engine } = await startEngine(journal, {
      rules: {
        ...tinyRules,
        projectionOf: (events, after) => {
          if (events.some((event) => event.type === 'line.written' && event.content?.text === 'poison')) {
            throw new Error('cannot be projected');
          }
          return tinyRules.projectionOf(events, after);
        },
      },
    });
    const replies = await Promise.all(['a', 'poison', 'b'].map((text) => engine.submit(wrote(text), server)));
    expect(replies.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(engine.read((state) => state.texts)).toEqual(['a', 'b']);
  });

  test('a deadline that fails rests while everything else goes on', async () => {
    const { journal } = await store();
    const { engine, clock, alarm } = await startEngine(journal);
    await engine.submit(ordered('stuck'), server);
    await engine.submit(ordered(`deadline:${clock.wallNow + 10}`), server);
    clock.pass(20);
    alarm.ring();
    await turns();
    expect(alarm.afterMs).toBe(5_000);
    expect(await engine.submit(wrote('a'), server)).toMatchObject({ ok: true });
    expect(engine.mode()).toBe('running');
  });
});
