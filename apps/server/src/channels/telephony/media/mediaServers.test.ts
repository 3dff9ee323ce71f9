import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { createMediaServers } from './mediaServers.ts';
import { createNgClient } from './ngClient.ts';
import { NoMediaServer } from './noMediaServer.ts';
import { plainSound } from './sdp.ts';
import { type AnchorStage, hears, openAnchorStage } from './testing/anchorStage.ts';
import { hasRtpengine, type RunningRtpengine, startRtpengine } from './testing/rtpengine.ts';
import { channelsIn } from './testing/soundIn.ts';

const PATIENCE = { timeout: 15_000, interval: 20 };
const meet = { from: 'customer', to: 'agent', fromKind: 'plain', toKind: 'plain' } as const;

describe.skipIf(!hasRtpengine)('a media server dies', { timeout: 120_000 }, () => {
  let running: RunningRtpengine[] = [];
  let stage: AnchorStage | undefined;
  const start = async (port: number): Promise<RunningRtpengine> => {
    const one = await startRtpengine(port, 30_400 + (port - 12_232) * 100, 100);
    running.push(one);
    return one;
  };
  const end = async (one: RunningRtpengine): Promise<void> => {
    running = running.filter((other) => other !== one);
    await one.kill();
  };
  afterEach(async () => {
    await stage?.close();
    await Promise.all(running.map((one) => one.kill()));
    running = [];
  });

  test('calls are told, their recordings are whole, new ones are refused until it is back', async () => {
    const server = await start(12_232);
    const { anchor, told, recorded, ...opened } = (stage = await openAnchorStage([server]));
    const callId = opened.newCall();
    const [customer, agent] = [await opened.phone(600), await opened.phone(1_000)];
    await opened.join(callId, customer, agent);
    await anchor.record(callId, true);
    expect(await hears(customer, [1_000])).toBe(true);
    await end(server);
    await vi.waitFor(() => expect(told).toEqual(['down', `lost ${callId}`]), PATIENCE);
    await vi.waitFor(() => expect(recorded).toHaveLength(1), PATIENCE);
    expect((await channelsIn(recorded[0]!.file))[0]!.length).toBeGreaterThan(4_000);

    expect(anchor.available).toBe(false);
    const mixed = anchor.offer(opened.newCall(), { ...meet, toKind: 'webrtc', sdp: customer.sdp });
    await expect(mixed).rejects.toBeInstanceOf(NoMediaServer);
    const direct = opened.newCall();
    expect(await anchor.offer(direct, { ...meet, sdp: customer.sdp })).toBe(customer.sdp);
    await expect(anchor.music(direct, 'customer', null, true)).rejects.toBeInstanceOf(NoMediaServer);

    await start(12_232);
    await vi.waitFor(() => expect(told.at(-1)).toBe('up'), PATIENCE);
    await opened.join(opened.newCall(), customer, agent);
    expect(await hears(customer, [1_000])).toBe(true);
    // What began without it goes on without it.
    expect(await anchor.answer(direct, { ...meet, sdp: agent.sdp })).toBe(agent.sdp);
  });

  test('one that was started anew before anybody noticed has lost its calls all the same', async () => {
    const server = await start(12_232);
    const { told, ...opened } = (stage = await openAnchorStage([server]));
    const callId = opened.newCall();
    await opened.join(callId, await opened.phone(600), await opened.phone(1_000));
    await end(server);
    await start(12_232);
    await vi.waitFor(() => expect(told).toContain(`lost ${callId}`), PATIENCE);
  });

  test('the calls of another one go on, and new ones go there', async () => {
    const servers = [await start(12_232), await start(12_233)];
    const { anchor, told, ...opened } = (stage = await openAnchorStage(servers));
    const [customer, agent] = [await opened.phone(600), await opened.phone(1_000)];
    const others = [await opened.phone(700), await opened.phone(1_100)] as const;
    const [first, second] = [opened.newCall(), opened.newCall()];
    await opened.join(first, customer, agent);
    await opened.join(second, ...others);
    await end(servers[0]!);
    await vi.waitFor(() => expect(told).toEqual([`lost ${first}`]), PATIENCE);
    expect(anchor.available).toBe(true);
    expect(await hears(others[0], [1_100])).toBe(true);
    await opened.join(opened.newCall(), customer, agent);
    expect(await hears(customer, [1_000])).toBe(true);
  });
});

describe.skipIf(!hasRtpengine)('a media server that outlived a server', { timeout: 60_000 }, () => {
  test('loses the calls that were left there, and those of no other installation', async () => {
    const server = await startRtpengine(12_236, 30_800, 100);
    const client = await createNgClient(server, randomUUID);
    const sdp = plainSound({ address: '127.0.0.1', port: 9, direction: 'sendrecv', keys: 101 });
    for (const name of ['ringdesk-mine-left', 'ringdesk-mine-left/listener-ana', 'ringdesk-other-runs', 'elsewhere'])
      await client.send('offer', { 'call-id': name, 'from-tag': 'customer', sdp });
    const servers = createMediaServers({
      addresses: [server],
      prefix: 'ringdesk-mine-',
      newId: randomUUID,
      events: { health: () => undefined, lost: () => undefined },
    });
    await vi.waitFor(async () => {
      const { calls } = await client.send('list', { limit: '100' });
      expect(calls).toHaveLength(2);
      expect(calls).toEqual(expect.arrayContaining(['ringdesk-other-runs', 'elsewhere']));
    }, PATIENCE);
    servers.stop();
    client.close();
    await server.kill();
  });
});
