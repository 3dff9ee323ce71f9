import { afterEach } from 'vitest';

import { openStore } from '../../storage/openStore.ts';
import type { FailpointName } from '../ports/journal.ts';
import type { Store } from '../ports/store.ts';
import { silentLog, type TinyEvent } from './tinyEngine.ts';

const stores: Store<TinyEvent>[] = [];

/** A store in memory for the tiny engine; closed after the test. */
export async function store(failpoints: (name: FailpointName) => void = () => {}): Promise<Store<TinyEvent>> {
  const opened = await openStore<TinyEvent>({ root: ':memory:', wall: () => 1, log: silentLog, failpoints });
  stores.push(opened);
  return opened;
}

afterEach(async () => {
  for (const opened of stores.splice(0)) await opened.close();
});
