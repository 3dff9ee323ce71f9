import { statfsSync } from 'node:fs';
import { open, rename, rm, stat, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';

import { isNoRoom } from '../application/ports/noRoom.ts';

/** 64 MB (reliability, section 0). */
export const BALLAST_BYTES = 64 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;
/** Below this share of free space /readyz warns and no new attachments are taken. */
export const LOW_SHARE = 0.05;

/**
 * A file that only takes room. On a full disk SQLite refuses deletions as well, so the ballast is deleted first:
 * clean-up then has room to work in.
 */
export interface Ballast {
  /** Makes the file where it is missing; does nothing when there is not enough room for it. */
  lay(): Promise<void>;
  /**
   * Deletes the file if it is there, so that the disk is usable at all, and reports whether there is room for
   * normal work: the file fits again and as much is left beside it.
   */
  regain(): Promise<boolean>;
}

export interface DiskSpace {
  readonly freeBytes: number;
  /** 0 to 1. */
  readonly freeShare: number;
}

/** Space an ordinary process may still use on the disk of `folder`. */
export function diskSpace(folder: string): DiskSpace {
  const { bavail, bsize, blocks } = statfsSync(folder);
  return { freeBytes: bavail * bsize, freeShare: blocks === 0 ? 1 : bavail / blocks };
}

export function fileBallast(file: string, bytes: number): Ballast {
  const exists = async (): Promise<boolean> => {
    const found = await stat(file).catch(() => undefined);
    return found !== undefined && found.size >= bytes;
  };
  const lay = async (): Promise<void> => {
    if ((await exists()) || diskSpace(dirname(file)).freeBytes < 2 * bytes) return;
    // Twice as much as is kept: a quota leaves less room than the disk has.
    await writeFilled(`${file}.new`, 2 * bytes).catch(async (error: unknown) => {
      await rm(`${file}.new`, { force: true });
      throw error;
    });
    await truncate(`${file}.new`, bytes);
    await rename(`${file}.new`, file);
  };
  return {
    lay: async () => lay().catch(ignoreNoRoom),
    async regain() {
      await rm(file, { force: true });
      if (diskSpace(dirname(file)).freeBytes < 2 * bytes) return false;
      await lay().catch(ignoreNoRoom);
      return exists();
    },
  };
}

/** In memory there is no disk to fill. */
export const noBallast: Ballast = { lay: async () => {}, regain: async () => true };

function ignoreNoRoom(error: unknown): void {
  if (!isNoRoom(error)) throw error;
}

/** Real bytes, not a hole: a sparse file would reserve nothing. */
async function writeFilled(file: string, bytes: number): Promise<void> {
  const handle = await open(file, 'w');
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES, 0x52);
    for (let written = 0; written < bytes; written += CHUNK_BYTES) {
      await handle.write(chunk, 0, Math.min(CHUNK_BYTES, bytes - written));
    }
  } finally {
    await handle.close();
  }
}
