import { describe, expect, test } from 'vitest';

import type { Effect, Projection, Rules } from './ports/journal.ts';
import { store } from './testing/memoryStore.ts';
import {
  command,
  conversation,
  ordered,
  server,
  startEngine,
  type TinyChanges,
  type TinyEvent,
  tinyRules,
  type TinyState,
  turns,
  wrote,
} from './testing/tinyEngine.ts';

type TinyRules = Rules<TinyState, TinyEvent, TinyChanges>;
type Lines = TinyEvent & { readonly type: 'line.written' };
const isPoison = (event: TinyEvent): event is Lines =>
  event.type === 'line.written' && event.content?.text === 'poison';

/** Rules with a bug in one of the things a batch is made of: what comes out cannot be written. */
const withProjection = (bug: (event: Lines, projection: Projection) => Partial<Projection>): Partial<TinyRules> => ({
  projectionOf(events, after) {
    const projection = tinyRules.projectionOf(events, after);
    const poison = events.find(isPoison);
    return poison === undefined ? projection : { ...projection, ...bug(poison, projection) };
  },
});
const withEffect = (effect: Effect): Partial<TinyRules> => ({
  effectsOf: (events, after) => [...tinyRules.effectsOf(events, after), ...(events.some(isPoison) ? [effect] : [])],
});

const version = { queueId: 'q', version: 1, at: 1, by: null, name: 'Sales', settings: {} };
const bugs: Readonly<Record<string, Partial<TinyRules>>> = {
  'a key that is there twice': withProjection(() => ({
    // Nothing else of a version matters to the table.
    queueVersions: [version, version] as unknown as Projection['queueVersions'],
  })),
  'a place in a transcript that is taken': withProjection(({ seq }, { lines }) => ({
    lines: [...lines, ...lines.filter((line) => line.seq === seq)],
  })),
  'a value that is missing': withProjection(({ at }) => ({
    audit: [{ at, by: null, act: null as unknown as string, subject: null, details: null }],
  })),
  'an effect that nobody can encode': withEffect({ type: 'test', key: 'k', payload: { count: 1n } }),
  'a value of a type the database does not know': withEffect({
    type: 'test',
    key: {} as unknown as string,
    payload: 1,
  }),
};

const INPUTS = 7;

describe.each(Object.entries(bugs))('a batch with %s', (_, bug) => {
  test.each(Array.from({ length: INPUTS }, (_unused, place) => place))(
    '[I9] from input %i: it alone is refused, and the log holds what was acknowledged',
    async (poisoned) => {
      const { journal, transcripts } = await store();
      const { engine, fatal } = await startEngine(journal, { rules: { ...tinyRules, ...bug } });
      const published: unknown[] = [];
      engine.onCommitted(({ events }) => published.push(...events.filter(({ type }) => type === 'line.written')));
      const texts = Array.from({ length: INPUTS }, (_unused, at) => (at === poisoned ? 'poison' : `text ${at}`));
      const send = () => Promise.all(texts.map((text, at) => engine.submit(wrote(text), command(`c${at}`, text))));
      const replies = await send();

      expect(replies.map(({ ok }) => ok)).toEqual(texts.map((text) => text !== 'poison'));
      expect(replies[poisoned]).toMatchObject({ ok: false, error: { code: 'internal' } });
      const kept = texts.filter((text) => text !== 'poison');
      expect(engine.read((state) => state.texts)).toEqual(kept);
      expect(published).toHaveLength(kept.length);
      // Sent again, what was acknowledged is answered as before, and the culprit is no nearer.
      expect((await send()).filter(({ ok }) => ok)).toEqual(replies.filter(({ ok }) => ok));

      const replayed = await startEngine(journal);
      expect(replayed.engine.read((state) => state)).toEqual({ ...engine.read((state) => state), starts: 2 });
      const { lines } = await transcripts.page(conversation, { limit: 100 });
      expect(lines.map((line) => line.type === 'message' && line.text)).toEqual(kept);
      expect(engine.mode()).toBe('running');
      expect(fatal).toEqual([]);
    },
  );
});

