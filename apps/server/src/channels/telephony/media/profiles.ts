import type { MediaKind } from '../callMedia.ts';
import type { Bencoded } from './bencode.ts';

type Profile = Readonly<Record<string, Bencoded>>;

/** Addresses in an SDP are believed, and the port media really come from is kept to. */
const FLAGS: readonly string[] = ['trust-address', 'port-latching'];

/** RTP as trunks and this process speak it. */
export const PLAIN: Profile = {
  'transport-protocol': 'RTP/AVP',
  ICE: 'remove',
  'rtcp-mux': ['demux'],
  flags: FLAGS,
  replace: ['origin'],
};

/** RTP as browsers speak it: DTLS-SRTP and nothing else (RFC 8827, section 6.5). */
const WEBRTC: Profile = {
  'transport-protocol': 'UDP/TLS/RTP/SAVPF',
  ICE: 'force',
  'rtcp-mux': ['offer', 'require'],
  DTLS: 'passive',
  SDES: ['off'],
  flags: [...FLAGS, 'generate-mid'],
  replace: ['origin'],
};

/**
 * How a description of `from` is made into one for `to`. On every leg to a browser the media server is ICE-lite: without
 * it some connections never begin (DTLS waits for a nomination that does not come).
 */
export function profileFor(from: MediaKind, to: MediaKind, flags: readonly string[] = []): Profile {
  const base = to === 'webrtc' ? WEBRTC : PLAIN;
  return { ...base, ...iceLite(from, to), flags: [...flagsOf(base), ...flags] };
}

const flagsOf = ({ flags }: Profile): readonly Bencoded[] => (Array.isArray(flags) ? flags : []);

function iceLite(from: MediaKind, to: MediaKind): Profile {
  if (from === 'webrtc' && to === 'webrtc') return { 'ICE-lite': 'both' };
  if (to === 'webrtc') return { 'ICE-lite': 'forward' };
  return from === 'webrtc' ? { 'ICE-lite': 'backward' } : {};
}
