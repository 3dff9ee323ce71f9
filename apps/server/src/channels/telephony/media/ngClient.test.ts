import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { encode } from './bencode.ts';
import { createNgClient, type NgClient, NgRefused, NgSilent } from './ngClient.ts';

/** A media server that says what a test wants it to say. */
describe('orders to a media server', () => {
  let server: Socket;
  let client: NgClient;
  let heard: string[];
  let answer: (cookie: string, say: (bytes: string | Uint8Array) => void) => void;

  beforeEach(async () => {
    heard = [];
    server = createSocket('udp4');
    server.on('message', (bytes: Buffer, from: RemoteInfo) => {
      const text = bytes.toString();
      heard.push(text);
      answer(text.slice(0, text.indexOf(' ')), (reply) => server.send(reply, from.port, from.address));
    });
    server.bind(0, '127.0.0.1');
    await once(server, 'listening');
    let count = 0;
    client = await createNgClient({ host: '127.0.0.1', port: server.address().port }, () => `cookie${(count += 1)}`);
  });
  afterEach(() => {
    client.close();
    server.close();
  });

  test('the answer to a cookie is the answer to its order, in whatever order they come', async () => {
    const waiting: (() => void)[] = [];
    answer = (cookie, say) => waiting.push(() => say(`${cookie} ${encode({ result: 'ok', cookie })}`));
    const orders = [client.send('ping'), client.send('list', { limit: '3' })];
    await vi.waitFor(() => expect(waiting).toHaveLength(2));
    for (const say of waiting.toReversed()) say();
    expect((await Promise.all(orders)).map(({ cookie }) => cookie)).toEqual(['cookie1', 'cookie2']);
    expect(heard[1]).toBe('cookie2 d7:command4:list5:limit1:3e');
    expect(client.localAddress).toBe('127.0.0.1');
  });

  test('an order that got lost is repeated with the same cookie', async () => {
    answer = (cookie, say) => {
      if (heard.length === 3) say(`${cookie} ${encode({ result: 'pong' })}`);
    };
    expect(await client.send('ping')).toEqual({ result: 'pong' });
    expect(new Set(heard).size).toBe(1);
  });

  test('what it cannot do is told in its words', async () => {
    answer = (cookie, say) => say(`${cookie} ${encode({ result: 'error', 'error-reason': 'Unknown call-id' })}`);
    await expect(client.send('query')).rejects.toThrow(new NgRefused('Unknown call-id'));
  });

  test('silence ends after two seconds', async () => {
    answer = () => undefined;
    await expect(client.send('ping')).rejects.toBeInstanceOf(NgSilent);
    expect(heard).toHaveLength(4);
  });

  test('who waits when the client is closed is told at once', async () => {
    answer = () => undefined;
    const silent = client.send('ping');
    client.close();
    await expect(silent).rejects.toThrow(new NgSilent('closed'));
    // For the end of the test, which closes it.
    client = await createNgClient({ host: '127.0.0.1', port: server.address().port }, () => 'other');
  });

  test('noise is no answer and does no harm', async () => {
    const noise = fc.sample(fc.uint8Array({ maxLength: 80 }), { numRuns: 40, seed: 7 });
    answer = (cookie, say) => {
      for (const bytes of noise) {
        say(bytes);
        say(Buffer.concat([Buffer.from(`${cookie} `), bytes]));
      }
      say(`${cookie} ${encode({ result: 'ok' })}`);
    };
    expect(await client.send('ping')).toEqual({ result: 'ok' });
  });
});
