import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

import type { HttpReply } from './http.ts';

export type ServerFacts = HttpReply<'GET /api/state'>;

const store = createStore<{ readonly facts: ServerFacts | undefined }>(() => ({ facts: undefined }));

/** Written by the session when the server has answered. */
export function setServerFacts(facts: ServerFacts | undefined): void {
  store.setState({ facts });
}

/** What the server last said of itself; undefined while it has not answered. */
export function useServerFacts(): ServerFacts | undefined {
  return useStore(store, ({ facts }) => facts);
}
