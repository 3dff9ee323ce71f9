import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test, vi } from 'vitest';

import { openDatabase } from './database.ts';
import { temporaryFolder } from './testing/testStore.ts';
import { walKeeper } from './walKeeper.ts';

// Every commit is a real fsync; a busy disk makes them slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

function filled() {
  const file = join(temporaryFolder(), 'wal.db');
  const database = openDatabase(file);
  database.exec('CREATE TABLE t (x TEXT)');
  const insert = database.prepare('INSERT INTO t VALUES (?)');
  const write = (keeper: ReturnType<typeof walKeeper>, rows: number) => {
    for (let row = 0; row < rows; row += 1) {
      insert.run('x'.repeat(3_000));
      keeper.committed();
    }
  };
  return { file, database, write, walBytes: () => statSync(`${file}-wal`).size };
}

describe('the write-ahead log', () => {
  test('is never folded by a commit, only when asked; then it starts again from its beginning', async () => {
    const { file, database, write, walBytes } = filled();
    const keeper = walKeeper(database, file);
    write(keeper, 1_500);
    const before = walBytes();
    expect(before).toBeGreaterThan(1_500 * 4_096);
    for (let round = 0; round < 4; round += 1) {
      await keeper.checkpoint();
      write(keeper, 300);
    }
    expect(walBytes()).toBe(before);
    await keeper.close();
    expect(walBytes()).toBe(0);
    database.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  test('under a load without a gap the writer folds the rest itself past the bound', async () => {
    const { file, database, write, walBytes } = filled();
    const keeper = walKeeper(database, file, 400);
    for (let round = 0; round < 30; round += 1) {
      const folding = keeper.checkpoint();
      write(keeper, 100);
      await folding;
    }
    expect(walBytes()).toBeLessThan(2 * 1_000 * 4_120);
    await keeper.close();
    database.close();
  });

  test('asking without new commits does nothing and ends at once', async () => {
    const { file, database } = filled();
    const keeper = walKeeper(database, file);
    await keeper.checkpoint();
    await keeper.close();
    database.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
  });
});
