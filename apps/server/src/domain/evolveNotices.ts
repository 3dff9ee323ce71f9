import type { Notice } from '@ringdesk/shared/model/notice.ts';
import type { CenterEvent } from './centerEvents.ts';
import type { State } from './state.ts';

/** The memory of notices [48]: those nobody has seen yet, oldest first. */
export function evolveNotices(state: State, event: Extract<CenterEvent, { type: `notice.${string}` }>): void {
  if (event.type === 'notice.seen') {
    state.notices.delete(event.noticeId);
    return;
  }
  const { noticeId: id, agentId, at, about: interactionId, content, cap, outage } = event;
  state.notices.set(id, {
    id,
    agentId,
    at,
    ...(interactionId !== undefined && { interactionId }),
    text: content?.text ?? '',
    ...(cap && { cap }),
    ...(outage && { outage }),
  });
  const capped = cap && state.agents.get(cap.agentId);
  if (capped) capped.capTold = { ...capped.capTold, [cap.per]: at };
}

/** Notices somebody has not seen, oldest first. */
export function noticesOf(state: State, agentId: Notice['agentId']): Notice[] {
  return [...state.notices.values()].filter((notice) => notice.agentId === agentId);
}
