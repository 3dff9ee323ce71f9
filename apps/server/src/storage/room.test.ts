import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

import { isFull, openDatabase } from './database.ts';
import { hasNoRoom } from './room.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ringdesk-room-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test.each([
  // As Node throws it: it knows no name for it.
  ['EDQUOT', { code: 'UNKNOWN', errno: -constants.errno.EDQUOT }, true],
  ['ENOSPC', { code: 'ENOSPC', errno: -constants.errno.ENOSPC }, true],
  ['EIO', { code: 'EIO', errno: -constants.errno.EIO }, false],
])('a write that fails with %s; nothing is left of the attempt', (_, error, noRoom) => {
  const folder = temporaryFolder();
  const failing = (): number => {
    throw Object.assign(new Error('write'), error);
  };
  expect(hasNoRoom(folder, failing)).toBe(noRoom);
  expect(hasNoRoom(folder)).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});

test('an I/O error of a write is a full disk where there is no room, and stays what it is where there is some', ({
  skip,
}) => {
  const folder = temporaryFolder();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]).status !== 0)
    return skip('mounting a small disk needs root');
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
  const database = openDatabase(join(folder, 'ringdesk.db'));
  onTestFinished(() => void database.close());
  const failed = (code: string): Error => Object.assign(new Error(code), { code });
  const codes = ['SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE', 'SQLITE_IOERR_FSYNC', 'SQLITE_FULL'];
  expect(codes.map((code) => isFull(failed(code)))).toEqual([false, false, false, true]);
  expect(() => writeFileSync(join(folder, 'filler'), Buffer.alloc(5_000_000))).toThrow('ENOSPC');
  expect(codes.map((code) => isFull(failed(code)))).toEqual([true, true, false, true]);
  rmSync(join(folder, 'filler'));
  expect(isFull(failed('SQLITE_IOERR_WRITE'))).toBe(false);
});
