/**
 * Looks at a message before the library parses it: sizes, headers that must be there once, lengths that lie. What the
 * parser would take a millisecond for, or would take as something it is not, ends here (reliability, section 3).
 */

/** As RFC 3261, table 2, wants of every message; compact forms of RFC 3261, 7.3.3. */
const mandatory = ['via', 'from', 'to', 'call-id', 'cseq'] as const;
/** More than one of these makes two readers disagree about the message. */
const once: ReadonlySet<string> = new Set(['from', 'to', 'call-id', 'cseq', 'content-length', 'max-forwards']);
const compact: Readonly<Record<string, string>> = {
  v: 'via', f: 'from', t: 'to', i: 'call-id', m: 'contact', l: 'content-length', c: 'content-type', k: 'supported', r: 'refer-to', s: 'subject', e: 'content-encoding',
}; // prettier-ignore

const MAX_HEADERS = 100;
const MAX_LINE = 4_096;
/** A branch of RFC 3261 (8.1.1.7): without it transactions cannot be told apart. */
const BRANCH = /;\s*branch\s*=\s*z9hG4bK[^\s;,]+/i;
const METHOD = /^[A-Z]{1,20}$/;
/** [CR LF NUL] and the like inside a line are how headers are smuggled. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000A-\u001F\u007F]/;

export interface Header {
  readonly name: string;
  readonly value: string;
}

export interface Screened {
  readonly headers: readonly Header[];
  /** Of a request; undefined: it is an answer. */
  readonly method: string | undefined;
  /** Belongs to a dialog or a transaction that exists: never refused for want of time. */
  readonly belongs: boolean;
}

/** `refused`: the request is answered with this status by {@link plainReply}; `dropped`: nobody can be answered. */
export type Screening =
  | { readonly kind: 'good'; readonly message: Screened }
  | { readonly kind: 'refused'; readonly status: number; readonly extra?: string; readonly message: Screened }
  | { readonly kind: 'dropped' };

const dropped: Screening = { kind: 'dropped' };

/** The lines of the head with folded ones joined (RFC 3261, 7.3.1); undefined: it has no end or too many lines. */
function headLines(text: string): readonly string[] | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end <= 0) return undefined;
  const lines: string[] = [];
  for (const line of text.slice(0, end).split('\r\n')) {
    const last = lines.length - 1;
    if (/^[ \t]/.test(line) && last > 0) lines[last] = `${lines[last]} ${line.trim()}`;
    else lines.push(line);
    if (lines.length > MAX_HEADERS + 1) return undefined;
  }
  return lines;
}

function readHeaders(lines: readonly string[]): readonly Header[] | undefined {
  const headers: Header[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon <= 0 || line.length > MAX_LINE || CONTROL.test(line)) return undefined;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!/^[a-z0-9.!%*_+`'~-]+$/.test(name)) return undefined;
    headers.push({ name: compact[name] ?? name, value: line.slice(colon + 1).trim() });
  }
  return headers;
}

export const headerOf = (headers: readonly Header[], name: string): string | undefined =>
  headers.find((header) => header.name === name)?.value;

/** The status a request deserves by its head alone, or undefined where it is well formed. */
function faultOf(method: string, startLine: string, headers: readonly Header[], body: string): number | undefined {
  if (!startLine.endsWith(' SIP/2.0')) return 505;
  if (startLine.split(' ').length !== 3) return 400;
  const cseq = /^(\d{1,10})[ \t]+([A-Z]+)$/.exec(headerOf(headers, 'cseq') ?? '');
  if (cseq === null || Number(cseq[1]) >= 2 ** 31 || cseq[2] !== method) return 400;
  if (!BRANCH.test(headerOf(headers, 'via') ?? '')) return 400;
  const length = headerOf(headers, 'content-length');
  if (length !== undefined && (!/^\d{1,6}$/.test(length) || Number(length) > Buffer.byteLength(body))) return 400;
  if (body !== '' && headerOf(headers, 'content-type') === undefined && length !== '0') return 400;
  const hops = headerOf(headers, 'max-forwards');
  if (hops !== undefined && (!/^\d{1,3}$/.test(hops) || Number(hops) > 255)) return 400;
  if (hops === '0' && method === 'INVITE') return 483;
  const scheme = /^[A-Z]+ ([a-z0-9+.-]+):/i.exec(startLine)?.[1]?.toLowerCase();
  return scheme === 'sip' || scheme === 'sips' ? undefined : 416;
}

/** Judges the text of one message. `limitBytes` depends on the way it came. */
export function screen(text: string, limitBytes: number): Screening {
  if (text.length > limitBytes || Buffer.byteLength(text) > limitBytes) return dropped;
  const lines = headLines(text);
  const startLine = lines?.[0];
  const headers = lines === undefined ? undefined : readHeaders(lines.slice(1));
  if (startLine === undefined || startLine.length > MAX_LINE || headers === undefined || CONTROL.test(startLine))
    return dropped;
  const names = headers.map((header) => header.name);
  if (mandatory.some((name) => !names.includes(name))) return dropped;
  const doubled = names.some((name, index) => once.has(name) && names.indexOf(name) !== index);
  if (startLine.startsWith('SIP/2.0 ')) {
    const good = !doubled && /^SIP\/2\.0 [1-6]\d\d( |$)/.test(startLine) && BRANCH.test(headerOf(headers, 'via') ?? '');
    return good ? { kind: 'good', message: { headers, method: undefined, belongs: true } } : dropped;
  }
  const method = startLine.slice(0, Math.max(0, startLine.indexOf(' ')));
  if (!METHOD.test(method)) return dropped;
  const belongs = method === 'ACK' || method === 'CANCEL' || /;\s*tag=/i.test(headerOf(headers, 'to') ?? '');
  const message: Screened = { headers, method, belongs };
  if (doubled) return { kind: 'refused', status: 400, message };
  const status = faultOf(method, startLine, headers, text.slice(text.indexOf('\r\n\r\n') + 4));
  if (status !== undefined) return { kind: 'refused', status, message };
  const wanted =
    method === 'ACK' || method === 'CANCEL'
      ? undefined
      : (headerOf(headers, 'require') ?? headerOf(headers, 'proxy-require'));
  if (wanted !== undefined) return { kind: 'refused', status: 420, extra: `Unsupported: ${wanted}`, message };
  return { kind: 'good', message };
}

const phrases: Readonly<Record<number, string>> = {
  400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 416: 'Unsupported URI Scheme', 420: 'Bad Extension', 483: 'Too Many Hops', 500: 'Server Internal Error',
  503: 'Service Unavailable', 505: 'Version Not Supported',
}; // prettier-ignore

/**
 * An answer made of the request's own headers, without state and without the parser (RFC 3261, 8.2.6.2 and 8.2.7);
 * undefined to what is never answered.
 */
export function plainReply({ headers, method }: Screened, status: number, extra?: string): string | undefined {
  if (method === undefined || method === 'ACK') return undefined;
  const to = headerOf(headers, 'to') ?? '';
  const lines = [
    `SIP/2.0 ${status} ${phrases[status] ?? 'Refused'}`,
    ...headers.filter(({ name }) => name === 'via').map(({ value }) => `Via: ${value}`),
    `From: ${headerOf(headers, 'from')}`,
    `To: ${to}${/;\s*tag=/i.test(to) ? '' : ';tag=refused'}`,
    `Call-ID: ${headerOf(headers, 'call-id')}`,
    `CSeq: ${headerOf(headers, 'cseq')}`,
    ...(extra === undefined ? [] : [extra]),
    'Content-Length: 0',
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}
