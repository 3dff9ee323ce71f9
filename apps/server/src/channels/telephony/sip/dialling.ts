import type { AgentId } from '@ringdesk/shared/model/ids.ts';

import { CALL_HEADER, type LegRole, type Party, ROLE_HEADER } from '../callControl.ts';
import type { MediaKind } from '../callMedia.ts';
import type { Call, CallParts } from './call.ts';
import type { Begun, Peer } from './joining.ts';
import { type Dialled, dialLeg, type Leg } from './leg.ts';
import type { Binding } from './registrar.ts';
import { uriOf } from './stack.ts';

/** An accepted call is joined within ten seconds or goes back to its queue (behaviour, section 1): some are for the way. */
const JOIN_MS = 9_000;
/** Somebody outside may take this long to answer. */
export const FAR_RING_MS = 60_000;
export const ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"';

/** What a final answer means. */
export function becauseOf(status: number): Extract<Begun, { ok: false }>['because'] {
  if (status === 486 || status === 600) return 'busy';
  if (status === 480 || status === 408 || status === 487) return 'noAnswer';
  return status === 403 || status === 603 || status === 404 || status === 484 ? 'refused' : 'failed';
}

/** Calls one device of an agent about a call, showing the far end as the caller. */
export function dialDevice(
  parts: CallParts,
  call: Pick<Call, 'id' | 'shown' | 'hops'>,
  { flow, contact, device }: Binding,
  dialling: {
    readonly sdp: string | undefined;
    readonly role: LegRole;
    readonly headers?: readonly string[];
    readonly name?: string;
  },
  ringing: () => void = () => undefined,
): Dialled {
  const from = uriOf(`sip:${encodeURIComponent(call.shown.user)}@${flow.host}`);
  const own = device === 'softphone' ? [`${CALL_HEADER}: ${call.id}`, `${ROLE_HEADER}: ${dialling.role}`] : [];
  return dialLeg(
    flow,
    {
      target: contact,
      from,
      fromName: dialling.name ?? call.shown.name,
      to: contact,
      sdp: dialling.sdp,
      headers: [...own, ...(dialling.headers ?? [])],
      hops: Math.max(0, call.hops - 1),
    },
    parts.exchange.waiting,
    ringing,
  );
}

/** The first of several calls that is answered; the others are told that it was. `legs` holds those under way. */
export function firstOf(parts: CallParts, dialled: readonly Dialled[], legs: Set<Leg>, ms: number): Promise<Begun> {
  return new Promise((resolve) => {
    let left = dialled.length;
    let last: Extract<Begun, { ok: false }>['because'] = 'noPhone';
    const settle = (begun: Begun): void => {
      stop();
      for (const { leg } of dialled) {
        legs.delete(leg);
        if (!begun.ok || begun.leg !== leg) leg.end({ reason: ELSEWHERE });
      }
      resolve(begun);
    };
    const stop = parts.exchange.waiting.after(ms, () => settle({ ok: false, because: 'noAnswer' }));
    if (left === 0) settle({ ok: false, because: 'noPhone' });
    for (const { leg, answered } of dialled) {
      legs.add(leg);
      void answered.then((reply) => {
        if (reply.ok) return settle({ ok: true, leg, reply });
        legs.delete(leg);
        left -= 1;
        last = becauseOf(reply.status);
        if (left === 0) settle({ ok: false, because: last });
      });
    }
  });
}

/**
 * The devices which shall ring for something that was accepted at a desk: its softphones, or else the agent's other phones.
 * `kind`: those whose media are of this kind, where no media server is between the two.
 */
export function devicesOf(parts: CallParts, agentId: AgentId, kind?: MediaKind): readonly Binding[] {
  const all = parts.registrar.of(agentId).filter(({ flow }) => kind === undefined || flow.kind === kind);
  const own = all.filter(({ device }) => device === 'softphone');
  return own.length > 0 ? own : all;
}

/** An agent as the other end of a join. */
export function agentPeer(
  parts: CallParts,
  call: Call,
  agentId: AgentId,
  legs: Set<Leg>,
  dialling: {
    readonly role: LegRole;
    readonly only?: Leg;
    readonly headers?: readonly string[];
    readonly kind?: MediaKind | undefined;
  },
): Peer {
  const { only, role, headers = [], kind } = dialling;
  const devices = devicesOf(parts, agentId, kind).filter(({ flow }) => only === undefined || flow === only.flow);
  return {
    kind: devices[0]?.flow.kind ?? 'webrtc',
    begin: (sdp) =>
      firstOf(
        parts,
        devices.map((device) => dialDevice(parts, call, device, { sdp, role, headers })),
        legs,
        JOIN_MS,
      ),
  };
}

/** Somebody outside as the other end. */
export function outsidePeer(
  parts: CallParts,
  call: Call,
  to: Extract<Party, { kind: 'outside' }>,
  legs: Set<Leg>,
  ringing: (sdp: string | undefined) => void,
): Peer {
  return {
    kind: 'plain',
    async begin(sdp) {
      const dialled = parts.dialTrunk(to, { sdp, hops: call.hops, callId: call.id, ringing });
      return dialled === undefined ? { ok: false, because: 'failed' } : firstOf(parts, [dialled], legs, FAR_RING_MS);
    },
  };
}
