import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, test, vi } from 'vitest';

import type { AgentId } from '@ringdesk/shared/model/ids.ts';

import { openTestStore, project, temporaryFolder } from './testing/testStore.ts';

// Every commit is a real fsync; a busy disk makes them slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

const entry = (act: string) => ({ at: 5, by: 'ann' as AgentId, act, subject: 'q1', details: null });

describe('the audit log', () => {
  test('keeps acts of the engine and of the doors in one order, newest first, in pages', async () => {
    const store = await openTestStore();
    await store.audit.append(entry('signedIn'));
    await project(store, { audit: [entry('queue.saved'), entry('queue.deleted')] });
    const first = await store.audit.list({ limit: 2 });
    expect(first.items).toEqual([
      { id: 3, ...entry('queue.deleted') },
      { id: 2, ...entry('queue.saved') },
    ]);
    const second = await store.audit.list({ limit: 2, cursor: first.next! });
    expect(second).toEqual({ items: [{ id: 1, ...entry('signedIn') }] });
    await expect(store.audit.list({ limit: 2, cursor: 'x' })).rejects.toMatchObject({ name: 'BadCursor' });
    expect(await store.audit.verify()).toEqual({ rows: 3 });
  });

  test.each([
    ['changed', `UPDATE audit SET act = 'nothing' WHERE id = 2`, 2],
    ['re-attributed', `UPDATE audit SET by_agent = NULL WHERE id = 2`, 2],
    ['removed', `DELETE FROM audit WHERE id = 2`, 3],
    ['removed from the beginning', `DELETE FROM audit WHERE id = 1`, 2],
    ['put in', `INSERT INTO audit (at, act, hash) VALUES (9, 'forged', 'ab')`, 4],
  ])('shows that an entry was %s', async (_, sql, brokenAt) => {
    const root = temporaryFolder();
    const store = await openTestStore({ root });
    for (const act of ['a', 'b', 'c']) await store.audit.append(entry(act));
    await store.close();
    const database = new Database(join(root, 'ringdesk.db'));
    database.exec(sql);
    database.close();
    expect(await (await openTestStore({ root })).audit.verify()).toMatchObject({ brokenAt });
  });
});
