import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

import type { EventLog, Projection } from '../application/ports/journal.ts';
import {
  conversation,
  server,
  startEngine,
  type TinyEvent,
  tinyRules,
  turns,
  wrote,
} from '../application/testing/tinyEngine.ts';
import { openDatabase } from './database.ts';
import { rowsAsideOf } from './rowsAside.ts';
import { openTestStore, temporaryFolder } from './testing/testStore.ts';

type Rules = typeof tinyRules;

/** A bug in what lists and transcripts are made of: some lines come out as the table does not take them. */
const spoiling = (spoil: (line: TranscriptLine) => TranscriptLine, more: Partial<Projection> = {}): Rules => ({
  ...tinyRules,
  projectionOf: (events, after) => {
    const projection = tinyRules.projectionOf(events, after);
    return { ...projection, ...more, lines: projection.lines.map((line) => (isPoison(line) ? spoil(line) : line)) };
  },
});
const isPoison = (line: TranscriptLine): boolean => line.type === 'message' && line.text === 'poison';
const oddKind = (line: TranscriptLine): TranscriptLine => ({ ...line, kind: 'odd' }) as unknown as TranscriptLine;
const circular = (line: TranscriptLine): TranscriptLine => {
  const ring: Record<string, unknown> = { ...line };
  ring['itself'] = ring;
  return ring as unknown as TranscriptLine;
};

const textsOf = async (store: Awaited<ReturnType<typeof openTestStore<TinyEvent>>>): Promise<readonly unknown[]> => {
  const { lines } = await store.transcripts.page(conversation, { limit: 1_000 });
  return lines.map((line) => (line.type === 'message' ? line.text : line.type));
};

function listeningLog() {
  const errors: object[] = [];
  const log: EventLog = { info: () => {}, warn: () => {}, error: (fields) => errors.push(fields) };
  return { log, errors };
}

const asideIn = (root: string) => {
  const database = openDatabase(join(root, 'ringdesk.db'), { readonly: true });
  onTestFinished(() => void database.close());
  return rowsAsideOf(database);
};

test.each([
  ['which the table does not take', oddKind, 'SQLITE_CONSTRAINT_CHECK'],
  ['which has no words', circular, 'TypeError'],
])('a row %s is set aside and said; every other one is written and the server goes on', async (_, spoil, reason) => {
  const root = temporaryFolder();
  const { log, errors } = listeningLog();
  const store = await openTestStore<TinyEvent>({ root, log });
  const { engine, fatal } = await startEngine(store.journal, { rules: spoiling(spoil) });
  const texts = ['one', 'poison', 'three'];
  const replies = await Promise.all(texts.map((text) => engine.submit(wrote(text), server)));
  expect(replies.map(({ ok }) => ok)).toEqual([true, true, true]);

  expect(await textsOf(store)).toEqual(['one', 'three']);
  expect(asideIn(root)).toEqual([{ kind: 'line', interactionId: conversation, seq: 2, reason }]);
  expect((await store.health()).rowsAside).toBe(1);
  expect(errors).toMatchObject([{ interactionId: conversation, seq: 2, code: reason }]);
  expect(JSON.stringify(errors)).not.toContain('poison');
  expect(await engine.submit(wrote('four'), server)).toMatchObject({ ok: true });
  expect(await textsOf(store)).toEqual(['one', 'three', 'four']);
  expect(fatal).toEqual([]);
});

test('among more rows than one step writes, each is written or set aside, step by step', async () => {
  const root = temporaryFolder();
  const store = await openTestStore<TinyEvent>({ root });
  const { engine, fatal } = await startEngine(store.journal, { rules: spoiling(oddKind) });
  const texts = Array.from({ length: 700 }, (_, index) => (index % 100 === 50 ? 'poison' : `text ${index}`));
  await Promise.all(texts.map((text) => engine.submit(wrote(text), server)));
  for (let round = 0; round < 20 && store.journal.projectedTo() < 701; round += 1) await turns();
  expect(await textsOf(store)).toEqual(texts.filter((text) => text !== 'poison'));
  expect(asideIn(root).map(({ seq }) => seq)).toEqual([51, 151, 251, 351, 451, 551, 651]);
  expect(fatal).toEqual([]);
});

test('a start tries again what was set aside: the release before had the bug, this one takes the row', async () => {
  const root = temporaryFolder();
  const store = await openTestStore<TinyEvent>({ root });
  const { engine } = await startEngine(store.journal);
  // A place that is taken by a row nobody knows of.
  const strange = openDatabase(join(root, 'ringdesk.db'));
  const insert = strange.prepare(
    `INSERT INTO transcript_lines (interaction_id, seq, kind, data, text) VALUES (?, 2, 'reply', '{}', 'strange')`,
  );
  await engine.submit(wrote('one'), server);
  insert.run(conversation);
  await engine.submit(wrote('two'), server);
  await store.journal.tidy(1, 'quiet');
  expect(asideIn(root)).toMatchObject([{ kind: 'line', seq: 2, reason: 'SQLITE_CONSTRAINT_UNIQUE' }]);
  strange.prepare(`DELETE FROM transcript_lines WHERE text = 'strange'`).run();
  strange.close();
  await engine.stop();
  await store.close();

  const again = await openTestStore<TinyEvent>({ root });
  expect(await textsOf(again)).toEqual(['one', 'two']);
  expect(asideIn(root)).toEqual([]);
});

test('a conversation that is written with its next change is set aside no longer', async () => {
  const root = temporaryFolder();
  const store = await openTestStore<TinyEvent>({ root });
  const talk = (name: string | undefined) =>
    ({
      id: conversation,
      state: 'queued',
      queueId: 'q',
      customer: { id: 'c', name },
      lastAt: 1,
      channelId: 's',
      arrivedAt: 1,
    }) as unknown as Interaction;
  const names: string[] = [];
  const rules: Rules = {
    ...tinyRules,
    projectionOf: (events, after) => ({ ...tinyRules.projectionOf(events, after), interactions: [talk(names[0])] }),
  };
  const { engine } = await startEngine(store.journal, { rules });
  await store.journal.tidy(1, 'quiet');
  expect(asideIn(root)).toMatchObject([{ kind: 'interaction', interactionId: conversation, seq: 0 }]);
  names.push('Ann');
  await engine.submit(wrote('one'), server);
  await store.journal.tidy(1, 'quiet');
  expect(asideIn(root)).toEqual([]);
});
