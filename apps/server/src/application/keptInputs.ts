import type { Actor, Input } from '../domain/inputs.ts';
import { lookUpFor } from '../domain/recall.ts';
import type { DeskEngine } from './deskEngine.ts';
import type { Store } from './ports/store.ts';

/**
 * The input with what the store keeps of the closed interaction it is about, looked up right before it is submitted: the
 * core forgets what is closed. What is open is remembered and costs no look-up.
 */
export async function withKept<I extends Input>(
  engine: DeskEngine,
  store: Pick<Store<never>, 'kept'>,
  actor: Actor,
  input: I,
): Promise<I> {
  const lookUp = engine.read((state) => lookUpFor(state, actor, input));
  const kept = await (lookUp && store.kept.find(lookUp));
  return kept === undefined ? input : { ...input, kept };
}
