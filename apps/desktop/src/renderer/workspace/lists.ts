import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';

import { type Ranked, SortedIds } from './sortedIds.ts';

/**
 * The lists of the inbox (desk 2.1). Each is kept sorted while updates arrive, so that showing one costs nothing.
 *
 * - `calls`: mine and on the line, being joined or joined; the first one first.
 * - `needsReply`: mine, with an unanswered customer message; longest waiting first.
 * - `waitingForCustomer`: mine, answered; latest activity first.
 * - `ended`: mine, and the customer said that it is over: to be closed; the first one first.
 * - `wrapUp`: mine, in wrap-up; first to end first.
 * - `parked`: mine; first to wake first.
 * - `closed`: closed, and mine before that; latest first.
 * - `waiting`: queued, offered or connecting, whoever it rings at; priority, then arrival (section 13).
 * - `voicemail`: messages of callers in my sight whom nobody has called back [61]; longest waiting first.
 * - `rings`: offered to colleagues and not to me; oldest ring first.
 * - `mentions`: where a note mentions me and I have not looked since; latest first.
 * - `all`: everything open in my sight; latest activity first.
 */
export const listNames = [
  'calls',
  'needsReply',
  'waitingForCustomer',
  'ended',
  'wrapUp',
  'parked',
  'closed',
  'waiting',
  'voicemail',
  'rings',
  'mentions',
  'all',
] as const;
export type ListName = (typeof listNames)[number];

export type Lists = Readonly<Record<ListName, SortedIds<InteractionId>>>;

interface Place {
  readonly list: ListName;
  readonly rank: number;
}

/** Larger than any instant, so that priority decides before arrival. */
const PRIORITY_STEP = 1e14;

/** In which lists an interaction stands, and where. */
export function placesOf(interaction: Interaction, me: AgentId): readonly Place[] {
  const places: Place[] = [];
  const mine = ownPlace(interaction, me);
  if (mine !== undefined) places.push(mine);
  if (interaction.state === 'queued' || interaction.state === 'offered' || interaction.state === 'connecting') {
    places.push({ list: 'waiting', rank: (9 - interaction.priority) * PRIORITY_STEP + interaction.arrivedAt });
  }
  if (interaction.state === 'offered' && !interaction.offeredTo.includes(me))
    places.push({ list: 'rings', rank: interaction.since });
  if (isUnreturnedMessage(interaction)) places.push({ list: 'voicemail', rank: interaction.since });
  if (interaction.mentioned.includes(me)) places.push({ list: 'mentions', rank: -interaction.lastAt });
  if (interaction.state !== 'closed') places.push({ list: 'all', rank: -interaction.lastAt });
  return places;
}

const isUnreturnedMessage = ({ state, call }: Interaction): boolean =>
  state === 'closed' &&
  call?.end?.outcome === 'voicemail' &&
  call.calledBackAt === undefined &&
  call.settledAt === undefined;

function ownPlace(interaction: Interaction, me: AgentId): Place | undefined {
  switch (interaction.state) {
    case 'connecting':
      // A chat is joined in the same moment; a call takes as long as the phones do.
      return interaction.medium === 'call' && interaction.agentId === me
        ? { list: 'calls', rank: interaction.since }
        : undefined;
    case 'active':
      if (interaction.ownerId !== me) return undefined;
      if (interaction.medium === 'call') return { list: 'calls', rank: interaction.since };
      if (interaction.customerLeft === true) return { list: 'ended', rank: interaction.lastAt };
      return interaction.unansweredSince === undefined
        ? { list: 'waitingForCustomer', rank: -interaction.lastAt }
        : { list: 'needsReply', rank: interaction.unansweredSince };
    case 'wrapUp':
      return interaction.ownerId === me ? { list: 'wrapUp', rank: interaction.until } : undefined;
    case 'parked':
      return interaction.ownerId === me ? { list: 'parked', rank: interaction.until } : undefined;
    case 'closed':
      return interaction.lastOwnerId === me ? { list: 'closed', rank: -interaction.since } : undefined;
    default:
      return undefined;
  }
}

export function listsOf(interactions: Iterable<Interaction>, me: AgentId): Lists {
  const entries = Object.fromEntries(listNames.map((name) => [name, [] as Ranked<InteractionId>[]])) as Record<
    ListName,
    Ranked<InteractionId>[]
  >;
  for (const interaction of interactions) {
    for (const { list, rank } of placesOf(interaction, me)) entries[list].push({ id: interaction.id, rank });
  }
  return Object.fromEntries(listNames.map((name) => [name, SortedIds.from(entries[name])])) as unknown as Lists;
}

/** The lists after one interaction changed from `before` to `after`; either may be missing. */
export function moveInLists(
  lists: Lists,
  before: Interaction | undefined,
  after: Interaction | undefined,
  me: AgentId,
): Lists {
  const old = before === undefined ? [] : placesOf(before, me);
  const now = after === undefined ? [] : placesOf(after, me);
  const same = (a: Place, b: Place): boolean => a.list === b.list && a.rank === b.rank;
  const left = old.filter((place) => !now.some((other) => same(place, other)));
  const entered = now.filter((place) => !old.some((other) => same(place, other)));
  if (left.length === 0 && entered.length === 0) return lists;
  const next: Record<ListName, SortedIds<InteractionId>> = { ...lists };
  if (before !== undefined) for (const { list, rank } of left) next[list] = next[list].remove({ id: before.id, rank });
  if (after !== undefined) for (const { list, rank } of entered) next[list] = next[list].add({ id: after.id, rank });
  return next;
}
