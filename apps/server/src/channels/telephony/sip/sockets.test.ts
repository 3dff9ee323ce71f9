import { networkInterfaces } from 'node:os';
import { describe, expect, test, vi } from 'vitest';

import type { Place } from './flow.ts';
import { localAddressTo, openDatagrams } from './sockets.ts';
import { PATIENCE } from './testing/sipStage.ts';

const hasIpv6 = Object.values(networkInterfaces())
  .flat()
  .some((one) => one?.address === '::1');

describe('datagrams', () => {
  const open = async (host: string | undefined) => {
    const heard: { text: string; from: Place }[] = [];
    const socket = await openDatagrams(host, 0, (text, from) => heard.push({ text, from }));
    return { socket, heard };
  };

  test('without an address of our own go and come over IPv4, as IPv4', async () => {
    const any = await open(undefined);
    const far = await open('127.0.0.1');
    any.socket.send('there', { address: '127.0.0.1', port: far.socket.port });
    await vi.waitFor(() => expect(far.heard).toHaveLength(1), PATIENCE);
    far.socket.send('back', { address: '127.0.0.1', port: any.socket.port });
    await vi.waitFor(() => expect(any.heard).toHaveLength(1), PATIENCE);
    expect(any.heard[0]).toEqual({ text: 'back', from: { address: '127.0.0.1', port: far.socket.port } });
    any.socket.close();
    far.socket.close();
  });

  test.skipIf(!hasIpv6)('and over IPv6', async () => {
    const any = await open(undefined);
    const far = await open('::1');
    any.socket.send('there', { address: '::1', port: far.socket.port });
    await vi.waitFor(() => expect(far.heard).toHaveLength(1), PATIENCE);
    expect(any.socket.reaches('::1') && any.socket.reaches('127.0.0.1')).toBe(true);
    expect(far.socket.reaches('127.0.0.1')).toBe(false);
    any.socket.close();
    far.socket.close();
  });

  test('that cannot be sent are lost without a word: to nowhere, of the other family, and after the end', async () => {
    const { socket } = await open('127.0.0.1');
    const nowhere: Place[] = [
      { address: '127.0.0.1', port: 0 },
      { address: '127.0.0.1', port: 99_999 },
      { address: '2001:db8::1', port: 5_060 },
      { address: 'not an address', port: 5_060 },
    ];
    for (const to of nowhere) expect(() => socket.send('x', to)).not.toThrow();
    socket.close();
    expect(() => socket.send('x', { address: '127.0.0.1', port: 5_060 })).not.toThrow();
    expect(() => socket.close()).not.toThrow();
  });
});

test('our address on the way to another is the one the routes say', async () => {
  expect(await localAddressTo('127.0.0.1')).toBe('127.0.0.1');
  expect(await localAddressTo('not an address')).toBeUndefined();
});
