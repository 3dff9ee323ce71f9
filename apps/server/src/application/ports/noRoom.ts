import { constants } from 'node:os';

/** Node has no name for a quota that is used up (EDQUOT), only the number of the system, negative. */
const QUOTA_USED_UP = -constants.errno.EDQUOT;

/** Whether a call of the file system failed because the disk is full, or the quota of this user is used up. */
export function isNoRoom(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === 'ENOSPC') || ('errno' in error && error.errno === QUOTA_USED_UP);
}
