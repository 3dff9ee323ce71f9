import type { ChannelId, CustomerId } from '@ringdesk/shared/model/ids.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';

/** What is known of the person behind a socket, from the token and the handshake. */
export interface Visitor {
  readonly customerId: CustomerId;
  readonly channelId: ChannelId;
  /** Came with a token that holds, so there may be earlier conversations. */
  readonly known: boolean;
  readonly origin: string | undefined;
  /** The network the socket came from; what limits count. */
  readonly network: string;
  readonly pageUrl: string | undefined;
  readonly language: Language;
  /** Where their language is spoken, as the browser says it; ISO 3166-1 alpha-2. */
  readonly country: string | undefined;
}

const languages: readonly string[] = ['en', 'es', 'pt', 'ru'] satisfies Language[];

/** The first of the page's and browser's languages (BCP 47) the widget speaks; English otherwise. */
export function pickLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const [primary = ''] = tag.toLowerCase().split(/[-_]/);
    if (languages.includes(primary)) return primary as Language;
  }
  return 'en';
}

/** Query keys that carry secrets of the page more often than anything an agent needs. */
const secretKey = /token|key|secret|pass|pwd|auth|session|sid|code|sig|jwt|otp/i;

/**
 * The address of the page as the agent may see it: http(s) only, without credentials and fragment, secret-looking query values
 * removed, at most 1,000 characters; undefined for anything else.
 */
export function cleanPageUrl(raw: string): string | undefined {
  if (!URL.canParse(raw)) return undefined;
  const url = new URL(raw);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  url.username = '';
  url.password = '';
  url.hash = '';
  for (const key of Array.from(url.searchParams.keys())) if (secretKey.test(key)) url.searchParams.delete(key);
  return url.href.length <= 1_000 ? url.href : `${url.origin}${url.pathname}`.slice(0, 1_000);
}
