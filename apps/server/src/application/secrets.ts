import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A fresh secret of 256 bits that nobody can guess, as base64url (43 characters). */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** 32 random bytes for a signing key. */
export const newSigningKey = (): Uint8Array => randomBytes(32);

/**
 * SHA-256 in hexadecimal: what is stored of a secret. Enough to recognise it, of no use to a thief; the secrets are
 * random, so there is no salt.
 */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret, 'utf8').digest('hex');

/** HMAC-SHA-256 (RFC 2104) under a key made for one purpose, so that a signature for one thing is none for another. */
export const signatureOf = (key: Uint8Array, purpose: string, text: string): string =>
  createHmac('sha256', createHmac('sha256', key).update(purpose).digest()).update(text, 'utf8').digest('base64url');

/** Compares without telling by its time how much was right. */
export function sameSecret(a: string, b: string): boolean {
  const left = createHash('sha256').update(a, 'utf8').digest();
  const right = createHash('sha256').update(b, 'utf8').digest();
  return timingSafeEqual(left, right);
}
