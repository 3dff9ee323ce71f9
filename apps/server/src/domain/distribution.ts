import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Candidate, IneligibleReason, OfferWhy, Trace } from '@ringdesk/shared/model/trace.ts';
import { DECLINE_COOLDOWN } from './deadlines.ts';
import { compareText } from './orderedSet.ts';
import type { InteractionRecord } from './records.ts';
import type { Roster, Seat } from './roster.ts';
import type { QueueRecord } from './state.ts';

/** Reasons of members kept with a decision; the rest is recomputed on demand. */
const REASONS_KEPT = 50;

/** What the choice depends on: the queue's settings and members, and what the interaction has been through. */
export interface Search {
  readonly settings: QueueSettings;
  readonly version: number;
  readonly roster: Roster;
  readonly interaction: Pick<
    InteractionRecord,
    'pass' | 'tried' | 'declined' | 'cooling' | 'excludedAgentId' | 'offers'
  >;
}

/** The search for somebody to take this interaction, as it stands. */
export function searchOf(queue: QueueRecord, interaction: InteractionRecord): Search {
  return { settings: queue.settings, version: queue.version, roster: queue.roster, interaction };
}

/**
 * `offer`: ring these seats, best first. `cool`: the only ones left have just declined; let them be until then.
 * `nobody`: it waits.
 */
export type Choice =
  | {
      readonly kind: 'offer';
      readonly pass: number;
      readonly seats: readonly Seat[];
      readonly runnerUp: Seat | undefined;
      readonly eligible: number;
    }
  | { readonly kind: 'cool'; readonly agents: readonly { readonly agentId: AgentId; readonly until: Instant }[] }
  | { readonly kind: 'nobody' };

/**
 * Why this interaction may not ring at this member now; undefined: eligible. `restart`: seen from the next pass, in
 * which nobody was tried yet and whoever sent it here may be rung as well.
 */
export function reasonAgainst(search: Search, seat: Seat, restart = false): IneligibleReason | undefined {
  if (seat.reason !== undefined) return seat.reason;
  const { interaction } = search;
  const { id } = seat.agent;
  for (const offer of interaction.offers.values()) if (offer.agentId === id) return 'alreadyOffered';
  if (interaction.cooling.has(id)) return 'coolingDown';
  if (restart) return undefined;
  if (interaction.tried.has(id)) return 'triedInThisPass';
  return interaction.excludedAgentId === id ? 'excluded' : undefined;
}

/**
 * Who is rung next [13–15]. Nobody twice in a pass while an eligible member was not tried; then the passes start again
 * from the top. Cost O(log n + tried); with "to all" O(members rung).
 */
export function choose(search: Search, now: Instant): Choice {
  const { interaction } = search;
  const first = pick(search, false);
  if (first) return { kind: 'offer', pass: interaction.pass, ...first };
  // Somebody was tried, so whoever is ready and was tried (or sent it here) makes the next pass.
  if (interaction.tried.size === 0) return { kind: 'nobody' };
  const again = pick(search, true);
  if (!again) return { kind: 'nobody' };
  const cool = whoDeclined(search, again, now);
  return cool.length > 0 ? { kind: 'cool', agents: cool } : { kind: 'offer', pass: interaction.pass + 1, ...again };
}

interface Picked {
  readonly seats: readonly Seat[];
  readonly runnerUp: Seat | undefined;
  readonly eligible: number;
}

function pick(search: Search, restart: boolean): Picked | undefined {
  const toAll = search.settings.distribution === 'toAll';
  const seats: Seat[] = [];
  for (const seat of search.roster.ready) {
    if (reasonAgainst(search, seat, restart) !== undefined) continue;
    seats.push(seat);
    if (!toAll && seats.length === 2) break;
  }
  const [winner, runnerUp] = seats;
  if (!winner) return undefined;
  if (toAll) return { seats, runnerUp: undefined, eligible: seats.length };
  return { seats: [winner], runnerUp, eligible: search.roster.ready.size - [...barred(search, restart)].length };
}

