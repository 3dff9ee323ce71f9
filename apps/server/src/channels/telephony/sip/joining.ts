import type { MediaKind } from '../callMedia.ts';
import { type Call, type CallParts, passAnswer, passOffer, type Way } from './call.ts';
import { answering, directionOf } from './holding.ts';
import type { Leg, Reply } from './leg.ts';

/** The other end of a join: somebody to be called, or a leg which stands. */
export interface Peer {
  readonly kind: MediaKind;
  /** They are not called: their leg stands already. */
  readonly stands?: true;
  /** Offers them this session; undefined: they shall offer. */
  begin(offer: string | undefined): Promise<Begun>;
}

export type Begun =
  | { readonly ok: true; readonly leg: Leg; readonly reply: Extract<Reply, { ok: true }> }
  | { readonly ok: false; readonly because: 'noPhone' | 'noAnswer' | 'busy' | 'refused' | 'failed' };

const failed = { ok: false, because: 'failed' } as const;

/** A leg that stands already, as a peer: a new session is offered in its dialog. */
export function standingPeer(leg: Leg): Peer {
  return {
    kind: leg.flow.kind,
    stands: true,
    async begin(offer) {
      const reply = await leg.change(offer);
      return reply.ok ? { ok: true, leg, reply } : failed;
    },
  };
}

const ways = (call: Call, customer: Leg, peer: Peer): { readonly toPeer: Way; readonly toCustomer: Way } => {
  const common = { mediaId: call.id, anchored: call.anchored };
  return {
    toPeer: { ...common, from: 'customer', to: 'agent', fromKind: customer.flow.kind, toKind: peer.kind },
    toCustomer: { ...common, from: 'agent', to: 'customer', fromKind: peer.kind, toKind: customer.flow.kind },
  };
};

/**
 * Joins the customer with somebody: first, or in place of the one they talk with (telephony, sections 3 and 4).
 *
 * - A customer who waits is offered to the peer, whose answer is their 200.
 * - One with plain RTP at the media server hears nothing of it: their stored session is offered again, or answers the offer
 *   of a browser.
 * - Any other gets the peer's own offer in a re-INVITE ("push", RFC 3725, flow I): browsers take a new peer quickly only
 *   when it is they who answer.
 *
 * Never throws; after a failure the customer's leg is as it was, save that nobody may be at its other end.
 */
export async function join(parts: CallParts, call: Call, peer: Peer): Promise<Begun> {
  const { customer } = call;
  if (customer === undefined || customer.state === 'ended') return failed;
  let taken: Leg | undefined;
  const begin = async (offer: string | undefined): Promise<Begun> => {
    const begun = await peer.begin(offer);
    if (begun.ok) taken = begun.leg;
    return begun;
  };
  try {
    const early = customer.state === 'early';
    const stored = customer.sdp;
    const isStored = call.anchored && customer.flow.kind === 'plain';
    const answersTheirs = isStored && !early && call.hadAgent && peer.kind === 'webrtc' && peer.stands !== true;
    const begun = await (stored === undefined || !(early || isStored)
      ? push(parts, call, customer, peer, begin)
      : answersTheirs
        ? answerWithTheirs(parts, call, customer, stored, peer, begin)
        : offerTheirs(parts, call, customer, stored, peer, begin));
    if (!begun.ok && taken !== undefined) taken.end();
    return begun;
  } catch {
    parts.exchange.noted('joinFailed');
    taken?.end();
    return failed;
  }
}

async function offerTheirs(
  parts: CallParts,
  call: Call,
  customer: Leg,
  stored: string,
  peer: Peer,
  begin: Peer['begin'],
): Promise<Begun> {
  const { toPeer } = ways(call, customer, peer);
  const replaces = call.hadAgent;
  call.hadAgent = true;
  const begun = await begin(await passOffer(parts, toPeer, stored, replaces));
  if (!begun.ok) return begun;
  const { sdp } = begun.reply;
  begun.reply.ack();
  if (sdp === undefined || call.over) return failed;
  const answer = await passAnswer(parts, toPeer, sdp);
  if (customer.state === 'early') void customer.answer(answer);
  return begun;
}

/**
 * For a browser in the place of somebody the media server knows already, be it nobody but its own music. A browser that
 * answers begins with the encryption at once; before its answer is here the media server takes that for a word of whoever
 * was there before, and the two never hear each other.
 */
async function answerWithTheirs(
  parts: CallParts,
  call: Call,
  customer: Leg,
  stored: string,
  peer: Peer,
  begin: Peer['begin'],
): Promise<Begun> {
  const { toCustomer } = ways(call, customer, peer);
  const begun = await begin(undefined);
  if (!begun.ok) return begun;
  const { reply } = begun;
  if (reply.sdp === undefined || call.over) {
    reply.ack();
    return failed;
  }
  await passOffer(parts, toCustomer, reply.sdp, true);
  // Who comes back with the customer on hold keeps them there.
  const direction = directionOf(reply.sdp);
  const answer = direction === 'sendrecv' ? stored : answering(stored, direction);
  reply.ack(await passAnswer(parts, toCustomer, answer));
  return begun;
}

async function push(parts: CallParts, call: Call, customer: Leg, peer: Peer, begin: Peer['begin']): Promise<Begun> {
  const { toCustomer } = ways(call, customer, peer);
  const begun = await begin(undefined);
  if (!begun.ok) return begun;
  const { reply: theirs } = begun;
  const { sdp } = theirs;
  if (sdp === undefined || call.over) {
    theirs.ack();
    return failed;
  }
  const replaces = call.hadAgent;
  call.hadAgent = true;
  const offer = await passOffer(parts, toCustomer, sdp, replaces);
  const early = customer.state === 'early';
  const reply = early ? undefined : await customer.change(offer);
  const answer = early ? await customer.answer(offer) : reply?.ok === true ? reply.sdp : undefined;
  if (reply?.ok === true) reply.ack();
  if (answer === undefined) {
    theirs.ack();
    return failed;
  }
  theirs.ack(await passAnswer(parts, toCustomer, answer));
  return begun;
}

/** What a call to somebody comes to. */
export type Reached =
  | { readonly ok: true; readonly leg: Leg }
  | { readonly ok: false; readonly because: Extract<Begun, { ok: false }>['because'] };

/** Joins `caller`, whose INVITE waits, with somebody it is passed on to. Never throws. */
export async function reach(parts: CallParts, way: Way, caller: Leg, peer: Peer): Promise<Reached> {
  let taken: Leg | undefined;
  try {
    if (caller.sdp === undefined) return failed;
    const begun = await peer.begin(await passOffer(parts, way, caller.sdp));
    if (!begun.ok) return begun;
    taken = begun.leg;
    begun.reply.ack();
    if (begun.reply.sdp === undefined || caller.state !== 'early') {
      taken.end();
      return failed;
    }
    void caller.answer(await passAnswer(parts, way, begun.reply.sdp));
    return { ok: true, leg: taken };
  } catch {
    parts.exchange.noted('reachFailed');
    taken?.end();
    return failed;
  }
}
