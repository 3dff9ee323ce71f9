import { expect, test } from 'vitest';

import { createPasswordHashing, judgePassword } from './passwordHashing.ts';

const valueOf = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

test('a password is recognised by its hash, whatever way its letters were composed', async () => {
  const hashing = createPasswordHashing();
  const hash = valueOf(await hashing.hash('pässword phrase'));
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(valueOf(await hashing.verify('pa\u0308ssword phrase', hash))).toBe(true);
  expect(valueOf(await hashing.verify('passwort phrase', hash))).toBe(false);
  expect(valueOf(await hashing.verify('pässword phrase', undefined))).toBe(false);
  expect(hash).not.toBe(valueOf(await hashing.hash('pässword phrase')));
  expect(hashing.isOutdated(hash)).toBe(false);
  expect(hashing.isOutdated(hash.replace('m=19456', 'm=4096'))).toBe(true);
  await expect(hashing.verify('x', 'damaged')).rejects.toThrow('cannot be read');
});

test('two are computed at once, twenty wait, more are told to come back', async () => {
  const hashing = createPasswordHashing();
  const results = await Promise.all(Array.from({ length: 25 }, () => hashing.verify('x', undefined)));
  expect(results.filter((result) => !result.ok)).toHaveLength(3);
  expect(results.at(-1)).toEqual({ ok: false, error: { code: 'unavailable' } });
});

test.each([
  ['short', 'tooShort'],
  ['🔑🔑🔑🔑🔑🔑🔑🔑🔑', 'tooShort'],
  ['x'.repeat(129), 'tooLong'],
  ['Lovelace-2026!', 'containsName'],
  ['my ada.l account', 'containsName'],
  ['ten letters', undefined],
  ['🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑', undefined],
])('%s: %s', (password, reason) => {
  const refusal = judgePassword(password, { name: 'Ada Lovelace', email: 'ada.l@example.com' });
  expect(refusal === undefined ? undefined : 'reason' in refusal && refusal.reason).toBe(reason);
});
