/** Calls over a line to the telephone network, through the real media server, to a desk in a browser. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Browser, expect, test } from '@playwright/test';
import type { CallSettings } from '@ringdesk/shared/model/call.ts';
import type { ChannelId, TrunkId } from '@ringdesk/shared/model/ids.ts';

import { loudness } from '../../apps/server/src/channels/telephony/media/testing/rtpPeer.ts';
import {
  hasRtpengine,
  type RunningRtpengine,
  startRtpengine,
} from '../../apps/server/src/channels/telephony/media/testing/rtpengine.ts';
import { channelsIn } from '../../apps/server/src/channels/telephony/media/testing/soundIn.ts';
import { answer, CallScene } from './stage/callScene.ts';
import { Center } from './stage/center.ts';
import { type LineCaller, openLineCaller } from './stage/lineCaller.ts';
import { newId } from './stage/newId.ts';
import { expectHears } from './stage/voices.ts';

const [SIP_PORT, CONTROL_PORT, MEDIA_PORT] = [7_645, 7_646, 32_200];
/** Where the line is. */
const NETWORK = '127.0.0.7';
const NUMBER = '+34910000000';
const CALLER = { address: NETWORK, number: '+34600111222' };
/** Amplitudes of 16 bits: a voice, and what is left of none. */
const VOICE = 2_500;
const NOBODY = 400;
const PATIENCE = { timeout: 25_000 };

test.skip(!hasRtpengine, 'rtpengine is not installed here');

let rtpengine: RunningRtpengine | undefined;
let stage: CallScene | undefined;
let caller: LineCaller | undefined;
test.afterEach(async () => {
  caller?.close();
  await stage?.scene.close();
  await rtpengine?.kill();
  caller = stage = rtpengine = undefined;
});

/** A center with a line whose number the queue Calls serves, and somebody who calls over it. */
async function open(
  browser: Browser,
  call: Partial<CallSettings>,
): Promise<{ readonly center: CallScene; readonly hugo: LineCaller }> {
  rtpengine = await startRtpengine(CONTROL_PORT, MEDIA_PORT);
  const center = await CallScene.open(browser, ['Ana'], { call });
  stage = center;
  const { scene } = center;
  scene.center.adminDesk.close();
  await scene.server.kill('SIGTERM');
  await scene.restart({
    RINGDESK_SIP_HOST: '0.0.0.0',
    RINGDESK_SIP_UDP_PORT: String(SIP_PORT),
    RINGDESK_RTPENGINE: `127.0.0.1:${CONTROL_PORT}`,
  });
  scene.center = await Center.enter(scene.server.url);
  const hugo = await openLineCaller(CALLER, SIP_PORT, 700);
  caller = hugo;
  const trunkId = newId<TrunkId>();
  await scene.center.adminDesk.ask('trunk.save', {
    trunkId,
    version: 0,
    name: 'Line',
    settings: {
      host: NETWORK,
      port: hugo.port,
      transport: 'udp',
      registers: false,
      user: 'ringdesk',
      authUser: '',
      allowedAddresses: [NETWORK],
      maxCalls: 5,
      dialAs: 'e164',
      country: 'ES',
    },
    password: null,
  });
  await scene.center.adminDesk.must('channel.create', {
    channelId: newId<ChannelId>(),
    name: 'Number',
    queueId: center.queueId,
    kind: 'phone',
    settings: { trunkId, number: NUMBER },
  });
  await expect
    .poll(async () => (await scene.center.adminDesk.ask('telephony.get', {})).mediaServer, PATIENCE)
    .toBe('ok');
  return { center, hugo };
}

/** Every sound file that was kept. */
const soundsIn = (folder: string): readonly string[] =>
  readdirSync(join(folder, 'attachments'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).subarray(0, 4).toString() === 'RIFF');

/** How loud it is in the half second in which it is loudest: over more, two clocks are not one any more. */
const loudest = (samples: Int16Array | undefined, hz: number): number => {
  const starts = Array.from({ length: Math.floor((samples?.length ?? 0) / 4_000) }, (_, index) => index * 4_000);
  return Math.max(0, ...starts.map((start) => loudness(samples!.slice(start, start + 4_000), hz)));
};

test('[57, 61, 73] a caller over UDP and the agent hear each other, on hold there is music; the recording has both voices', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const { center, hugo } = await open(browser, { recording: 'always', announceRecording: false });
  const ana = await center.desk(center.people[0]!);
  hugo.call(NUMBER);
  await answer(ana);
  await expectHears(ana.page, hugo.hz);
  await expect.poll(() => hugo.hears(ana.hz), PATIENCE).toBeGreaterThan(VOICE);

  await test.step('on hold the caller hears music and not the room', async () => {
    await ana.bar.getByRole('button', { name: 'Hold' }).click();
    await expect.poll(() => hugo.hears(ana.hz), PATIENCE).toBeLessThan(NOBODY);
    await expect.poll(() => hugo.hearsAnything(), PATIENCE).toBeGreaterThan(NOBODY);
    await ana.bar.getByRole('button', { name: 'Resume' }).click();
    await expect.poll(() => hugo.hears(ana.hz), PATIENCE).toBeGreaterThan(VOICE);
  });

  hugo.hangUp();
  await ana.page.getByRole('button', { name: /^Done/ }).click();
  await expect(
    ana.page
      .getByRole('log')
      .getByText(/recording/i)
      .first(),
  ).toBeVisible(PATIENCE);
  await expect.poll(() => soundsIn(center.scene.folder.path).length, PATIENCE).toBe(1);
  const [agent, customer] = await channelsIn(soundsIn(center.scene.folder.path)[0] ?? '');
  expect(loudest(customer, hugo.hz)).toBeGreaterThan(VOICE);
  expect(loudest(agent, ana.hz)).toBeGreaterThan(VOICE);
});
