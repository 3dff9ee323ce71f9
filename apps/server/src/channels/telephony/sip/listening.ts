import type { ListenMode } from '@ringdesk/shared/model/call.ts';
import type { AgentId } from '@ringdesk/shared/model/ids.ts';

import type { Call, CallParts, Listener } from './call.ts';
import { agentPeer } from './dialling.ts';
import { reach } from './joining.ts';
import type { Leg } from './leg.ts';

/** Ends one listener, or all, and says so. */
export function endListening(parts: CallParts, call: Call, agentId?: AgentId): void {
  for (const [id, listener] of call.listeners) {
    // What the media server sends survives a transfer; what a softphone mixes ends with that agent.
    if (agentId === undefined ? listener.mixer === undefined : id !== agentId) continue;
    call.listeners.delete(id);
    listener.stop?.();
    listener.leg.end();
    listener.mixer?.end();
    parts.report({ type: 'listening', callId: call.id, agentId: id, mode: listener.mode, on: false });
  }
}

function begin(parts: CallParts, call: Call, agentId: AgentId, listener: Listener): void {
  endListening(parts, call, agentId);
  call.listeners.set(agentId, listener);
  const over = (): void => {
    if (call.listeners.get(agentId) === listener) endListening(parts, call, agentId);
  };
  for (const leg of [listener.leg, listener.mixer]) {
    if (leg === undefined) continue;
    leg.listener = { ...leg.listener, ended: over };
  }
  parts.report({ type: 'listening', callId: call.id, agentId, mode: listener.mode, on: true });
}

/**
 * Lets a supervisor hear the call. Where the media server has it, it sends both parties to whoever only listens; otherwise
 * the owner's softphone gets their INVITE with its role and mixes (telephony, section 3).
 */
export async function listenIn(
  parts: CallParts,
  call: Call,
  agentId: AgentId,
  mode: ListenMode,
  leg: Leg,
): Promise<void> {
  if (mode === 'listen' && call.anchored) return subscribe(parts, call, agentId, leg);
  const owner = call.agent;
  if (owner?.agentId === undefined || owner.leg.flow.kind !== 'webrtc') return leg.end({ status: 488 });
  leg.ring();
  const peer = agentPeer(parts, call, owner.agentId, new Set(), { role: mode, only: owner.leg });
  const way = {
    mediaId: call.id,
    anchored: false,
    from: 'agent',
    to: 'agent',
    fromKind: 'webrtc',
    toKind: 'webrtc',
  } as const;
  const reached = await reach(parts, way, leg, peer);
  if (!reached.ok) return leg.end();
  if (call.over || call.agent !== owner || leg.state === 'ended' || reached.leg.state === 'ended') {
    reached.leg.end();
    return leg.end();
  }
  begin(parts, call, agentId, { mode, leg, mixer: reached.leg, stop: undefined });
}

async function subscribe(parts: CallParts, call: Call, agentId: AgentId, leg: Leg): Promise<void> {
  try {
    const end = await subscribed(parts, call, `listener-${agentId}`, leg);
    const stop = (): void => void end?.().catch(() => parts.exchange.noted('mediaFailed'));
    if (end === undefined || call.over || leg.state === 'ended') {
      stop();
      return leg.end();
    }
    begin(parts, call, agentId, { mode: 'listen', leg, mixer: undefined, stop });
  } catch {
    parts.exchange.noted('listenFailed');
    leg.end({ status: 488 });
  }
}

/** Sends them both parties, by their own offer or, where they made none, by the media server's. Resolves to its end. */
async function subscribed(
  parts: CallParts,
  call: Call,
  listener: `listener-${string}`,
  leg: Leg,
): Promise<(() => Promise<void>) | undefined> {
  const media = parts.media();
  if (leg.sdp !== undefined) {
    const answered = await media.answerListener(call.id, { listener, sdp: leg.sdp, kind: leg.flow.kind });
    void leg.answer(answered.sdp);
    return () => answered.end();
  }
  const subscription = await media.listen(call.id, listener);
  const answer = await leg.answer(subscription.sdp);
  if (answer !== undefined) await subscription.answer(answer);
  else await subscription.end();
  return answer === undefined ? undefined : () => subscription.end();
}
