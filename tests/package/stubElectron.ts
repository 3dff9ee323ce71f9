/**
 * A stand-in for Electron's distribution, as far as packaging touches it: the names it moves, and the block of bytes in which the
 * fuses are. The real one is 110 MB and cannot be had on a closed network.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Marks the fuses inside the binary (@electron/fuses). */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const SCHEMA_VERSION = 1;

/** The fuses of a fresh Electron, in their order on the wire. */
export const fuseNames = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const;

const freshFuses = '10110001';

/** Writes the distribution for Linux into `folder`. */
export function writeStubElectron(folder: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'), { recursive: true });
  const wire = Buffer.concat([
    Buffer.from('before the fuses'),
    Buffer.from(SENTINEL),
    Buffer.from([SCHEMA_VERSION, freshFuses.length]),
    Buffer.from(freshFuses),
    Buffer.from('after the fuses'),
  ]);
  writeFileSync(join(folder, 'electron'), wire, { mode: 0o755 });
  for (const name of ['version', 'LICENSE', 'LICENSES.chromium.html', 'locales/en-US.pak'])
    writeFileSync(join(folder, name), '');
}

/** Reads the fuses of a packed binary: name → on or off. */
export function readFuses(binary: Buffer): Readonly<Record<string, boolean>> {
  const at = binary.indexOf(SENTINEL) + SENTINEL.length;
  const length = binary[at + 1] ?? 0;
  const states = binary.subarray(at + 2, at + 2 + length).toString('ascii');
  return Object.fromEntries(fuseNames.map((name, index) => [name, states[index] === '1']));
}

/** Writes a program `fpm` into `folder` that notes what it was asked for, a line each time in `asked`, and makes the empty package. */
export function writeStubFpm(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const script = `#!/bin/sh
echo "$*" | tr '\\n' ' ' >> "$(dirname "$0")/asked"
echo >> "$(dirname "$0")/asked"
while [ $# -gt 0 ]; do
  if [ "$1" = --package ]; then : > "$2"; fi
  shift
done
`;
  writeFileSync(join(folder, 'fpm'), script, { mode: 0o755 });
}
