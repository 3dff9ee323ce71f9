import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the corpora of bad input are: in this repository (tests/corpora), or where RINGDESK_CORPORA says. */
const folder =
  process.env['RINGDESK_CORPORA'] ?? fileURLToPath(new URL('../../../../../tests/corpora/', import.meta.url));

function read<T>(name: string): readonly T[] | undefined {
  const file = `${folder}/${name}`;
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly T[]) : undefined;
}

/** 515 strings that break text handling; undefined only where RINGDESK_CORPORA names a folder without them. */
export const naughtyStrings = read<string>('naughty-strings.json');

/** 112 payloads that want to run as a script. */
export const htmlPayloads = read<{ readonly payload: string }>('html-payloads.json')?.map(({ payload }) => payload);
