/**
 * The little of SDP (RFC 8866) that is read or said here. What is not understood stays as it is: the media server judges
 * it.
 */

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/**
 * The same description with streams named by their place: browsers refuse two of one name (RFC 9143, section 9.1), and
 * what was made of two calls' descriptions has that.
 */
export function withOwnMids(sdp: string): string {
  const { head, media } = partsOf(sdp);
  const named = media.map((lines, index) => [...lines.filter((line) => !line.startsWith('a=mid:')), `a=mid:${index}`]);
  const group = `a=group:BUNDLE ${media.map((_, index) => index).join(' ')}`;
  const grouped = head.some((line) => line.startsWith('a=group:BUNDLE'));
  const kept = head.filter((line) => !line.startsWith('a=group:'));
  return textOf([...kept, ...(grouped ? [group] : []), ...named.flat()]);
}

export interface SoundStream {
  readonly address: string;
  readonly port: number;
  /** Payload types by what they are: `pcmu/8000`, in lower case; those that need no words are there, too. */
  readonly payloadTypes: ReadonlyMap<string, number>;
}

/** Static payload types (RFC 3551, section 6) of which nothing needs to be said. */
const STATIC: Readonly<Record<number, string>> = { 0: 'pcmu/8000', 8: 'pcma/8000', 9: 'g722/8000', 18: 'g729/8000' };

/** Where the first stream of sound wants to be sent to; undefined: there is none. */
export function soundIn(sdp: string): SoundStream | undefined {
  const { head, media } = partsOf(sdp);
  const lines = media.find(([first]) => first?.startsWith('m=audio ') === true);
  const stream = /^m=audio (\d{1,5})(?:\/\d+)? \S+ (.+)$/.exec(lines?.[0] ?? '');
  const address = [...(lines ?? []), ...head]
    .map((line) => /^c=IN IP[46] ([0-9A-Fa-f.:]+)/.exec(line)?.[1])
    .find(Boolean);
  if (stream === null || lines === undefined || address === undefined) return undefined;
  const payloadTypes = new Map<string, number>();
  for (const type of (stream[2] ?? '').split(' ').map(Number)) {
    const mapped = lines.map((line) => new RegExp(`^a=rtpmap:${type} ([^/]+/\\d+)`).exec(line)?.[1]).find(Boolean);
    const name = mapped?.toLowerCase() ?? STATIC[type];
    if (name !== undefined && !payloadTypes.has(name)) payloadTypes.set(name, type);
  }
  return { address, port: Number(stream[1]), payloadTypes };
}

/**
 * Plain μ-law sound with the keys that are pressed (RFC 4733), as this program itself speaks it.
 *
 * @param keys - Their payload type; undefined: none.
 */
export function plainSound(where: {
  readonly address: string;
  readonly port: number;
  readonly direction: Direction;
  readonly keys: number | undefined;
}): string {
  const { address, port, direction, keys } = where;
  const family = address.includes(':') ? 'IP6' : 'IP4';
  return textOf([
    'v=0',
    `o=- 1 1 IN ${family} ${address}`,
    's=-',
    `c=IN ${family} ${address}`,
    't=0 0',
    `m=audio ${port} RTP/AVP 0${keys === undefined ? '' : ` ${keys}`}`,
    'a=rtpmap:0 PCMU/8000',
    ...(keys === undefined ? [] : [`a=rtpmap:${keys} telephone-event/8000`, `a=fmtp:${keys} 0-15`]),
    'a=ptime:20',
    `a=${direction}`,
  ]);
}

interface Parts {
  /** Lines before the first stream. */
  readonly head: readonly string[];
  /** Of each stream its lines, `m=` first. */
  readonly media: readonly (readonly string[])[];
}

function partsOf(sdp: string): Parts {
  const head: string[] = [];
  const media: string[][] = [];
  for (const line of sdp.split(/\r?\n/).filter((text) => text !== '')) {
    if (line.startsWith('m=')) media.push([line]);
    else (media.at(-1) ?? head).push(line);
  }
  return { head, media };
}

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\r\n`).join('');
