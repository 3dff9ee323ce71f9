import { randomFillSync } from 'node:crypto';

/** Random bytes fetched at once: a call for each id costs several times what the id does. */
const POOL_BYTES = 4_096;
/** Random bytes of one id: four for the counter where a millisecond begins, six for the end. */
const ID_BYTES = 10;
/** The counter has 30 bits and begins in the lower half, so that half a billion ids fit into a millisecond. */
const COUNTER_START = 2 ** 29;
const COUNTER_END = 2 ** 30;

const hexOf = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/**
 * Fresh UUIDs of version 7 (RFC 9562), lower case. Each sorts after the one before: within a millisecond, and while the wall
 * clock is behind, a counter goes on (section 6.2, method 1), so that of what arrives at once the first is first.
 */
export function freshIds(wall: () => number): () => string {
  const pool = Buffer.alloc(POOL_BYTES);
  let next = POOL_BYTES;
  let at = 0;
  let counter = 0;
  let beginning = '';

  return () => {
    if (next + ID_BYTES > POOL_BYTES) {
      randomFillSync(pool);
      next = 0;
    }
    const now = Math.floor(wall());
    counter += 1;
    if (now > at || counter === COUNTER_END) {
      at = Math.max(now, at + 1);
      counter = pool.readUInt32BE(next) % COUNTER_START;
      const time = hexOf(at, 12);
      beginning = `${time.slice(0, 8)}-${time.slice(8)}`;
    }
    // Version and the upper 12 bits of the counter; variant and its next 14; its last four beside four random ones.
    const third = hexOf(0x7000 | (counter >>> 18), 4);
    const fourth = hexOf(0x8000 | ((counter >>> 4) & 0x3fff), 4);
    const mixed = hexOf(((counter & 0xf) << 4) | (pool.readUInt8(next + 4) & 0xf), 2);
    const end = pool.toString('hex', next + 5, next + ID_BYTES);
    next += ID_BYTES;
    return `${beginning}-${third}-${fourth}-${mixed}${end}`;
  };
}
