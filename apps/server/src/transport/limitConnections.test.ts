import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';

import { limitConnections } from './socketServer.ts';

/** A server that lets three connections of a network in, and how many of those that come stay. */
async function bench(isExempt: (address: string) => boolean) {
  const http = createServer();
  limitConnections(http, isExempt, 3);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => void http.close());
  const { port } = http.address() as AddressInfo;
  const open = async (localAddress: string): Promise<Socket> => {
    const socket = connect({ host: '127.0.0.1', port, localAddress });
    onTestFinished(() => void socket.destroy());
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  };
  /** Whether it is answered, or turned away. */
  const stays = async (socket: Socket): Promise<boolean> => {
    const over = once(socket, 'close').then(() => false);
    const answered = once(socket, 'data').then(() => true);
    socket.write('NONSENSE\r\n\r\n');
    return Promise.race([over, answered]);
  };
  return { open, stays };
}

test('[I23] one network has so many connections at once, and another is not concerned', async () => {
  const { open, stays } = await bench(() => false);
  const first = await open('127.0.0.1');
  await open('127.0.0.1');
  await open('127.0.0.1');
  expect(await stays(await open('127.0.0.1'))).toBe(false);
  expect(await stays(await open('127.0.0.2'))).toBe(true);
  // Room that is left is room for the next.
  expect(await stays(first)).toBe(true);
  await once(first, 'close');
  expect(await stays(await open('127.0.0.1'))).toBe(true);
});

test('a proxy speaks for everybody', async () => {
  const { open, stays } = await bench((address) => address === '127.0.0.1');
  const sockets: Socket[] = [];
  for (let count = 0; count < 5; count += 1) sockets.push(await open('127.0.0.1'));
  expect(await Promise.all(sockets.map(stays))).toEqual([true, true, true, true, true]);
});
