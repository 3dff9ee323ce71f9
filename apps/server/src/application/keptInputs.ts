import type { Actor, Input } from '../domain/inputs.ts';
import { consentLookUpFor } from '../domain/consent.ts';
import { lookUpFor } from '../domain/recall.ts';
import type { DeskEngine } from './deskEngine.ts';
import type { Store } from './ports/store.ts';

/**
 * The input with what the store keeps of the closed interaction it is about, looked up right before it is submitted: the
 * core forgets what is closed. What is open is remembered and costs no look-up. With a message that may begin a
 * conversation comes the consent that the customer has given [32].
 */
export async function withKept<I extends Input>(
  engine: DeskEngine,
  store: Pick<Store<never>, 'kept' | 'consents'>,
  actor: Actor,
  input: I,
): Promise<I> {
  const lookUp = engine.read((state) => lookUpFor(state, actor, input));
  const kept = lookUp && (await store.kept.find(lookUp));
  const wanted = engine.read((state) => consentLookUpFor(state, actor, input));
  const consent = wanted && (await store.consents.newest(wanted));
  if (kept === undefined && consent === undefined) return input;
  return { ...input, ...(kept !== undefined && { kept }), ...(consent !== undefined && { consent }) };
}
