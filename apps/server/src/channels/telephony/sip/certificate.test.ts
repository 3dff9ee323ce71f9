import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createRenewal, readCertificate, RENEWED_EVERY_MS } from './certificate.ts';
import { listenForStreams, type Listening } from './sockets.ts';

const OPENSSL = '/usr/bin/openssl';

describe.skipIf(!existsSync(OPENSSL))('[57] a certificate for phones over TLS', () => {
  let folder: string;
  let port: number;
  let listening: Listening | undefined;
  const filesOf = (name: string) => ({ certFile: join(folder, `${name}.crt`), keyFile: join(folder, `${name}.key`) });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ringdesk-certificate-'));
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    ({ port } = free.address() as AddressInfo);
    free.close();
    await once(free, 'close');
    for (const name of ['old', 'new']) {
      const { certFile, keyFile } = filesOf(name);
      const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`];
      execFileSync(OPENSSL, [...args, '-keyout', keyFile, '-out', certFile], { stdio: 'ignore' });
    }
    await cp(filesOf('old').certFile, filesOf('used').certFile);
    await cp(filesOf('old').keyFile, filesOf('used').keyFile);
  });
  afterAll(async () => {
    listening?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Whose certificate the server shows. */
  const shown = (): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
      socket.once('error', reject);
      socket.once('secureConnect', () => {
        resolve(String(socket.getPeerCertificate().subject.CN));
        socket.destroy();
      });
    });

  test('is looked for anew each minute, and one that is written only in part keeps nobody out', async () => {
    const used = filesOf('used');
    listening = await listenForStreams({ host: '127.0.0.1', port, tls: await readCertificate(used) }, () => undefined);
    const noted: string[] = [];
    let now = 0;
    const renewed = createRenewal({ now: () => now, noted: (category) => void noted.push(category) });
    const look = () => renewed(used, (certificate) => listening?.renew(certificate));
    expect(await shown()).toBe('old');

    await cp(filesOf('new').certFile, used.certFile);
    await look();
    expect(await shown()).toBe('old');

    // The key is not written yet.
    now += RENEWED_EVERY_MS;
    await look();
    expect([await shown(), noted]).toEqual(['old', ['certificateUnusable']]);

    await cp(filesOf('new').keyFile, used.keyFile);
    now += RENEWED_EVERY_MS;
    await look();
    expect(await shown()).toBe('new');

    await writeFile(used.certFile, 'broken');
    now += RENEWED_EVERY_MS;
    await look();
    expect([await shown(), noted.length]).toEqual(['new', 2]);
  });
});
