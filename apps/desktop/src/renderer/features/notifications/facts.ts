import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Update } from '@ringdesk/shared/protocol/updates.ts';
import { WAITING_BREACH_MS } from '@ringdesk/shared/rules/waiting.ts';

import type { Mirror } from '../../workspace/mirror.ts';
import type { Fact } from './notify.ts';

/** What a batch of updates means for the person: messages and mentions. Offers are facts of the state, see the notifier. */
export function factsOf(updates: readonly Update[], before: Mirror, after: Mirror): readonly Fact[] {
  const ids = updates.flatMap((update) => {
    if (update.kind === 'interaction.put') return [update.interaction.id];
    return update.kind === 'transcript.line' ? [update.line.interactionId] : [];
  });
  return [...new Set(ids)].flatMap((id): readonly Fact[] => {
    const interaction = after.interactions.get(id);
    return interaction === undefined ? [] : changesOf(before.interactions.get(id), interaction, after);
  });
}

function changesOf(before: Interaction | undefined, after: Interaction, mirror: Mirror): readonly Fact[] {
  const facts: Fact[] = [];
  const interactionId = after.id;
  const mine = 'ownerId' in after && after.ownerId === mirror.me;
  const wasMine = before !== undefined && 'ownerId' in before && before.ownerId === mirror.me;
  // What was written before it became mine was announced by its offer.
  if (mine && wasMine && after.lastCustomerSeq > before.lastCustomerSeq)
    facts.push({ kind: 'message', interactionId, byMe: false });
  const mentioned = after.mentioned.includes(mirror.me) && before?.mentioned.includes(mirror.me) !== true;
  if (mentioned && before !== undefined) facts.push({ kind: 'mention', interactionId, byMe: false });
  return facts;
}

const SOON_MS = 30_000;

/** Facts of the clock: mine that pass their target within 30 s, and queues that have passed it. `told`: once each. */
export function timeFacts(
  mirror: Mirror,
  now: number,
  told: ReadonlySet<string>,
): readonly { readonly fact: Fact; readonly key: string }[] {
  const facts: { readonly fact: Fact; readonly key: string }[] = [];
  for (const id of mirror.lists.needsReply) {
    const interaction = mirror.interactions.get(id);
    const since = interaction?.unansweredSince;
    // Sorted by waiting time: the first that is not near ends the walk.
    if (since === undefined || since + WAITING_BREACH_MS - SOON_MS > now) break;
    const key = `target ${id} ${since}`;
    if (since + WAITING_BREACH_MS > now && !told.has(key))
      facts.push({ fact: { kind: 'targetNear', interactionId: id }, key });
  }
  const me = mirror.agents.get(mirror.me);
  for (const queue of me === undefined || me.role === 'agent' ? [] : mirror.queues.values()) {
    const sees = me?.role === 'admin' || me?.supervises.includes(queue.id) === true;
    const since = queue.oldestWaitingSince;
    const key = `queue ${queue.id} ${since}`;
    if (sees && since !== undefined && now - since >= WAITING_BREACH_MS && !told.has(key))
      facts.push({ fact: { kind: 'queueAlert', queueId: queue.id }, key });
  }
  return facts;
}
