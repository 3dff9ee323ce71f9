import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * Leaves `x.js.br` and `x.js.gz` beside `x.js`, for browsers that take them: the server compresses nothing while it serves, and
 * not every proxy does.
 */
export function compress(path: string): void {
  const code = readFileSync(path);
  for (const [ending, bytes] of [
    ['br', brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: code.length } })],
    ['gz', gzipSync(code, { level: 9 })],
  ] as const) {
    // Whole or not at all: it may be asked for meanwhile.
    writeFileSync(`${path}.new`, bytes);
    renameSync(`${path}.new`, `${path}.${ending}`);
  }
}
