import type { AgentId } from '@ringdesk/shared/model/ids.ts';

import { type Call, type CallParts, passOffer, type RingingPhone, type Way } from './call.ts';
import { dialDevice, ELSEWHERE } from './dialling.ts';
import { silentAnswer } from './holding.ts';
import type { Leg } from './leg.ts';
import type { Binding } from './registrar.ts';

/** Phones of other makes that ring at once for a call: each costs an INVITE and its answers. */
const MAX_PHONES = 20;

/** Whose phones are about to ring: until the media is ready they may be told to stop, and then must not begin. */
const aboutToRing = new WeakMap<Call, Set<Set<AgentId>>>();

/** The phone this agent picked up and has not been joined with. */
export const pickedUpBy = (call: Call, agentId: AgentId): Leg | undefined =>
  [...call.phones].find(
    (phone) => phone.agentId === agentId && phone.state === 'pickedUp' && phone.leg.state === 'standing',
  )?.leg;

/** Lets the phones of other makes of these agents ring. Softphones ring by their desk's offer. */
export async function ring(
  parts: CallParts,
  call: Call,
  agentIds: readonly AgentId[],
  callerName: string,
): Promise<void> {
  const { customer } = call;
  // A colleague who is called rings for who calls, as soon as they are here.
  const caller = customer ?? call.agent?.leg;
  const devices = agentIds
    .filter((agentId) => ![...call.phones].some((phone) => phone.agentId === agentId))
    .flatMap((agentId) => parts.registrar.of(agentId).filter(({ device }) => device === 'phone'));
  if (caller === undefined || devices.length === 0) return;
  // WebRTC and plain RTP meet at a media server only: what could not be talked over does not ring.
  if (!call.anchored && caller.flow.kind === 'webrtc' && devices.every(({ flow }) => flow.kind === 'plain')) return;
  const wanted = new Set(agentIds);
  const pending = aboutToRing.get(call) ?? new Set();
  aboutToRing.set(call, pending.add(wanted));
  const sdp = await offerForPhones(parts, call, caller, customer === undefined ? 'agent' : 'customer');
  pending.delete(wanted);
  if (call.over) return;
  const still = devices.filter(({ agentId }) => wanted.has(agentId));
  for (const device of still.slice(0, MAX_PHONES - call.phones.size)) ringOne(parts, call, device, sdp, callerName);
}

async function offerForPhones(
  parts: CallParts,
  call: Call,
  caller: Leg,
  from: 'customer' | 'agent',
): Promise<string | undefined> {
  const way: Way = {
    mediaId: call.id,
    anchored: call.anchored,
    from,
    to: from === 'agent' ? 'customer' : 'agent',
    fromKind: caller.flow.kind,
    toKind: 'plain',
  };
  // While they talk with somebody (a transfer rings), the media server must not be told of a new agent yet.
  if (caller.sdp === undefined || caller.state !== 'early') return undefined;
  return passOffer(parts, way, caller.sdp, call.hadAgent).catch(() => undefined);
}

function ringOne(parts: CallParts, call: Call, device: Binding, sdp: string | undefined, callerName: string): void {
  const { agentId } = device;
  const { leg, answered } = dialDevice(parts, call, device, { sdp, role: 'talk', name: callerName });
  const phone: RingingPhone = { leg, agentId, offered: sdp !== undefined, state: 'ringing' };
  call.phones.add(phone);
  void answered.then((reply) => {
    if (!reply.ok) {
      const mine = call.phones.delete(phone);
      const others = [...call.phones].some((other) => other.agentId === agentId);
      // 487 is our own CANCEL.
      if (mine && !others && !call.over && reply.status !== 487)
        parts.report({ type: 'phoneDeclined', callId: call.id, agentId });
      return;
    }
    // An offer of theirs is agreed to without sound until they are joined.
    reply.ack(sdp === undefined && reply.sdp !== undefined ? silentAnswer(reply.sdp, leg.flow.kind) : undefined);
    phone.state = 'pickedUp';
    leg.listener = {
      ...leg.listener,
      ended: () => {
        if (call.phones.delete(phone) && !call.over) parts.report({ type: 'phoneDeclined', callId: call.id, agentId });
      },
    };
    parts.report({ type: 'pickedUp', callId: call.id, agentId });
  });
}

/** Ends the ringing of these agents' phones, or of all; who picked up and was not joined is sent away. */
export function stopRinging(call: Call, agentIds: readonly AgentId[] | undefined, because: 'elsewhere' | 'over'): void {
  for (const wanted of aboutToRing.get(call) ?? []) for (const id of agentIds ?? [...wanted]) wanted.delete(id);
  for (const phone of call.phones) {
    if (agentIds !== undefined && !agentIds.includes(phone.agentId)) continue;
    call.phones.delete(phone);
    phone.leg.end(because === 'elsewhere' ? { reason: ELSEWHERE } : {});
  }
}

/** This agent has accepted: all else that rings stops, and the phone they picked up, if any, waits to be joined. */
export function stopOthers(call: Call, agentId: AgentId): void {
  for (const wanted of aboutToRing.get(call) ?? []) wanted.clear();
  const mine = pickedUpBy(call, agentId);
  for (const phone of call.phones) {
    if (phone.leg === mine) continue;
    call.phones.delete(phone);
    phone.leg.end({ reason: ELSEWHERE });
  }
}

/** The phone this agent picked up, which from here on belongs to whoever took it; undefined: they picked up none. */
export function takePickedUp(call: Call, agentId: AgentId): RingingPhone | undefined {
  const leg = pickedUpBy(call, agentId);
  const mine = [...call.phones].find((phone) => phone.leg === leg);
  if (mine !== undefined) call.phones.delete(mine);
  return mine;
}
