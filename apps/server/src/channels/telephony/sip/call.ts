import type { CallEnd, ListenMode } from '@ringdesk/shared/model/call.ts';
import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { AgentFace } from '@ringdesk/shared/protocol/visitor.ts';

import type { CallFact, CustomerStage, Party } from '../callControl.ts';
import type { MediaAnchor, MediaKind, MediaParty } from '../callMedia.ts';
import type { Exchange } from './flow.ts';
import type { Dialled, Leg } from './leg.ts';
import type { Registrar } from './registrar.ts';

/** How often every leg is asked whether its peer still knows it. */
export const PROBE_MS = 20_000;

/** What whoever has to do with calls needs. */
export interface CallParts {
  readonly exchange: Exchange;
  readonly registrar: Registrar;
  /** Where there is no media server, SDP passes through it untouched. */
  readonly media: () => MediaAnchor;
  readonly report: (fact: CallFact) => void;
  /** The customer was asked for a rating, and nobody is on the call any more. */
  readonly rated: (call: Call) => void;
  /** Calls somebody over a trunk; undefined: it does not exist, is full, or the number cannot be dialled. */
  readonly dialTrunk: (to: Extract<Party, { kind: 'outside' }>, dialling: TrunkDialling) => Dialled | undefined;
}

export interface TrunkDialling {
  readonly sdp: string | undefined;
  readonly hops: number;
  readonly callId: InteractionId;
  readonly ringing: (sdp: string | undefined) => void;
}

/** Somebody the agent asks while the customer waits. */
export interface ConsultLegs {
  readonly asker: Leg;
  readonly agentId: AgentId;
  readonly party: Party;
  /** Its media are a call of their own. */
  readonly mediaId: InteractionId;
  other: Leg | undefined;
}

export interface Listener {
  readonly mode: ListenMode;
  readonly leg: Leg;
  /** Where the owner's softphone mixes: the leg to it. */
  mixer: Leg | undefined;
  /** Ends what the media server sends them. */
  stop: (() => void) | undefined;
}

export interface Permission {
  readonly agentId: AgentId;
  readonly role: 'talk' | 'consult';
  readonly to: Party;
  readonly until: Instant;
}

export interface RingingPhone {
  readonly leg: Leg;
  readonly agentId: AgentId;
  /** It was offered a session; else it makes the offer, and is joined by another. */
  readonly offered: boolean;
  state: 'ringing' | 'pickedUp';
}

/** What the customer is told of their call. */
export interface CustomerNews {
  readonly stage: CustomerStage;
  readonly place?: number | undefined;
  readonly agent?: AgentFace | undefined;
}

/** One call and all its legs. */
export interface Call {
  readonly id: InteractionId;
  /** Media run over the media server. Settled when the call begins. */
  readonly anchored: boolean;
  /** Who is shown to agents: the far end's number, and their name. */
  readonly shown: { readonly user: string; readonly name: string };
  /** What is left of the hops of the INVITE that began it. */
  readonly hops: number;
  /** The customer's page understands what it is told of the call (see {@link CustomerStage}). */
  readonly told: boolean;
  /** What the customer was told last, and when, on the exchange's clock. */
  news: (CustomerNews & { readonly at: number }) | undefined;
  customer: Leg | undefined;
  /** In the agent's place: them, or somebody outside where the customer was sent on (then without `agentId`). */
  agent: { readonly leg: Leg; readonly agentId: AgentId | undefined } | undefined;
  /** The media server knows an agent's side already: the next one takes its place. */
  hadAgent: boolean;
  /** What would connect somebody, now; ends with it. */
  attempt: { readonly legs: Set<Leg>; readonly agentId: AgentId | undefined } | undefined;
  /** A colleague accepted before the caller's own INVITE was here. */
  awaited: AgentId | undefined;
  consult: ConsultLegs | undefined;
  readonly listeners: Map<AgentId, Listener>;
  readonly phones: Set<RingingPhone>;
  /** The agent has the customer on hold. */
  held: boolean;
  /** The page with the agent's softphone is gone, and expected back; `stop` expects it no longer. */
  away: { readonly stop: () => void } | undefined;
  /** What the customer is asked once their agent hangs up; `stop`: they are being asked, and nobody else is on the call. */
  rating: { readonly language: string; readonly stop?: () => void } | undefined;
  /** Queue music, or null for the product's own; what hold plays, too. */
  musicFile: string | null;
  over: boolean;
}

