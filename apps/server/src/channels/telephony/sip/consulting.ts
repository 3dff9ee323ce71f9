import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

import type { CallFact } from '../callControl.ts';
import { type Call, type CallParts, type ConsultLegs, forgetMedia, type Permission, type Way } from './call.ts';
import { agentPeer, outsidePeer } from './dialling.ts';
import { passOn } from './holding.ts';
import { type Peer, reach, standingPeer } from './joining.ts';
import type { Leg, LegEnd } from './leg.ts';
import { takePickedUp } from './ringing.ts';
import { connect, farProblem, goOnOutside, joinStanding } from './talking.ts';

/** The asker's INVITE of role `consult`, already allowed: whom it is for is called, and the two talk. */
export async function consult(
  parts: CallParts,
  call: Call,
  asker: Leg,
  permission: Permission,
  mediaId: InteractionId,
): Promise<void> {
  const { to } = permission;
  if (call.consult !== undefined) return asker.end({ status: 486 });
  const consulted: ConsultLegs = { asker, agentId: permission.agentId, party: to, mediaId, other: undefined };
  call.consult = consulted;
  const legs = new Set<Leg>();
  const over = (): void => {
    for (const leg of legs) leg.end();
    if (call.consult === consulted) endConsult(parts, call);
  };
  asker.listener = { ...asker.listener, ended: over };
  asker.ring();
  const peer = peerOf(parts, call, permission, { legs, asker, over });
  const reached = await reach(parts, wayOf(call, mediaId, peer), asker, peer);
  if (call.consult !== consulted) return reached.ok ? reached.leg.end() : undefined;
  if (!reached.ok) {
    call.consult = undefined;
    for (const leg of legs) leg.end();
    asker.end({ status: reached.because === 'busy' ? 486 : 480 });
    return parts.report({
      type: 'farEndFailed',
      callId: call.id,
      role: 'consult',
      because: farProblem(reached.because),
    });
  }
  consulted.other = reached.leg;
  hearBoth(parts, call, consulted, reached.leg, over);
  parts.report({ type: 'farEnd', callId: call.id, role: 'consult', state: 'answered' });
  if (reached.leg.state === 'ended') over();
}

/** Two softphones talk to each other directly; what goes outside needs the media server. */
const wayOf = (call: Call, mediaId: InteractionId, peer: Peer): Way => ({
  mediaId,
  anchored: call.anchored && peer.kind === 'plain',
  from: 'agent',
  to: 'customer',
  fromKind: 'webrtc',
  toKind: peer.kind,
});

function peerOf(
  parts: CallParts,
  call: Call,
  { to }: Permission,
  { legs, asker, over }: { readonly legs: Set<Leg>; readonly asker: Leg; readonly over: () => void },
): Peer {
  const ringing = (sdp: string | undefined): void => {
    if (sdp === undefined) asker.ring();
    parts.report({ type: 'farEnd', callId: call.id, role: 'consult', state: 'ringing' });
  };
  if (to.kind === 'outside') return outsidePeer(parts, call, to, legs, ringing);
  const picked = takePickedUp(call, to.agentId)?.leg;
  if (picked === undefined) return agentPeer(parts, call, to.agentId, legs, { role: 'consult' });
  // They picked up a phone of another make: that is where they are asked.
  legs.add(picked);
  picked.listener = { ...picked.listener, ended: over };
  return standingPeer(picked);
}

function hearBoth(parts: CallParts, call: Call, consulted: ConsultLegs, other: Leg, over: () => void): void {
  // What one of the two changes concerns the other alone, as in a call of their own.
  const pair = {
    ...call,
    anchored: call.anchored && other.flow.kind === 'plain',
    id: consulted.mediaId,
    held: false,
  } as Call;
  pair.agent = { leg: consulted.asker, agentId: undefined };
  pair.customer = other;
  const silent: CallParts = { ...parts, report: () => undefined };
  for (const [leg, far] of [
    [consulted.asker, other],
    [other, consulted.asker],
  ] as const) {
    leg.listener = {
      ...leg.listener,
      ended: over,
      changed: (change) => void passOn(silent, pair, leg, change),
      digit: (digit) => far.info('application/dtmf-relay', `Signal=${digit}\r\nDuration=160\r\n`),
    };
  }
}

/** Ends the consultation; the agent goes back to the customer. */
export function endConsult(parts: CallParts, call: Call): void {
  const { consult: ended } = call;
  if (ended === undefined) return;
  call.consult = undefined;
  ended.asker.end();
  ended.other?.end();
  forgetMedia(parts, ended.mediaId);
  if (!call.over) parts.report({ type: 'consultEnded', callId: call.id });
}

/**
 * Joins the one who was consulted with the customer; the asker's legs end. A softphone gets an INVITE that replaces its
 * dialog (RFC 3891): half a second, where a change of the old one would take several. If it fails, all is as before.
 */
export async function completeConsult(parts: CallParts, call: Call): Promise<void> {
  const { consult: asked } = call;
  const other = asked?.other;
  if (asked === undefined || other === undefined) {
    // They hung up in the same moment. With a colleague the rules have moved on, and nothing of it concerns them.
    parts.report(notSentOn(call));
    return;
  }
  const { party } = asked;
  const replaces = other.flow.kind === 'webrtc' ? other.replaces() : undefined;
  // From here on the end of these legs is no news: one is replaced, the other not needed.
  const listeners = [asked.asker.listener, other.listener] as const;
  let gone = false;
  for (const leg of [asked.asker, other]) leg.listener = { ...leg.listener, ended: () => (gone = true) };
  const back = keepCustomer(call);
  const joined =
    party.kind === 'agent' && replaces !== undefined
      ? await connect(parts, call, party.agentId, { only: other, headers: [`Replaces: ${replaces}`] })
      : await joinStanding(parts, call, other, party.kind === 'agent' ? party.agentId : undefined);
  if (!joined) {
    [asked.asker.listener, other.listener] = listeners;
    if (party.kind === 'outside') parts.report(notSentOn(call));
    // The rules have let go of a colleague; whom a number stands for the owner may ask on.
    if (gone && call.consult === asked) endConsult(parts, call);
    return back();
  }
  call.consult = undefined;
  asked.asker.end();
  if (call.agent?.leg !== other) other.end();
  forgetMedia(parts, asked.mediaId);
  if (party.kind === 'outside') return goOnOutside(parts, call, other);
  if (replaces === undefined) parts.report({ type: 'connected', callId: call.id, agentId: party.agentId });
}

/** Whoever hands over may hang up at once: that does not end the call of the two who are being joined. Returns the way back. */
function keepCustomer(call: Call): () => void {
  const leg = call.agent?.leg;
  if (leg === undefined) return () => undefined;
  const { listener } = leg;
  let end: LegEnd | undefined;
  leg.listener = { ...listener, ended: (how) => (end = how) };
  return () => {
    leg.listener = listener;
    if (end !== undefined) listener.ended(end);
  };
}

const notSentOn = ({ id: callId }: Call): CallFact => ({
  type: 'farEndFailed',
  callId,
  role: 'forward',
  because: 'unreachable',
});
