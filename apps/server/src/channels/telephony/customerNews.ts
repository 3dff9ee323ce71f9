import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

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

/** Tells each caller of a change once. The returned function looks; it is called after each commit. */
export function createCustomerNews(read: <T>(reader: (state: DeskState) => T) => T, tell: (news: News) => void) {
  let told = new Map<InteractionId, string>();
  return (): void => {
    if (told.size === 0 && read(({ calls }) => calls.size === 0)) return;
    const now = new Map<InteractionId, string>();
    for (const news of read(newsOf)) {
      const text = JSON.stringify(news);
      now.set(news.callId, text);
      if (told.get(news.callId) !== text) tell(news);
    }
    told = now;
  };
}
