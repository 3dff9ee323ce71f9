import type { AgentId } from '@ringdesk/shared/model/ids.ts';

import {
  type Call,
  type CallParts,
  endCall,
  passAnswer,
  type Permission,
  type RingingPhone,
  type Way,
} from './call.ts';
import type { MediaKind } from '../callMedia.ts';
import { agentPeer, devicesOf, outsidePeer } from './dialling.ts';
import { type Peer, reach, type Reached, standingPeer } from './joining.ts';
import type { Leg } from './leg.ts';
import { stopOthers, takePickedUp } from './ringing.ts';
import { farProblem, hearAgent, hearCustomer } from './talking.ts';

/** An agent calls: the far end takes the customer's place. */
const wayOf = (call: Call, caller: Leg, peer: Peer): Way => ({
  mediaId: call.id,
  anchored: call.anchored,
  from: 'agent',
  to: 'customer',
  fromKind: caller.flow.kind,
  toKind: peer.kind,
});

/** The agent's INVITE, already allowed. A colleague is joined once they accept their offer ({@link joinColleague}). */
export async function reachOut(parts: CallParts, call: Call, caller: Leg, { agentId, to }: Permission): Promise<void> {
  hearAgent(parts, call, caller, agentId);
  if (caller.sdp === undefined) return endCall(parts, call, 'server', 'failed');
  if (to.kind === 'agent') {
    if (devicesOf(parts, to.agentId, kindFor(call, caller)).length === 0) return unreachable(parts, call);
    caller.ring();
    if (call.awaited !== undefined) await joinColleague(parts, call, call.awaited);
    return;
  }
  const mine = { legs: new Set<Leg>(), agentId: undefined };
  call.attempt = mine;
  const ringing = (sdp: string | undefined): void => {
    parts.report({ type: 'farEnd', callId: call.id, role: 'talk', state: 'ringing' });
    if (sdp === undefined) return caller.ring();
    // Announcements of the network come before the answer: "the number has changed" must be heard.
    passAnswer(parts, way, sdp).then(
      (early) => caller.ring(early),
      () => caller.ring(),
    );
  };
  const peer = outsidePeer(parts, call, to, mine.legs, ringing);
  const way = wayOf(call, caller, peer);
  settle(parts, call, await reach(parts, way, caller, peer), agentId);
}

/** A phone that was offered the caller's session has answered it already. */
const pickedPeer = ({ leg, offered }: RingingPhone): Peer =>
  offered
    ? {
        kind: leg.flow.kind,
        begin: () => Promise.resolve({ ok: true, leg, reply: { ok: true, sdp: leg.sdp, ack: () => undefined } }),
      }
    : standingPeer(leg);

/** Without a media server a browser and a phone of another make would not hear each other. */
const kindFor = (call: Call, caller: Leg): MediaKind | undefined => (call.anchored ? undefined : caller.flow.kind);

function unreachable(parts: CallParts, call: Call): void {
  parts.report({ type: 'farEndFailed', callId: call.id, role: 'talk', because: 'unreachable' });
  endCall(parts, call, 'server', 'failed');
}

/** Joins the caller with the colleague who accepted; where the caller's INVITE is not here yet, once it is. */
export async function joinColleague(parts: CallParts, call: Call, colleague: AgentId): Promise<void> {
  const caller = call.agent?.leg;
  if (caller === undefined || call.agent?.agentId === undefined) {
    call.awaited = colleague;
    return;
  }
  const mine = { legs: new Set<Leg>(), agentId: colleague };
  call.attempt = mine;
  stopOthers(call, colleague);
  // A phone of another make that was picked up is the way to them; else their desk takes it.
  const picked = takePickedUp(call, colleague);
  if (picked !== undefined) mine.legs.add(picked.leg);
  const peer =
    picked === undefined
      ? agentPeer(parts, call, colleague, mine.legs, { role: 'talk', kind: kindFor(call, caller) })
      : pickedPeer(picked);
  const reached = await reach(parts, wayOf(call, caller, peer), caller, peer);
  if (call.over) return reached.ok ? reached.leg.end() : undefined;
  call.attempt = undefined;
  if (!reached.ok) {
    picked?.leg.end();
    const because = reached.because === 'noPhone' || reached.because === 'failed' ? reached.because : 'noAnswer';
    return parts.report({ type: 'connectFailed', callId: call.id, agentId: colleague, because });
  }
  hearCustomer(parts, call, reached.leg);
  call.hadAgent = true;
  if (reached.leg.state === 'ended') return endCall(parts, call, 'customer', 'hangUp');
  parts.report({ type: 'connected', callId: call.id, agentId: colleague });
}

function settle(parts: CallParts, call: Call, reached: Reached, agentId: AgentId): void {
  if (call.over) return reached.ok ? reached.leg.end() : undefined;
  call.attempt = undefined;
  if (!reached.ok) {
    parts.report({ type: 'farEndFailed', callId: call.id, role: 'talk', because: farProblem(reached.because) });
    return endCall(parts, call, 'server', 'failed', reached.because === 'busy');
  }
  hearCustomer(parts, call, reached.leg);
  call.hadAgent = true;
  if (reached.leg.state === 'ended') return endCall(parts, call, 'customer', 'hangUp');
  parts.report({ type: 'farEnd', callId: call.id, role: 'talk', state: 'answered' });
  parts.report({ type: 'connected', callId: call.id, agentId });
}
