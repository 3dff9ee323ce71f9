import type { MediaKind } from '../callMedia.ts';
import { type Call, type CallParts, passAnswer, passOffer, type Way } from './call.ts';
import type { Change, Leg } from './leg.ts';

/** The direction the offer's first medium names; RFC 8866, 6.7: none means both. */
export function directionOf(sdp: string): 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive' {
  const found = /^a=(sendrecv|sendonly|recvonly|inactive)\s*$/m.exec(sdp)?.[1];
  return found === 'sendonly' || found === 'recvonly' || found === 'inactive' ? found : 'sendrecv';
}

/** Whoever offers this has the other side on hold (RFC 3264, 8.4). */
export const holds = (direction: ReturnType<typeof directionOf>): boolean =>
  direction === 'sendonly' || direction === 'inactive';

const mirrored = { sendrecv: 'sendrecv', sendonly: 'recvonly', recvonly: 'sendonly', inactive: 'inactive' } as const;

/** The session as its owner would answer an offer of this direction (RFC 3264, 6.1). */
export function answering(sdp: string, direction: keyof typeof mirrored): string {
  const bare = sdp.replaceAll(/^a=(?:sendrecv|sendonly|recvonly|inactive)\r?\n/gm, '');
  return `${bare.replace(/(?:\r?\n)*$/, '')}\r\na=${mirrored[direction]}\r\n`;
}

/**
 * Agrees to what they offer, before anybody is there: nothing is sent to them. Phones with plain RTP send to where nobody listens
 * (port 9, RFC 863) at their own address; were they told to be silent themselves, some would stay deaf for the rest of the call.
 */
export function silentAnswer(sdp: string, kind: MediaKind): string {
  if (kind === 'webrtc') return answering(sdp, 'inactive');
  return answering(sdp, 'sendrecv')
    .replaceAll(/^(m=\w+ )(?!0 )\d+/gm, (_, medium: string) => `${medium}9`)
    .replaceAll(/^a=rtcp:.*\r?\n/gm, '');
}

/**
 * What one side changes, hold above all, is passed on to the other. A customer with plain RTP at the media server is
 * left in peace: the server answers for them and plays their music.
 */
export async function passOn(parts: CallParts, call: Call, from: Leg, change: Change): Promise<void> {
  const byAgent = from === call.agent?.leg;
  const other = byAgent ? call.customer : call.agent?.leg;
  if (call.attempt !== undefined || call.away !== undefined) return change.refuse(491);
  // The customer refreshes while nobody is with them: nothing changes, and 488 says just that (RFC 3261, 14.2).
  if (other?.state !== 'standing') return change.refuse(488);
  const way: Way = {
    mediaId: call.id,
    anchored: call.anchored,
    from: byAgent ? 'agent' : 'customer',
    to: byAgent ? 'customer' : 'agent',
    fromKind: from.flow.kind,
    toKind: other.flow.kind,
  };
  try {
    const direction = change.sdp === undefined ? 'sendrecv' : directionOf(change.sdp);
    if (change.sdp === undefined) await passEmpty(parts, way, other, change);
    else if (byAgent && call.anchored && other.flow.kind === 'plain')
      await answerForThem(parts, call, way, other, change, change.sdp);
    else await passOffered(parts, way, other, change, change.sdp);
    if (byAgent && from.state === 'standing') noteHold(parts, call, direction);
  } catch {
    parts.exchange.noted('changeFailed');
    change.refuse(500);
  }
}

function noteHold(parts: CallParts, call: Call, direction: ReturnType<typeof directionOf>): void {
  const on = holds(direction);
  if (on === call.held || call.over) return;
  call.held = on;
  parts.report({ type: 'held', callId: call.id, on });
}

async function passOffered(parts: CallParts, way: Way, other: Leg, change: Change, sdp: string): Promise<void> {
  const reply = await other.change(await passOffer(parts, way, sdp));
  if (!reply.ok) return change.refuse(reply.status === 491 ? 491 : 488);
  reply.ack();
  if (reply.sdp === undefined) return change.refuse(488);
  void change.accept(await passAnswer(parts, way, reply.sdp));
}

/** They ask to be offered a session: the other side makes the offer (RFC 3261, 14.1). */
async function passEmpty(parts: CallParts, way: Way, other: Leg, change: Change): Promise<void> {
  const back: Way = { ...way, from: way.to, to: way.from, fromKind: way.toKind, toKind: way.fromKind };
  const reply = await other.change(undefined);
  if (!reply.ok || reply.sdp === undefined) {
    if (reply.ok) reply.ack();
    return change.refuse(488);
  }
  const answer = await change.accept(await passOffer(parts, back, reply.sdp));
  reply.ack(answer === undefined ? undefined : await passAnswer(parts, back, answer));
}

async function answerForThem(
  parts: CallParts,
  call: Call,
  way: Way,
  customer: Leg,
  change: Change,
  sdp: string,
): Promise<void> {
  const direction = directionOf(sdp);
  await passOffer(parts, way, sdp);
  void change.accept(await passAnswer(parts, way, answering(customer.sdp ?? '', direction)));
  const on = holds(direction);
  if (on !== call.held) await parts.media().music(call.id, 'customer', call.musicFile, on);
}
