import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, describe, expect, test } from 'vitest';

import { startTestServer } from '../transport/testing/testServer.ts';
import { runCommand } from './runCommand.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

const ringdesk = async (root: string, ...words: string[]) => {
  const said: string[] = [];
  const code = await runCommand(words, {
    dataDir: root,
    host: '127.0.0.1',
    port: 7080,
    publicUrl: 'https://desk.example.com',
    wall: Date.now,
    write: (line) => said.push(line),
  });
  return { code, said: said.join('\n') };
};

/** A center with a sole admin, on the disk. */
async function center() {
  const root = mkdtempSync(join(tmpdir(), 'ringdesk-reset-'));
  roots.push(root);
  const server = await startTestServer({ dataDir: root });
  const admin = await server.person('Ada', 'admin');
  return { root, server, admin };
}

/** The secret of the address that was printed. */
const secretIn = (said: string): string => /https:\/\/desk\.example\.com\/join#([\w-]{43})/.exec(said)?.[1] ?? '';

describe('ringdesk reset-link', () => {
  test('lets a sole admin back in beside the running server, once, and says so in the log', async () => {
    const { root, server, admin } = await center();
    const { code, said } = await ringdesk(root, 'reset-link', ` ${admin.email.toUpperCase()} `);
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('https://desk.example.com/join#') });
    const secret = secretIn(said);
    const wish = { secret, name: 'Ada', password: 'a quite different phrase', language: 'en', device: 'browser' };
    expect((await server.post('/api/invitation/accept', wish)).status).toBe(200);
    const { entries } = await (await server.desk(admin)).ask('audit.list', { limit: 20 });
    expect(entries).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ act: 'resetLink.created', by: null, subject: admin.id }),
        expect.objectContaining({ act: 'password.reset', subject: admin.id }),
      ]),
    );
    expect((await server.post('/api/invitation/accept', wish)).status).toBe(410);
  });

  test('works on a stopped server, and says whom it does not know', async () => {
    const { root, server, admin } = await center();
    expect(await ringdesk(root, 'reset-link', 'nobody@example.com')).toEqual({
      code: 1,
      said: 'Nobody signs in with nobody@example.com.',
    });
    await server.stop();
    const { code, said } = await ringdesk(root, 'reset-link', admin.email);
    expect(code).toBe(0);
    const again = await startTestServer({ dataDir: root });
    const looked = await again.post('/api/invitation', { secret: secretIn(said) });
    expect(await looked.json()).toMatchObject({ purpose: 'resetPassword', email: admin.email });
    expect(await ringdesk(root, 'doctor')).toMatchObject({ said: expect.stringMatching(/ok +audit log/) });
  });
});
