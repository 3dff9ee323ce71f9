import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { isNoRoom } from '../application/ports/noRoom.ts';

/** What a write of the database takes at least: less than this is no room. */
const LEAST = Buffer.alloc(256 * 1024, 0x52);

/**
 * Whether nothing more can be written into the folder, found out by writing there: what a quota leaves, the file system
 * does not tell. False also where it cannot be written for another reason.
 */
export function hasNoRoom(folder: string, write: (file: number, bytes: Buffer) => number = writeSync): boolean {
  const probe = join(folder, `room.${process.pid}`);
  let file: number | undefined;
  try {
    file = openSync(probe, 'w', 0o600);
    for (let left = LEAST; left.length > 0;) left = left.subarray(write(file, left));
    return false;
  } catch (error) {
    return isNoRoom(error);
  } finally {
    if (file !== undefined) closeSync(file);
    rmSync(probe, { force: true });
  }
}
