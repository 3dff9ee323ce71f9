import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('./ringdesk.ts', import.meta.url));

/** The program as the operator starts it, with nothing but these settings around it. */
function ringdesk(words: readonly string[], env: Readonly<Record<string, string>>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], { env, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

test('the program reads the settings of the server and ends with the code of what it found', () => {
  const root = mkdtempSync(join(tmpdir(), 'ringdesk-program-'));
  try {
    const healthy = ringdesk(['doctor'], { RINGDESK_DATA_DIR: root, RINGDESK_PORT: '0' });
    expect(healthy).toMatchObject({ status: 0, said: expect.stringContaining(`data in ${root}`) });
    expect(ringdesk([], { RINGDESK_DATA_DIR: root })).toMatchObject({
      status: 2,
      said: expect.stringContaining('ringdesk restore PATH'),
    });
    expect(ringdesk(['backup', join(root, 'x.db')], { RINGDESK_DATA_DIR: root })).toMatchObject({
      status: 1,
      said: expect.stringContaining('There is no database'),
    });
    expect(ringdesk(['doctor'], { RINGDESK_PORT: 'many' })).toMatchObject({
      status: 1,
      said: expect.stringContaining('RINGDESK_PORT'),
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}, 30_000);
