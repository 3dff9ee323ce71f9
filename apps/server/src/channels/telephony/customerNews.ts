import type { AgentId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';

import { type DeskState, faceInCall } from '../../application/telephony/callDoor.ts';
import type { CallOrder } from './callControl.ts';

type News = Extract<CallOrder, { type: 'news' }>;

/**
 * What callers should know: it rings for them somewhere, they wait at this place of their queue, counted from 1 over those for
 * whom it rings nowhere, or who it is they talk with from a page of ours [20]. Nothing of whom something is played to, or who is
 * being joined.
 */
export function newsOf(state: DeskState): readonly News[] {
  return [...waitingIn(state), ...talkingIn(state)];
}

const talkingIn = (state: DeskState): readonly News[] =>
  [...state.calls].flatMap((callId): News[] => {
    const agent = faceInCall(state, callId);
    return agent?.name === undefined ? [] : [{ type: 'news', callId, stage: 'talking', place: undefined, agent }];
  });

function waitingIn(state: DeskState): readonly News[] {
  const queues = new Set([...state.calls].flatMap((id) => state.interactions.get(id)?.queueId ?? []));
  return [...queues].flatMap((queueId) => {
    let place = 0;
    return [...(state.queues.get(queueId)?.arrivals ?? [])].flatMap(({ id: callId, state: is, call }): News[] => {
      if (call?.direction !== 'in' || call.action !== undefined) return [];
      if (is === 'offered') return [{ type: 'news', callId, stage: 'ringing', place: undefined }];
      place += 1;
      return [{ type: 'news', callId, stage: 'waiting', place }];
    });
  });
}

/** What a commit has changed, as far as callers may hear of it. */
export interface Touched {
  readonly agents: ReadonlySet<AgentId>;
  readonly queues: ReadonlySet<QueueId>;
  readonly interactions: ReadonlySet<InteractionId>;
}

/** Whether callers may have to hear of it: it is about a call, a queue of calls, or somebody who has one of a page of ours. */
function concernsCallers(
  state: DeskState,
  { agents, queues, interactions }: Touched,
  told: ReadonlyMap<InteractionId, string>,
) {
  for (const id of interactions) if (state.calls.has(id) || told.has(id)) return true;
  for (const id of queues) if (state.queues.get(id)?.settings.call !== null) return true;
  for (const callId of told.keys()) {
    const { ownerId, call } = state.interactions.get(callId) ?? {};
    if (call?.via === 'web' && ownerId !== undefined && agents.has(ownerId)) return true;
  }
  return false;
}

/** Tells each caller of a change once. The returned function looks at a commit; what concerns no caller costs next to nothing. */
export function createCustomerNews(read: <T>(reader: (state: DeskState) => T) => T, tell: (news: News) => void) {
  let told = new Map<InteractionId, string>();
  return (touched: Touched): void => {
    const all = read((state) =>
      (told.size > 0 || state.calls.size > 0) && concernsCallers(state, touched, told) ? newsOf(state) : undefined,
    );
    if (all === undefined) return;
    const now = new Map<InteractionId, string>();
    for (const news of all) {
      const text = JSON.stringify(news);
      now.set(news.callId, text);
      if (told.get(news.callId) !== text) tell(news);
    }
    told = now;
  };
}
