import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';

import { createFetchOutside, isPublic } from './fetchOutside.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});

async function listening(handler: Parameters<typeof createServer>[1]): Promise<number> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

describe('addresses nothing of ours may go to', () => {
  const outside = createFetchOutside({ allowPrivate: false, resolve: async () => ['93.184.216.34', '10.0.0.1'] });

  test.each([
    'http://93.184.216.34/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'https://224.0.0.1/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://metadata.google.internal/',
    'https://93.184.216.34:22/',
    'https://user:password@93.184.216.34/',
    'ftp://93.184.216.34/',
    'file:///etc/passwd',
    'not an address',
  ])('%s', async (url) => {
    expect(await outside({ url })).toEqual({ ok: false, error: 'refused' });
  });

  test('a name that leads inside as well as outside', async () => {
    expect(await outside({ url: 'https://both.example/' })).toEqual({ ok: false, error: 'refused' });
  });

  test('an address of the open internet is none of them', () => {
    expect(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946'].map(isPublic)).toEqual([true, true]);
  });
});

describe('with private addresses allowed', () => {
  test('a name is resolved once, and the connection goes to the address that was judged', async () => {
    const port = await listening((request, response) => response.end(request.headers.host));
    const answers = [['127.0.0.1'], ['192.0.2.1']];
    const outside = createFetchOutside({ allowPrivate: true, resolve: async () => answers.shift() ?? [] });
    const answer = await outside({ url: `http://gateway.example:${port}/` });
    expect(answer.ok && answer.value.body.toString()).toBe(`gateway.example:${port}`);
    expect(answers).toEqual([['192.0.2.1']]);
  });

  const outside = createFetchOutside({ allowPrivate: true });

  test('a redirect is an answer, and is not followed', async () => {
    let asked = 0;
    const port = await listening((_request, response) => {
      asked += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    const answer = await outside({ url: `http://127.0.0.1:${port}/` });
    expect(answer.ok && answer.value.status).toBe(302);
    expect(asked).toBe(1);
  });

  test('more than was asked for is refused while it comes', async () => {
    const port = await listening((_request, response) => {
      response.write('x'.repeat(2_000));
    });
    const answer = await outside({ url: `http://127.0.0.1:${port}/`, maxBytes: 1_000 });
    expect(answer).toEqual({ ok: false, error: 'tooLarge' });
  });

  test('nobody there, and one that hangs up, are told apart', async () => {
    const port = await listening((request) => request.socket.destroy());
    expect(await outside({ url: `http://127.0.0.1:${port}/` })).toEqual({ ok: false, error: 'broken' });
    expect(await outside({ url: 'http://127.0.0.1:1/' })).toEqual({ ok: false, error: 'unreachable' });
  });

  test('a slow one is given up on', async () => {
    const port = await listening((_request, response) => {
      response.write('slowly');
    });
    const answer = await outside({ url: `http://127.0.0.1:${port}/`, timeoutMs: 100 });
    expect(answer).toEqual({ ok: false, error: 'broken' });
  });
});
