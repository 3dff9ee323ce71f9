import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { agent, openSipStage, PATIENCE, type SipStage } from './testing/sipStage.ts';

const PORT = 15_066;
const OPENSSL = '/usr/bin/openssl';

const request = (method: string): string =>
  [
    `${method} sip:ringdesk.invalid SIP/2.0`,
    'Via: SIP/2.0/TLS 127.0.0.1:5061;branch=z9hG4bKtls',
    'From: <sip:ute@ringdesk.invalid>;tag=1',
    'To: <sip:ute@ringdesk.invalid>',
    'Call-ID: tls',
    `CSeq: 1 ${method}`,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');

describe.skipIf(!existsSync(OPENSSL))('phones over TLS', () => {
  let stage: SipStage;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ringdesk-tls-'));
    const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=ringdesk.invalid'];
    execFileSync(OPENSSL, [...args, '-keyout', keyFile, '-out', certFile], { stdio: 'ignore' });
    stage = await openSipStage({
      phones: [{ agentId: agent('ute'), user: 'ute', password: 'geheim' }],
      listen: { host: '127.0.0.1', udpPort: undefined, tcpPort: undefined, tls: { port: PORT, certFile, keyFile } },
    });
    // Who comes before the port stands open is turned away; the patience of the tests is for what they ask of it.
    await vi.waitFor(async () => (await open()).socket.destroy(), { timeout: 50_000, interval: 50 });
  });
  afterAll(async () => {
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  });

  const open = async (): Promise<{ socket: TLSSocket; heard: () => string; closed: Promise<unknown> }> => {
    let text = '';
    const socket = connect({ host: '127.0.0.1', port: PORT, rejectUnauthorized: false });
    socket.on('data', (bytes: Buffer) => (text += bytes.toString('utf8')));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await once(socket, 'secureConnect');
    return { socket, heard: () => text, closed };
  };

  test('a REGISTER is challenged, in whatever pieces it comes', async () => {
    const { socket, heard } = await open();
    for (const piece of request('REGISTER').match(/[\s\S]{1,40}/g) ?? []) socket.write(piece);
    await vi.waitFor(() => expect(heard()).toMatch(/^SIP\/2\.0 401 Unauthorized\r\n/), PATIENCE);
    expect(heard()).toContain('WWW-Authenticate: Digest realm="ringdesk.invalid"');
    socket.destroy();
  });

  test('a stranger who asks for anything else is cut off without a word', async () => {
    const { socket, heard, closed } = await open();
    socket.write(request('INVITE'));
    await closed;
    expect(heard()).toBe('');
  });
});