/** Ready members who may not be rung for this interaction. */
function* barred(search: Search, restart: boolean): Generator<{ seat: Seat; reason: IneligibleReason }> {
  const { interaction, roster } = search;
  const ids = new Set<AgentId>([...interaction.tried, ...interaction.cooling.keys()]);
  if (interaction.excludedAgentId !== undefined) ids.add(interaction.excludedAgentId);
  for (const offer of interaction.offers.values()) ids.add(offer.agentId);
  for (const id of ids) {
    const seat = roster.seats.get(id);
    if (!seat || seat.reason !== undefined) continue;
    const reason = reasonAgainst(search, seat, restart);
    if (reason !== undefined) yield { seat, reason };
  }
}

/**
 * A lone member who declined gets a rest before the next pass; so does a whole round of "to all" in which everybody
 * did (section 13, Strict order).
 */
function whoDeclined(search: Search, again: Picked, now: Instant): { agentId: AgentId; until: Instant }[] {
  const { interaction, settings } = search;
  const lone = settings.distribution === 'toAll' || again.eligible === 1;
  if (!lone) return [];
  const declined = again.seats.flatMap(({ agent }) => {
    const until = (interaction.declined.get(agent.id) ?? -Infinity) + DECLINE_COOLDOWN;
    return until > now ? [{ agentId: agent.id, until }] : [];
  });
  return declined.length === again.seats.length ? declined : [];
}

/** The words of "why you" for one seat of a choice. */
export function whyOf(search: Search, choice: Extract<Choice, { kind: 'offer' }>, seat: Seat): OfferWhy {
  const candidates = choice.eligible;
  switch (search.settings.distribution) {
    case 'evenly':
      return { rule: 'evenly', load: seat.load, candidates, tie: tieOf(seat, choice.runnerUp) };
    case 'strict': {
      const { position } = seat;
      const tried = triedBefore(search, choice.pass, position);
      return { rule: 'strict', position: position + 1, candidates, skipped: position, ...(tried > 0 && { tried }) };
    }
    case 'toAll':
      return { rule: 'toAll', candidates };
  }
}

/** How many members before this place were offered it in this pass already; whoever left the queue since is none. */
function triedBefore({ interaction, roster }: Search, pass: number, position: number): number {
  if (pass > interaction.pass) return 0;
  const places = [...interaction.tried].map((id) => roster.seats.get(id)?.position ?? Infinity);
  return places.filter((place) => place < position).length;
}

function tieOf(winner: Seat, runnerUp: Seat | undefined): 'none' | 'longestSinceOffer' | 'order' {
  if (!runnerUp || runnerUp.load > winner.load) return 'none';
  return runnerUp.lastOfferAt === winner.lastOfferAt ? 'order' : 'longestSinceOffer';
}

/** What is kept of a decision: winner, runner-up, the count per reason and the first reasons in the queue's order. */
export function traceOf(search: Search, choice: Choice, now: Instant): Trace {
  const restart = choice.kind === 'offer' && choice.pass > search.interaction.pass;
  const own = [...barred(search, restart)];
  const counts = new Map<IneligibleReason, number>();
  for (const [reason, count] of search.roster.counts) if (count > 0) counts.set(reason, count);
  for (const { reason } of own) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const reasons: { seat: Seat; reason: IneligibleReason }[] = own;
  let kept = 0;
  for (const seat of search.roster.unready) {
    if (seat.reason !== undefined) reasons.push({ seat, reason: seat.reason });
    if (++kept === REASONS_KEPT) break;
  }
  reasons.sort((a, b) => a.seat.position - b.seat.position || compareText(a.reason, b.reason));
  const offer = choice.kind === 'offer' ? choice : undefined;
  const single = offer && search.settings.distribution !== 'toAll' ? offer.seats[0] : undefined;
  return {
    decidedAt: now,
    distribution: search.settings.distribution,
    settingsVersion: search.version,
    pass: offer?.pass ?? search.interaction.pass,
    ...(single && { winner: candidateOf(single) }),
    ...(offer?.runnerUp && { runnerUp: candidateOf(offer.runnerUp) }),
    eligible: offer?.eligible ?? 0,
    counts: Object.fromEntries(counts),
    reasons: reasons.slice(0, REASONS_KEPT).map(({ seat, reason }) => ({ agentId: seat.agent.id, reason })),
  };
}

function candidateOf(seat: Seat): Candidate {
  return {
    agentId: seat.agent.id,
    load: seat.load,
    ...(seat.lastOfferAt >= 0 && { lastOfferAt: seat.lastOfferAt }),
    position: seat.position + 1,
  };
}
