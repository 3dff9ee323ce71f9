import type { ChannelId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

import type { SectionKey } from './sections.ts';

export type View = 'mine' | 'waiting' | 'all';

export interface Filters {
  readonly channelIds: readonly ChannelId[];
  readonly queueIds: readonly QueueId[];
  readonly mentionsOnly: boolean;
  /** [35] Marked as unanswered. */
  readonly unansweredOnly?: boolean;
  /** [46, 47] A reply is overdue. */
  readonly overdueOnly?: boolean;
}

export const NO_FILTERS: Filters = { channelIds: [], queueIds: [], mentionsOnly: false };

/** How the list is looked at. Kept outside the components, so that a visit to the settings does not lose it. */
export interface InboxView {
  readonly view: View;
  readonly query: string;
  readonly filters: Filters;
  readonly folded: readonly SectionKey[];
}

export const inboxView = createStore<InboxView>(() => ({ view: 'mine', query: '', filters: NO_FILTERS, folded: [] }));

export const useInboxView = (): InboxView => useStore(inboxView);

export const setInboxView = (change: Partial<InboxView>): void => inboxView.setState(change);

export function toggleFold(key: SectionKey): void {
  const { folded } = inboxView.getState();
  inboxView.setState({ folded: folded.includes(key) ? folded.filter((each) => each !== key) : [...folded, key] });
}

export const countOf = ({ channelIds, queueIds, mentionsOnly, unansweredOnly, overdueOnly }: Filters): number =>
  channelIds.length + queueIds.length + [mentionsOnly, unansweredOnly, overdueOnly].filter((on) => on === true).length;