describe('a fault at any of the commits', () => {
  /** The first is of the whole batch; where that fails, each input has its own after it. */
  const commits = Array.from({ length: INPUTS + 1 }, (_unused, index) => index + 1);

  /** Fails at the given commits, counted from when it is armed. */
  async function faulty(code: string, at: readonly number[]) {
    let commit = Number.NEGATIVE_INFINITY;
    const opened = await store((name) => {
      if (name !== 'commit') return;
      commit += 1;
      if (at.includes(commit)) throw Object.assign(new Error(code), { code });
    });
    const bench = await startEngine(opened.journal);
    commit = 0;
    return { ...bench, ...opened };
  }
  const texts = Array.from({ length: INPUTS }, (_unused, index) => `text ${index}`);

  test.each(commits)(
    'a constraint at commit %i costs one input at most, and the replay is the live state',
    async (at) => {
      const { engine, journal, fatal } = await faulty('SQLITE_CONSTRAINT_CHECK', [1, at]);
      const replies = await Promise.all(texts.map((text) => engine.submit(wrote(text), server)));
      const kept = texts.filter((_text, index) => index !== at - 2);
      expect(replies.map(({ ok }) => ok)).toEqual(texts.map((_text, index) => index !== at - 2));
      expect(engine.read((state) => state.texts)).toEqual(kept);
      const replayed = await startEngine(journal);
      expect(replayed.engine.read((state) => state.texts)).toEqual(kept);
      expect(fatal).toEqual([]);
    },
  );

  test.each(commits.slice(0, INPUTS))(
    'a failed fsync at commit %i stops the engine: what was acknowledged before is kept, nothing else is',
    async (at) => {
      const { engine, journal, fatal } = await faulty('SQLITE_IOERR_FSYNC', [at]);
      const acknowledged: string[] = [];
      for (const text of texts) {
        const reply = await engine.submit(wrote(text), server);
        if (reply.ok) acknowledged.push(text);
      }
      expect(acknowledged).toHaveLength(at - 1);
      expect(fatal).toMatchObject([{ code: 'SQLITE_IOERR_FSYNC' }]);
      const replayed = await startEngine(journal);
      expect(replayed.engine.read((state) => state.texts)).toEqual(acknowledged);
    },
  );
});

test('the journal tells what the batch is to blame for from what the store is', async () => {
  const { journal } = await store();
  const batch = {
    at: 1,
    events: [],
    replies: [],
    effects: [],
    projection: tinyRules.projectionOf([], tinyRules.emptyState()),
  };
  const twice = { scope: 'agent', id: 'c', bodyHash: 'b', at: 1, reply: { ok: true as const, value: 1 } };
  await expect(journal.append(journal.epoch, { ...batch, replies: [twice, twice] })).rejects.toMatchObject({
    name: 'UnwritableBatch',
    cause: { code: 'SQLITE_CONSTRAINT_PRIMARYKEY' },
  });
  await expect(journal.append(journal.epoch - 1, batch)).rejects.toMatchObject({ name: 'Fenced' });
  expect(await journal.findReplies([twice])).toEqual([undefined]);
});

test('a deadline whose rows cannot be written does not hold up the inputs that come with it', async () => {
  const { journal } = await store();
  const rules: TinyRules = {
    ...tinyRules,
    projectionOf(events, after) {
      if (events.some(({ type }) => type === 'deadline.passed')) throw new Error('cannot be projected');
      return tinyRules.projectionOf(events, after);
    },
  };
  const { engine, clock } = await startEngine(journal, { rules });
  await engine.submit(ordered(`deadline:${clock.wallNow + 10}`), server);
  clock.pass(20);
  const replies = Promise.all(['a', 'b'].map((text) => engine.submit(wrote(text), server)));
  await turns();
  await turns();
  expect((await Promise.race([replies, turns()]))?.map(({ ok }) => ok)).toEqual([true, true]);
  expect(engine.read((state) => state.texts)).toEqual(['a', 'b']);
});
