/**
 * What screens read. Each hook re-renders its component only when the thing it returns has changed; `undefined` means
 * not known (yet, or any more). Time: `useNow` of `clock.ts`.
 *
 *   useMe() useAgent(id) useAgents() useDepartments() useReasons() useIdleRule() useQueue(id) useQueues() useChannel(id) useChannels()
 *   useBots()
 *   useInteraction(id)           one interaction, with my commands on their way already in it
 *   useList(name)                ids of a list of the inbox, sorted: `.size`, `.at(i)`, `.slice(a, b)`, iterable
 *   useOffers() useEndedOffers() offers to me; those that ended in the last 8 s
 *   useRings(atMost)             what rings at colleagues and whether I may intercept it
 *   useTranscript(id)            lines on this device; ask for them with `connection/transcripts.ts`
 *   usePendingMessages(id)       my messages which are not in the transcript yet
 *   useTyping(id)                what the customer types now
 *   useComposing(id)             colleagues who write in it now
 *   useLink() useIsLive()        how the desk stands to its server
 *   usePreferences() useBadge() useOpenInteraction()
 */
import type { Agent, Department, IdleRule, PresenceReason } from '@ringdesk/shared/model/agent.ts';
import type { KnownBot } from '@ringdesk/shared/model/bot.ts';
import type { Channel } from '@ringdesk/shared/model/channel.ts';
import type { AgentId, ChannelId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Offer } from '@ringdesk/shared/model/offer.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import type { Preferences } from '@ringdesk/shared/model/preferences.ts';
import { useMemo } from 'react';
import { useStore } from 'zustand';

import { useNow } from './clock.ts';
import type { ListName } from './lists.ts';
import type { Mirror } from './mirror.ts';
import type { PendingMessage } from './pendingMessage.ts';
import { badgeCount, offersInOrder, ringsAtColleagues } from './selectors.ts';
import { SortedIds } from './sortedIds.ts';
import type { Table } from './table.ts';
import type { Transcript } from './transcript.ts';
import {
  type ColleagueWrites,
  type CustomerTyping,
  ENDED_OFFER_MS,
  type EndedOffer,
  type Link,
  workspace,
  type WorkspaceState,
} from './workspace.ts';

const NONE: readonly never[] = [];
const NO_IDS = SortedIds.from<InteractionId>([]);

/** Any part of the store; the selector must return something that stays the same while nothing changed. */
export function useWorkspace<T>(select: (state: WorkspaceState) => T): T {
  return useStore(workspace, select);
}

/** The mirror as a whole: re-renders with every update. Only for places that really depend on everything. */
export function useMirror(): Mirror | undefined {
  return useWorkspace((state) => state.mirror);
}

export function useMe(): Agent | undefined {
  return useWorkspace((state) => state.mirror?.agents.get(state.mirror.me));
}

export function useAgent(id: AgentId | undefined): Agent | undefined {
  return useWorkspace((state) => (id === undefined ? undefined : state.mirror?.agents.get(id)));
}

export function useAgents(): readonly Agent[] {
  return useSorted(useWorkspace((state) => state.mirror?.agents));
}

export function useDepartments(): readonly Department[] {
  return useSorted(useWorkspace((state) => state.mirror?.departments));
}

/** Whether, and after how long, who does not touch the desk is set aside; undefined: never. */
export const useIdleRule = (): IdleRule | undefined => useWorkspace((state) => state.mirror?.idle);

export function useReasons(): readonly PresenceReason[] {
  return useWorkspace((state) => state.mirror?.reasons ?? NONE);
}

export function useQueue(id: QueueId | undefined): Queue | undefined {
  return useWorkspace((state) => (id === undefined ? undefined : state.mirror?.queues.get(id)));
}

export function useQueues(): readonly Queue[] {
  return useSorted(useWorkspace((state) => state.mirror?.queues));
}

export function useChannel(id: ChannelId | undefined): Channel | undefined {
  return useWorkspace((state) => (id === undefined ? undefined : state.mirror?.channels.get(id)));
}

export function useBots(): readonly KnownBot[] {
  return useSorted(useWorkspace((state) => state.mirror?.bots));
}

export function useChannels(): readonly Channel[] {
  return useSorted(useWorkspace((state) => state.mirror?.channels));
}

export function useInteraction(id: InteractionId | undefined): Interaction | undefined {
  return useWorkspace((state) => (id === undefined ? undefined : state.mirror?.interactions.get(id)));
}

export function useList(name: ListName): SortedIds<InteractionId> {
  return useWorkspace((state) => state.mirror?.lists[name] ?? NO_IDS);
}

export function useOffers(): readonly Offer[] {
  const offers = useWorkspace((state) => state.mirror?.offers);
  return useMemo(() => {
    const { mirror } = workspace.getState();
    return offers === undefined || mirror === undefined ? NONE : offersInOrder({ ...mirror, offers });
  }, [offers]);
}

export function useEndedOffers(): readonly EndedOffer[] {
  const ended = useWorkspace((state) => state.endedOffers);
  const now = useNow();
  return useMemo(() => {
    const fresh = ended.filter((each) => now - each.at < ENDED_OFFER_MS);
    return fresh.length === 0 ? NONE : fresh;
  }, [ended, now]);
}

export function useRings(
  atMost: number,
): readonly { readonly interaction: Interaction; readonly mayIntercept: boolean }[] {
  const rings = useList('rings');
  const interactions = useWorkspace((state) =>
    state.mirror?.lists.rings.size === 0 ? undefined : state.mirror?.interactions,
  );
  const queues = useWorkspace((state) => state.mirror?.queues);
  return useMemo(() => {
    const { mirror } = workspace.getState();
    if (mirror === undefined || rings.size === 0 || interactions === undefined || queues === undefined) return NONE;
    return ringsAtColleagues(mirror, atMost);
  }, [rings, interactions, queues, atMost]);
}

export function useTranscript(id: InteractionId | undefined): Transcript | undefined {
  return useWorkspace((state) => (id === undefined ? undefined : state.transcripts.get(id)));
}

export function usePendingMessages(id: InteractionId | undefined): readonly PendingMessage[] {
  return useWorkspace((state) => (id === undefined ? NONE : (state.pendingMessages.get(id) ?? NONE)));
}

/** What the customer types; the connection clears it when it is sent, deleted, or a minute old. */
export function useTyping(id: InteractionId | undefined): CustomerTyping | undefined {
  return useWorkspace((state) => (id === undefined ? undefined : state.typing.get(id)));
}

/** Colleagues who write in the conversation now. */
export function useComposing(id: InteractionId): readonly ColleagueWrites[] {
  return useWorkspace((state) => state.composing.get(id) ?? NONE);
}

export function useLink(): Link {
  return useWorkspace((state) => state.link);
}

export function useIsLive(): boolean {
  return useWorkspace((state) => state.link.phase === 'live');
}

export function usePreferences(): Preferences {
  return useWorkspace((state) => state.preferences);
}

export function useBadge(): number {
  return useWorkspace((state) => (state.mirror === undefined ? 0 : badgeCount(state.mirror)));
}

export function useOpenInteraction(): InteractionId | undefined {
  return useWorkspace((state) => state.open);
}

/** Nouns with a name, in the order of the page's language. */
function useSorted<K extends string, V extends { readonly name: string }>(
  table: Table<K, V> | undefined,
): readonly V[] {
  return useMemo(() => {
    if (table === undefined) return NONE;
    const { compare } = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });
    return [...table.values()].toSorted((a, b) => compare(a.name, b.name));
  }, [table]);
}
