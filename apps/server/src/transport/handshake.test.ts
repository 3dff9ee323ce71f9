import { io } from 'socket.io-client';
import { describe, expect, test } from 'vitest';

import { startTestServer } from './testing/testServer.ts';

describe('the handshake', () => {
  test('is refused without a live session, with another version, and from a foreign page', async () => {
    const server = await startTestServer();
    const ana = await server.person('Ana');
    const token = await server.token(ana);
    expect(await server.connect(undefined).refused()).toEqual({ code: 'signedOut' });
    expect(await server.connect('x'.repeat(43)).refused()).toEqual({ code: 'signedOut' });
    expect(await server.connect(token, {}, 99).refused()).toEqual({ code: 'wrongVersion', server: 1 });
    expect(await server.connect(token, { origin: 'https://evil.example' }).refused()).toEqual({
      code: 'originRefused',
    });
    expect(await server.connect(token, { origin: 'null' }).refused()).toEqual({ code: 'originRefused' });
    await server.connect(token, { origin: 'app://ringdesk' }).connected();
    await server.connect(token, { origin: server.url }).connected();
  });

  test.each(['/', '/admin', '/agent/x'])('lets nobody into the namespace %s', async (name) => {
    const server = await startTestServer();
    const socket = io(`${server.url}${name}`, { transports: ['websocket'], reconnection: false, forceNew: true });
    const answer = await new Promise((resolve) => {
      socket.once('connect', () => resolve('let in'));
      socket.once('connect_error', (error) => resolve(error.message));
    });
    socket.close();
    expect(answer).not.toBe('let in');
  });

  test('takes a browser’s cookie with the desk’s own origin only', async () => {
    const server = await startTestServer();
    const ana = await server.person('Ana');
    const cookie = `ringdesk-${server.running.port}=${await server.token(ana)}`;
    expect(await server.connect(undefined, { cookie }).refused()).toEqual({ code: 'signedOut' });
    expect(await server.connect(undefined, { cookie, origin: 'https://evil.example' }).refused()).toEqual({
      code: 'originRefused',
    });
    await server.connect(undefined, { cookie, origin: server.url }).connected();
  });

  test('without a session is counted per network', async () => {
    const server = await startTestServer();
    const answers = [];
    for (let attempt = 0; attempt < 62; attempt += 1) answers.push(await server.connect('y'.repeat(43)).refused());
    expect(answers.at(0)).toEqual({ code: 'signedOut' });
    expect(answers.at(-1)).toMatchObject({ code: 'slowDown' });
    await server.connect(await server.token(await server.person('Ana'))).connected();
  });

  test('of a visitor needs a channel that is on and a page of an allowed origin', async () => {
    const server = await startTestServer();
    const admin = await server.desk(await server.person('Admin', 'admin'));
    const { channelId } = await server.queue(admin, [], {}, { allowedOrigins: ['https://shop.example'] });
    expect(await server.page('no-such-channel').refused()).toEqual({ code: 'channelOff' });
    expect(await server.page(channelId).refused()).toEqual({ code: 'originRefused' });
    for (const origin of ['https://evil.example', 'https://shop.example.evil.example', 'http://shop.example', 'null']) {
      expect(await server.page(channelId, undefined, { origin }).refused()).toEqual({ code: 'originRefused' });
    }
    await server.page(channelId, undefined, { origin: 'https://SHOP.example' }).connected();
    await server.page(channelId, undefined, { origin: server.url }).connected();
  });

  test('of visitors stops at the limit of a network', async () => {
    const server = await startTestServer({ limits: { connectionsPerNetwork: 2 } });
    const admin = await server.desk(await server.person('Admin', 'admin'));
    const { channelId } = await server.queue(admin, []);
    const pages = [server.page(channelId), server.page(channelId)];
    await Promise.all(pages.map((page) => page.connected()));
    expect(await server.page(channelId).refused()).toMatchObject({ code: 'slowDown' });
  });
});
