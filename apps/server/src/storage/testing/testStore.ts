import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach } from 'vitest';

import type { Batch, EventLog, JournalEvent, Projection } from '../../application/ports/journal.ts';
import type { Store } from '../../application/ports/store.ts';
import { openStore, type StoreOptions } from '../openStore.ts';

const folders: string[] = [];
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ringdesk-test-'));
  folders.push(folder);
  return folder;
}

const silentLog: EventLog = { info: () => {}, warn: () => {}, error: () => {} };

/** A store that is closed after the test; in memory unless `root` says otherwise. */
export async function openTestStore<E extends JournalEvent = JournalEvent>(
  over: Partial<StoreOptions> = {},
): Promise<Store<E>> {
  const store = await openStore<E>({
    root: ':memory:',
    wall: () => 1_000,
    log: silentLog,
    ballastBytes: 1_024,
    ...over,
  });
  closing.push(() => store.close());
  return store;
}

const emptyProjection: Projection = {
  interactions: [],
  archivedIds: [],
  lines: [],
  traces: [],
  queueVersions: [],
  consents: [],
  audit: [],
};

export function batchOf<E extends JournalEvent>(over: Partial<Batch<E>>): Batch<E> {
  return { at: 1_000, events: [], replies: [], effects: [], projection: emptyProjection, ...over };
}

export const line = (seq: number, text: string) => ({
  type: 'line.written' as const,
  at: 1_000 + seq,
  seq,
  content: { text },
});

/** Writes projection rows through the journal, as the engine does. */
export async function project<E extends JournalEvent>(store: Store<E>, projection: Partial<Projection>): Promise<void> {
  const written = await store.journal.append(
    store.journal.epoch,
    batchOf<E>({ projection: { ...emptyProjection, ...projection } }),
  );
  if (!written.ok) throw new Error('no room');
}
