import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import { passwordLengthProblem } from '@ringdesk/shared/rules/passwordLength.ts';

/** OWASP's argon2id setting: 19 MiB, two passes, one lane (RFC 9106). */
const parameters = { memoryKiB: 19_456, passes: 2, lanes: 1, tagLength: 32 } as const;

/** At most this many hashes are computed at once, and this many may wait; more are told to come back. */
const AT_ONCE = 2;
const WAITING = 20;

export interface PasswordHashing {
  /** A PHC string (`$argon2id$v=19$…`) with a fresh salt. Refuses with `unavailable` when too many wait. */
  hash(password: string): Promise<Result<string, Refusal>>;
  /**
   * Whether the password belongs to the stored hash. With `undefined` (no such account) the same work is done and the
   * answer is no, so that time does not tell which addresses exist.
   */
  verify(password: string, stored: string | undefined): Promise<Result<boolean, Refusal>>;
  /** Whether the hash was made with older parameters and should be made anew at sign-in. */
  isOutdated(stored: string): boolean;
}

interface Phc {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
  readonly salt: Buffer;
  readonly tag: Buffer;
}

/** A hash nobody's password belongs to: of random bytes that were thrown away. */
const dummy: Phc = { ...parameters, salt: randomBytes(16), tag: randomBytes(parameters.tagLength) };

export function createPasswordHashing(): PasswordHashing {
  const pool = createPool(AT_ONCE, WAITING);
  return {
    async hash(password) {
      const salt = randomBytes(16);
      const tag = await pool(() => derive(password, { ...parameters, salt }));
      return tag.ok ? ok(format(salt, tag.value)) : tag;
    },
    async verify(password, stored) {
      const phc = stored === undefined ? dummy : parse(stored);
      const tag = await pool(() => derive(password, phc));
      if (!tag.ok) return tag;
      return ok(timingSafeEqual(tag.value, phc.tag) && stored !== undefined);
    },
    isOutdated(stored) {
      const phc = parse(stored);
      return (
        phc.memoryKiB !== parameters.memoryKiB || phc.passes !== parameters.passes || phc.lanes !== parameters.lanes
      );
    },
  };
}

/** Runs at most `atOnce` jobs together and lets `waiting` more wait in line. */
function createPool(atOnce: number, waiting: number) {
  let running = 0;
  const line: (() => void)[] = [];
  return async <T>(job: () => Promise<T>): Promise<Result<T, Refusal>> => {
    if (running >= atOnce) {
      if (line.length >= waiting) return refuse({ code: 'unavailable' });
      await new Promise<void>((resolve) => line.push(resolve));
    } else {
      running += 1;
    }
    try {
      return ok(await job());
    } finally {
      const next = line.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

const derive = (password: string, with_: Pick<Phc, 'memoryKiB' | 'passes' | 'lanes' | 'salt'>): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const { memoryKiB, passes, lanes, salt } = with_;
    const message = Buffer.from(password.normalize('NFC'), 'utf8');
    argon2(
      'argon2id',
      { message, nonce: salt, parallelism: lanes, tagLength: parameters.tagLength, memory: memoryKiB, passes },
      (error, tag) => (error ? reject(error) : resolve(tag)),
    );
  });

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

const format = (salt: Buffer, tag: Buffer): string =>
  `$argon2id$v=19$m=${parameters.memoryKiB},t=${parameters.passes},p=${parameters.lanes}$${unpadded(salt)}$${unpadded(tag)}`;

const shape = /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,})\$([A-Za-z0-9+/]{43})$/;

/** Reads a stored hash; anything else in its place is damage, so it throws. */
function parse(stored: string): Phc {
  const [, memoryKiB, passes, lanes, salt, tag] = shape.exec(stored) ?? [];
  if (salt === undefined || tag === undefined) throw new Error('A stored password hash cannot be read.');
  return {
    memoryKiB: Number(memoryKiB),
    passes: Number(passes),
    lanes: Number(lanes),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

/** Lower-case words of the person's name and e-mail that a password must not consist of; short ones are no hint. */
function ownWords(person: { readonly name: string; readonly email: string }): readonly string[] {
  const [local = ''] = person.email.split('@');
  return [...person.name.split(/\s+/), local].map((word) => word.toLowerCase()).filter((word) => [...word].length >= 4);
}

/** The rules for a new password: its length, none of one's own names in it; no composition rules. */
export function judgePassword(
  password: string,
  person: { readonly name: string; readonly email: string },
): Refusal | undefined {
  const length = passwordLengthProblem(password);
  if (length !== undefined) return { code: 'weakPassword', reason: length };
  const lower = password.toLowerCase();
  if (ownWords(person).some((word) => lower.includes(word))) return { code: 'weakPassword', reason: 'containsName' };
  return undefined;
}

/** Judges a new password and hashes it. */
export async function hashNewPassword(
  hashing: PasswordHashing,
  password: string,
  person: { readonly name: string; readonly email: string },
): Promise<Result<string, Refusal>> {
  const weak = judgePassword(password, person);
  return weak === undefined ? hashing.hash(password) : refuse(weak);
}
