import { hostname } from 'node:os';

import { MINUTE, type Instant } from '@ringdesk/shared/model/time.ts';

import { DataDirectoryInUse } from './dataDirectory.ts';
import { inTransaction, type SqliteDatabase } from './database.ts';

/** A heartbeat younger than this belongs to a living server. */
const ALIVE_MS = 90_000;
/** Heartbeats are at least this far apart: each is a commit. */
const HEARTBEAT_MS = MINUTE / 2;

/** A batch came from a leader that has been replaced. */
export class Fenced extends Error {
  override name = 'Fenced';
  constructor(own: number, current: number) {
    super(`This server's epoch ${own} is over: epoch ${current} writes now.`);
  }
}

/** The right to write: an epoch that every batch carries, and a heartbeat beside it. */
export interface Lease {
  readonly epoch: number;
  /** Throws Fenced when another leader has taken over. Call it inside the transaction that writes. */
  assertHeld(epoch: number): void;
  beat(now: Instant): void;
  release(now: Instant): void;
}

interface LeaseRow {
  readonly epoch: number;
  readonly holder: string | null;
  readonly heartbeat_at: number;
}

/**
 * Takes the lease with the next epoch. The lock of the data directory keeps a second server of this machine out; the
 * heartbeat keeps one of another machine out, where the directory is on a shared disk on which locks do not hold.
 * `wall`: the wall clock, because it is compared across machines.
 */
export function takeLease(database: SqliteDatabase, root: string, wall: Instant): Lease {
  const host = hostname();
  const select = database.prepare<[], LeaseRow>('SELECT epoch, holder, heartbeat_at FROM lease WHERE id = 1');
  const update = database.prepare<[number, string | null, number]>(
    'UPDATE lease SET epoch = ?, holder = ?, heartbeat_at = ? WHERE id = 1',
  );
  const read = (): LeaseRow => {
    const row = select.get();
    if (row === undefined) throw new Error('The database has no lease row. Check it with: ringdesk doctor');
    return row;
  };
  const holder = `process ${process.pid} on ${host}`;
  const epoch = inTransaction(database, () => {
    const row = read();
    const elsewhere = row.holder !== null && !row.holder.endsWith(` on ${host}`);
    if (elsewhere && Math.abs(wall - row.heartbeat_at) < ALIVE_MS) {
      throw new DataDirectoryInUse(root, row.holder ?? undefined);
    }
    update.run(row.epoch + 1, holder, wall);
    return row.epoch + 1;
  });
  let beatenAt = wall;
  return {
    epoch,
    assertHeld(asked) {
      const current = read().epoch;
      if (asked !== current) throw new Fenced(asked, current);
    },
    beat(now) {
      if (Math.abs(now - beatenAt) < HEARTBEAT_MS) return;
      update.run(epoch, holder, now);
      beatenAt = now;
    },
    release(now) {
      if (read().epoch === epoch) update.run(epoch, null, now);
    },
  };
}
