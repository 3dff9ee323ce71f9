import { StorageFull } from '../application/ports/tables.ts';
import { isFull } from './database.ts';

/** Runs a write of the ordinary tables; a full disk becomes the StorageFull of the ports. */
export function guardedWrite<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw isFull(error) ? new StorageFull('no room on the disk', { cause: error }) : error;
  }
}

/** {@link guardedWrite} for a statement that is run asynchronously. */
export async function guardedWriteAsync<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw isFull(error) ? new StorageFull('no room on the disk', { cause: error }) : error;
  }
}
