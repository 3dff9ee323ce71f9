/**
 * Files that are attached and not sent yet, on this device: a reload or a crash of the desk loses none (desk 2.3). Of several
 * windows of one person one has a file; when it goes, another takes it over.
 */
import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import { HOUR, type Instant } from '@ringdesk/shared/model/time.ts';

import { type KeptUpload, localDatabase } from '../../../workspace/localDatabase.ts';

/** The server deletes a file that no message names within 24 hours (protocol/files.ts); an hour before it is not offered any more. */
export const KEPT_MS = 23 * HOUR;

/** Lets go of the file; others may have it then. */
const held = new Map<string, () => void>();

/** Resolves once no other window has the file; at once where windows cannot know of each other. */
function hold(id: string): Promise<void> {
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  if (locks === undefined) return Promise.resolve();
  return new Promise((resolve, reject) => {
    locks
      .request(`ringdesk upload ${id}`, () => {
        resolve();
        return new Promise<void>((release) => held.set(id, release));
      })
      .catch(reject);
  });
}

const turns = new Map<string, Promise<void>>();

/** What is done with one file is done in order: one that is forgotten does not come back by a write which began before. */
function inTurn(id: string, work: () => Promise<void>): Promise<void> {
  const turn = (turns.get(id) ?? Promise.resolve()).then(work);
  // Whoever asked is told of a failure; the next one is not kept from trying.
  const settled = turn.catch(() => undefined);
  turns.set(id, settled);
  void settled.then(() => {
    if (turns.get(id) === settled) turns.delete(id);
  });
  return turn;
}

/** Rejects on a device that cannot store it: there it is in memory only. */
export function keepUpload(row: KeptUpload): Promise<void> {
  return inTurn(row.id, async () => {
    if (!held.has(row.id)) await hold(row.id);
    await (await localDatabase()).put('uploads', row);
  });
}

export function forgetUpload(id: string): Promise<void> {
  return inTurn(id, async () => {
    await (await localDatabase()).delete('uploads', id);
    // Only now: another window that waits for it must not find it.
    held.get(id)?.();
    held.delete(id);
  });
}

/**
 * Gives `take` each file of the account that no window has: at once, or when the window that has it is gone. What is too old
 * is deleted.
 */
export async function takeKept(account: AgentId, now: Instant, take: (row: KeptUpload) => void): Promise<void> {
  const database = await localDatabase();
  const rows = await database.getAllFromIndex('uploads', 'byAccount', account);
  await Promise.all(
    rows
      .filter(({ id }) => !held.has(id))
      .map(async ({ id, at }) => {
        await hold(id);
        // It may have been sent meanwhile by the window that had it.
        const row = await (await localDatabase()).get('uploads', id);
        if (row !== undefined && at + KEPT_MS > now) take(row);
        else await forgetUpload(id);
      }),
  );
}
