/**
 * Maker of UUIDv7 ids (RFC 9562, section 5.7): each sorts after the one before, also when the clock stands still or
 * goes back. By hand because `crypto.randomUUID` is missing on pages served over plain http and makes version 4 only.
 *
 * @param now milliseconds since 1970
 * @param fill puts random bytes into the array it is given
 */
export function idMaker(now: () => number, fill: (bytes: Uint8Array<ArrayBuffer>) => void): () => string {
  let last = 0;
  return () => {
    last = Math.max(now(), last + 1);
    const bytes = new Uint8Array(10);
    fill(bytes);
    bytes[0] = 0x70 | ((bytes[0] ?? 0) & 0x0f);
    bytes[2] = 0x80 | ((bytes[2] ?? 0) & 0x3f);
    const hex = last.toString(16).padStart(12, '0') + [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  };
}
