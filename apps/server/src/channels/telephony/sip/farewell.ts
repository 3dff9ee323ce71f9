import {
  type IncomingRequestMessage,
  type OutgoingRequestMessage,
  type Session,
  SessionDialog,
} from 'sip.js/lib/core/index.js';
import { z } from 'zod';

import type { Flow } from './flow.ts';
import { parseUri, unguessable } from './stack.ts';

/** What a BYE needs (RFC 3261, 12.2.1.1 and 15.1.1). */
const Bye = z.object({
  callId: z.string(),
  localTag: z.string(),
  remoteTag: z.string(),
  local: z.string(),
  remote: z.string(),
  target: z.string(),
  routes: z.array(z.string()),
  cseq: z.number().int(),
});
type Bye = z.infer<typeof Bye>;

/** How a leg is ended by who has nothing but this: what is said at once, and the goodbye of its dialog. */
export const Farewell = z.object({ text: z.string().optional(), bye: Bye.optional() });
export type Farewell = z.infer<typeof Farewell>;

/** Requests said since this was written down have taken some of the numbers; RFC 3261, 12.2.1.1 allows gaps. */
const CSEQ_GAP = 1_000;

/** undefined: it has no dialog. */
export function byeOf(session: Session | undefined): Bye | undefined {
  if (!(session instanceof SessionDialog)) return undefined;
  return {
    callId: session.callId,
    localTag: session.localTag,
    remoteTag: session.remoteTag,
    local: session.localURI.toString(),
    remote: session.remoteURI.toString(),
    target: session.remoteTarget.toString(),
    routes: [...session.routeSet],
    cseq: (session.localSequenceNumber ?? 0) + CSEQ_GAP,
  };
}

/** 480 to a call that rings here: its branch is all that the caller asks of it (RFC 3261, 17.1.3). */
export function refusalOf(message: IncomingRequestMessage): string {
  return [
    'SIP/2.0 480 Temporarily Unavailable',
    ...(message.headers['Via'] ?? []).map(({ raw }) => `Via: ${raw}`),
    `From: ${message.getHeader('from') ?? ''}`,
    `To: ${message.getHeader('to') ?? ''};tag=${unguessable()}`,
    `Call-ID: ${message.callId}`,
    `CSeq: ${message.cseq} INVITE`,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

/** CANCEL of an INVITE of ours as it went out last (RFC 3261, 9.1). */
export function cancelOf(message: OutgoingRequestMessage): string {
  return [
    `CANCEL ${message.ruri.toRaw()} SIP/2.0`,
    `Via: ${message.getHeader('via') ?? ''}`,
    `From: ${message.getHeader('from') ?? ''}`,
    `To: ${message.getHeader('to') ?? ''}`,
    `Call-ID: ${message.callId}`,
    `CSeq: ${message.cseq} CANCEL`,
    'Max-Forwards: 70',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

/** Ends over this flow what another process began: nothing where the addresses that were kept are none. */
export function sayFarewell(flow: Flow, { text, bye }: Farewell): void {
  if (text !== undefined) void flow.core.transport.send(text);
  if (bye === undefined) return;
  const [target, local, remote] = [parseUri(bye.target), parseUri(bye.local), parseUri(bye.remote)];
  if (target === undefined || local === undefined || remote === undefined) return;
  const { callId, localTag, remoteTag, routes, cseq } = bye;
  flow.core.request(
    flow.core.makeOutgoingRequestMessage('BYE', target, local, remote, {
      callId,
      cseq,
      fromTag: localTag,
      toTag: remoteTag,
      routeSet: routes,
    }),
  );
}
