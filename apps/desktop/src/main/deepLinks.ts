/**
 * Links that other programs and web pages open with the desk (desk, section 2.9): judged here by length, scheme, host and shape,
 * kept until somebody is signed in. A link never acts: it opens an interaction, or asks whether to dial.
 */
import { InteractionId } from '@ringdesk/shared/model/ids.ts';

const MAX_LENGTH = 256;

export type Link =
  | { readonly kind: 'interaction'; readonly interactionId: InteractionId }
  | { readonly kind: 'dial'; readonly number: string }
  /** Closed codes for the log: the link itself may hold a customer's number. */
  | { readonly kind: 'refused'; readonly code: 'tooLong' | 'notALink' | 'unknown' | 'noTelephony' };

/** @param telephony the person has switched telephone links on; without it `tel:`, `sip:` and dialling are refused */
export function parseLink(text: string, { telephony }: { readonly telephony: boolean }): Link {
  if (text.length > MAX_LENGTH) return { kind: 'refused', code: 'tooLong' };
  // oxlint-disable-next-line no-control-regex -- URL drops line breaks and tabs without a word, so they are refused before
  if (/[\u0000-\u0020\u007F]/.test(text) || !URL.canParse(text)) return { kind: 'refused', code: 'notALink' };
  const url = new URL(text);
  if (url.protocol === 'ringdesk:') return parseOwn(url, text, telephony);
  if (!['tel:', 'callto:', 'sip:'].includes(url.protocol)) return { kind: 'refused', code: 'unknown' };
  if (!telephony) return { kind: 'refused', code: 'noTelephony' };
  return dial(url.pathname, url.search !== '' || url.hash !== '');
}

function parseOwn(url: URL, text: string, telephony: boolean): Link {
  if (url.username !== '' || url.password !== '' || url.port !== '' || url.hash !== '')
    return { kind: 'refused', code: 'unknown' };
  // Read as it was written: a parsed address has lost the `..` with which it climbed.
  const [, interaction] = /^ringdesk:\/\/interaction\/([^/]+)$/.exec(url.href === text ? text : '') ?? [];
  const id = InteractionId.safeParse(interaction);
  if (id.success) return { kind: 'interaction', interactionId: id.data };
  if (url.hostname !== 'dial' || !['', '/'].includes(url.pathname)) return { kind: 'refused', code: 'unknown' };
  if (!telephony) return { kind: 'refused', code: 'noTelephony' };
  const others = [...url.searchParams.keys()].some((name) => name !== 'number');
  return dial(url.searchParams.get('number') ?? '', others || url.searchParams.size !== 1);
}

/** A number as people write it, without its spaces; parameters and header fields of SIP are never taken from a link. */
function dial(written: string, more: boolean): Link {
  let plain: string;
  try {
    plain = decodeURIComponent(written).trim();
  } catch {
    return { kind: 'refused', code: 'notALink' };
  }
  // A `+` of a query arrives as a space.
  const number = plain.replaceAll(/[ ().\u00A0-]/g, '');
  const fits = /^\+?[0-9*#]{2,32}$/.test(number);
  return !more && fits ? { kind: 'dial', number } : { kind: 'refused', code: 'unknown' };
}

/** The number in what somebody has copied, as people write it or as a link; undefined where it is none. */
export function copiedNumber(text: string): string | undefined {
  const copied = text.trim();
  if (copied.length > MAX_LENGTH) return undefined;
  const link = /^(tel|callto|sip):/i.test(copied) ? parseLink(copied, { telephony: true }) : dial(copied, false);
  return link.kind === 'dial' ? link.number : undefined;
}

/** The first argument that looks like one of the links, of a second start's command line. */
export function linkIn(args: readonly string[]): string | undefined {
  return args.find((arg) => /^(ringdesk|tel|callto|sip):/i.test(arg));
}

/** Links that wait for somebody to be signed in. */
export class LinkQueue {
  readonly #open: (link: Exclude<Link, { kind: 'refused' }>) => void;
  #ready = false;
  #waiting: Exclude<Link, { kind: 'refused' }>[] = [];

  /** @param open called for each link in order, once the desk listens */
  constructor(open: (link: Exclude<Link, { kind: 'refused' }>) => void) {
    this.#open = open;
  }

  /** At most three wait; an older one makes room: who presses a fourth link means that one. */
  add(link: Exclude<Link, { kind: 'refused' }>): void {
    if (this.#ready) this.#open(link);
    else this.#waiting = [...this.#waiting, link].slice(-3);
  }

  /** Somebody is signed in and the page listens, or no longer. */
  setReady(ready: boolean): void {
    this.#ready = ready;
    if (!ready) return;
    for (const link of this.#waiting.splice(0)) this.#open(link);
  }
}
