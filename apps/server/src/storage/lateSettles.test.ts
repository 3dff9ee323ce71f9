import { afterEach, expect, onTestFinished, test, vi } from 'vitest';

import { openDatabase } from './database.ts';
import { lateSettles } from './lateSettles.ts';
import { migrate } from './migrations.ts';
import { outboxWriter } from './outboxRows.ts';
import { migrations } from './schema.ts';

afterEach(() => vi.useRealTimers());

/** A database with the effects `0` to `count - 1`, and what becomes of them. */
function withEffects(count: number) {
  const database = openDatabase(':memory:');
  onTestFinished(() => void database.close());
  migrate(database, migrations, { failpoints: () => {} });
  const write = outboxWriter(database);
  for (let key = 0; key < count; key += 1) write({ type: 'order', key: String(key), payload: {} }, 1);
  const late = lateSettles(database);
  const states = () => database.prepare<[], string>('SELECT state FROM outbox ORDER BY id').pluck().all();
  const done = (key: number) => late.add({ key: String(key), state: 'done', at: 2 });
  return { database, late, states, done };
}

test('how effects ended is written together a moment later', () => {
  vi.useFakeTimers();
  const { states, done } = withEffects(2);
  done(0);
  vi.advanceTimersByTime(249);
  done(1);
  expect(states()).toEqual(['ready', 'ready']);
  vi.advanceTimersByTime(1);
  expect(states()).toEqual(['done', 'done']);
});

test('many do not wait for the moment', () => {
  vi.useFakeTimers();
  const { states, done } = withEffects(257);
  for (let key = 0; key < 257; key += 1) done(key);
  expect(states().filter((state) => state === 'ready')).toHaveLength(1);
});

test('[F3] what finds no room on the disk is written when there is some', () => {
  vi.useFakeTimers();
  const { database, late, states } = withEffects(1);
  database.pragma(`max_page_count = ${String(database.pragma('page_count', { simple: true }))}`);
  late.add({ key: '0', state: 'dead', at: 2, note: 'no room '.repeat(10_000) });
  vi.advanceTimersByTime(1_000);
  late.flush();
  expect(states()).toEqual(['ready']);
  database.pragma('max_page_count = 1000000');
  vi.advanceTimersByTime(1_000);
  expect(states()).toEqual(['dead']);
});