export function newCall(
  id: InteractionId,
  begun: Pick<Call, 'anchored' | 'shown' | 'hops'> & Partial<Pick<Call, 'customer' | 'told'>>,
): Call {
  return {
    id,
    anchored: begun.anchored,
    shown: begun.shown,
    hops: begun.hops,
    told: begun.told ?? false,
    news: undefined,
    customer: begun.customer,
    agent: undefined,
    hadAgent: false,
    attempt: undefined,
    awaited: undefined,
    consult: undefined,
    listeners: new Map(),
    phones: new Set(),
    held: false,
    away: undefined,
    rating: undefined,
    musicFile: null,
    over: false,
  };
}

/** Which way SDP goes, and between which kinds of media. */
export interface Way {
  readonly mediaId: InteractionId;
  readonly anchored: boolean;
  readonly from: MediaParty;
  readonly to: MediaParty;
  readonly fromKind: MediaKind;
  readonly toKind: MediaKind;
}

/** An offer as the other side shall see it. Rejects where the media server fails. */
export function passOffer(parts: CallParts, way: Way, sdp: string, replaces = false): Promise<string> {
  if (!way.anchored) return Promise.resolve(sdp);
  return parts.media().offer(way.mediaId, {
    from: way.from,
    to: way.to,
    sdp,
    fromKind: way.fromKind,
    toKind: way.toKind,
    replaces,
  });
}

/** The answer to it, as the one who offered shall see it. */
export function passAnswer(parts: CallParts, way: Way, sdp: string): Promise<string> {
  if (!way.anchored) return Promise.resolve(sdp);
  return parts
    .media()
    .answer(way.mediaId, { from: way.from, to: way.to, sdp, fromKind: way.fromKind, toKind: way.toKind });
}

export const legsOf = (call: Call): readonly Leg[] =>
  [
    call.customer,
    call.agent?.leg,
    call.consult?.asker,
    call.consult?.other,
    ...[...call.listeners.values()].flatMap(({ leg, mixer }) => [leg, mixer]),
    ...[...call.phones].map(({ leg }) => leg),
    ...(call.attempt?.legs ?? []),
  ].filter((leg) => leg !== undefined);

/** Ends what would connect somebody, without a fact. */
export function stopAttempt(call: Call, reason?: string): void {
  const { attempt } = call;
  call.attempt = undefined;
  for (const leg of attempt?.legs ?? []) leg.end(reason === undefined ? {} : { reason });
}

/** How a caller who is not answered is told why (RFC 3261, 21.4). */
const statusOf = (because: 'hangUp' | 'failed' | 'lost', busy: boolean): number =>
  busy ? 486 : because === 'hangUp' ? 480 : 503;

/** Ends every leg of the call and reports its end, once. Where a customer is still asked for a rating, that ends, too. */
export function endCall(
  parts: CallParts,
  call: Call,
  by: CallEnd['by'],
  because: 'hangUp' | 'failed' | 'lost',
  busy = false,
): void {
  if (call.over) return call.rating?.stop?.();
  endForAll(parts, call, undefined, statusOf(because, busy));
  forgetMedia(parts, call.id);
  parts.report({ type: 'ended', callId: call.id, by, because });
}

/** Ends every leg but this one. */
export function endForAll(parts: CallParts, call: Call, but: Leg | undefined, status: number): void {
  call.over = true;
  for (const leg of new Set(legsOf(call))) if (leg !== but) leg.end({ status });
  for (const [agentId, listener] of call.listeners) {
    listener.stop?.();
    parts.report({ type: 'listening', callId: call.id, agentId, mode: listener.mode, on: false });
  }
  call.listeners.clear();
  call.phones.clear();
  if (call.consult !== undefined) forgetMedia(parts, call.consult.mediaId);
}

/** The media server may let go of this. */
export function forgetMedia(parts: CallParts, mediaId: InteractionId): void {
  parts
    .media()
    .end(mediaId)
    .catch(() => parts.exchange.noted('mediaFailed'));
}
