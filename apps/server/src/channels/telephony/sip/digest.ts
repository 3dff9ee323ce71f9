import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A nonce is good for this long, then the phone is told that its credentials are stale, not wrong. */
const NONCE_MS = 5 * 60_000;
const MAX_COUNTED = 10_000;

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** The parameters of `Authorization: Digest …` (RFC 3261, 25.1); undefined: it is something else. */
export function parseCredentials(header: string): ReadonlyMap<string, string> | undefined {
  if (!/^Digest[ \t]+/i.test(header) || header.length > 2_000) return undefined;
  const found = new Map<string, string>();
  for (const [, name, quoted, plain] of header
    .slice(6)
    .matchAll(/([a-z]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi)) {
    if (name !== undefined) found.set(name.toLowerCase(), quoted ?? plain ?? '');
  }
  return found;
}

export type Verdict = 'good' | 'wrong' | 'stale';

/**
 * The server's side of digest authentication (RFC 3261, 22; RFC 2617), which the library does not have. Nonces
 * carry their own time and origin, signed, so that nothing is kept for strangers; a count of uses (`nc`) is taken once.
 */
export function createDigest(realm: string, now: () => number) {
  const secret = randomBytes(32);
  /** Nonces that proved a password: where, and the highest count. Their signatures are known to be good. */
  const counted = new Map<string, { readonly origin: string; readonly count: number }>();
  const sign = (time: string, origin: string): string =>
    createHmac('sha256', secret).update(`${time} ${origin}`).digest('hex').slice(0, 32);

  const fresh = (nonce: string, origin: string): 'good' | 'stale' | 'wrong' => {
    const [time = '', signature = ''] = nonce.split('-');
    if (counted.get(nonce)?.origin !== origin && signature !== sign(time, origin)) return 'wrong';
    return now() - Number.parseInt(time, 36) > NONCE_MS ? 'stale' : 'good';
  };

  const replayed = (nonce: string, origin: string, count: number): boolean => {
    if (!(count > (counted.get(nonce)?.count ?? 0))) return true;
    if (counted.size >= MAX_COUNTED) counted.delete(counted.keys().next().value ?? '');
    counted.set(nonce, { origin, count });
    return false;
  };

  return {
    /** Header of a 401. MD5 alone: many phones give up at a challenge they do not know, even beside one they do. */
    challenge(origin: string, stale: boolean): string {
      const time = now().toString(36);
      const nonce = `${time}-${sign(time, origin)}`;
      return `WWW-Authenticate: Digest realm="${realm}", nonce="${nonce}", algorithm=MD5, qop="auth"${stale ? ', stale=true' : ''}`;
    },
    /** `origin`: where the request came from; a nonce is of no use elsewhere. */
    verify(credentials: ReadonlyMap<string, string>, method: string, password: string, origin: string): Verdict {
      const field = (name: string): string => credentials.get(name) ?? '';
      if (!/^(?:MD5)?$/i.test(field('algorithm')) || field('realm') !== realm || field('qop') !== 'auth')
        return 'wrong';
      const age = fresh(field('nonce'), origin);
      if (age === 'wrong') return 'wrong';
      const one = md5(`${field('username')}:${realm}:${password}`);
      const two = md5(`${method}:${field('uri')}`);
      const expected = md5(`${one}:${field('nonce')}:${field('nc')}:${field('cnonce')}:auth:${two}`);
      const given = field('response').toLowerCase();
      if (given.length !== expected.length || !timingSafeEqual(Buffer.from(given), Buffer.from(expected)))
        return 'wrong';
      if (age === 'stale' || replayed(field('nonce'), origin, Number.parseInt(field('nc'), 16))) return 'stale';
      return 'good';
    },
  };
}

export type Digest = ReturnType<typeof createDigest>;
