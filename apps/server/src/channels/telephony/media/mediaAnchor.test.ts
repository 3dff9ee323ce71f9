import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { type AnchorStage, expectTones, hears, openAnchorStage } from './testing/anchorStage.ts';
import {
  hasRtpengine,
  ownAddress,
  type RunningRtpengine,
  startRtpengine,
  startRtpengineWith,
} from './testing/rtpengine.ts';
import { channelsIn } from './testing/soundIn.ts';
import { toneFile } from './testing/toneFile.ts';
import { muLawOf } from './muLaw.ts';
import { soundFileName } from './unfinished.ts';
import { wavHeader } from './wav.ts';

const CUSTOMER = 600;
const AGENT = 1_000;
const SECOND = 1_400;
/** What a caller is played in these tests: a tone nobody here speaks in. */
const MUSIC = 2_000;
const PATIENCE = { timeout: 10_000, interval: 20 };

/** Samples of the longest stretch in which nothing is said. */
function longestSilence(samples: Int16Array): number {
  let [longest, run] = [0, 0];
  for (const sample of samples) {
    run = sample === 0 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

describe.skipIf(!hasRtpengine)('plain phones at the media server', { timeout: 120_000 }, () => {
  let rtpengine: RunningRtpengine;
  let stage: AnchorStage;

  beforeAll(async () => {
    rtpengine = await startRtpengine(12_230, 30_000);
  });
  afterAll(() => rtpengine.kill());
  beforeEach(async () => {
    stage = await openAnchorStage([rtpengine]);
  });
  afterEach(() => stage.close());

  test('both hear each other, and three transfers in a row move nothing at the customer', async () => {
    const callId = stage.newCall();
    const customer = await stage.phone(CUSTOMER);
    const agents = [await stage.phone(AGENT), await stage.phone(SECOND), await stage.phone(AGENT)];
    for (const [index, agent] of agents.entries()) {
      await stage.join(callId, customer, agent, index > 0);
      // The one before hangs up when the next one is there, and not a moment earlier.
      agents[index - 1]?.hangUp();
      const tone = index === 1 ? SECOND : AGENT;
      expect(await hears(customer, [tone], [tone === AGENT ? SECOND : AGENT])).toBe(true);
      expect(await hears(agent, [CUSTOMER])).toBe(true);
    }
  });

  test('on hold the customer hears music and not the agent, afterwards the agent again', async () => {
    const callId = stage.newCall();
    const [customer, agent] = [await stage.phone(CUSTOMER), await stage.phone(AGENT)];
    await stage.join(callId, customer, agent);
    expect(await hears(customer, [AGENT])).toBe(true);
    await stage.anchor.music(callId, 'customer', await toneFile(stage.folder, MUSIC), true);
    expect(await hears(customer, [MUSIC], [AGENT])).toBe(true);
    await stage.anchor.music(callId, 'customer', null, false);
    expect(await hears(customer, [AGENT], [MUSIC])).toBe(true);
  });

  test('music before anybody answers ends by itself when somebody does', async () => {
    const callId = stage.newCall();
    const [customer, agent] = [await stage.phone(CUSTOMER), await stage.phone(AGENT)];
    customer.talkTo(await stage.anchor.answerAlone(callId, customer.sdp, 'plain'));
    await stage.anchor.music(callId, 'customer', await toneFile(stage.folder, MUSIC), true);
    expect(await hears(customer, [MUSIC])).toBe(true);
    const meet = { from: 'customer', to: 'agent', fromKind: 'plain', toKind: 'plain' } as const;
    agent.talkTo(await stage.anchor.offer(callId, { ...meet, sdp: customer.sdp }));
    expect(await hears(customer, [MUSIC], [AGENT])).toBe(true);
    await stage.anchor.answer(callId, { ...meet, sdp: agent.sdp });
    expect(await hears(customer, [AGENT], [MUSIC])).toBe(true);
    expect(await hears(agent, [CUSTOMER])).toBe(true);
  });

  test('the music that comes with the product is heard', async () => {
    const callId = stage.newCall();
    const customer = await stage.phone(CUSTOMER);
    customer.talkTo(await stage.anchor.answerAlone(callId, customer.sdp, 'plain'));
    await stage.anchor.music(callId, 'customer', null, true);
    await vi.waitFor(() => {
      const heard = customer.heard();
      const energy = heard.reduce((sum, sample) => sum + sample ** 2, 0) / Math.max(1, heard.length);
      expect(Math.sqrt(energy)).toBeGreaterThan(300);
    }, PATIENCE);
  });

  test('a file the media server would die of never gets there: its own music is heard, a message can be left', async () => {
    const callId = stage.newCall();
    const customer = await stage.phone(CUSTOMER);
    const ogg = join(stage.folder, 'greeting.ogg');
    await writeFile(ogg, Buffer.concat([Buffer.from('OggS\0\u0002'), Buffer.alloc(4_000)]));
    customer.talkTo(await stage.anchor.answerAlone(callId, customer.sdp, 'plain'));
    await stage.anchor.music(callId, 'customer', ogg, true);
    await vi.waitFor(() => expect(customer.heard().some((sample) => Math.abs(sample) > 500)).toBe(true), PATIENCE);
    await expect(stage.anchor.play(callId, 'customer', ogg)).rejects.toThrow('no sound');
    await stage.anchor.voicemail(callId, ogg, 1);
    expect(stage.recorded.map(({ kind }) => kind)).toEqual(['voicemail']);
    expect(stage.told).toEqual([]);
  });

  test('an announcement is over when it was played, and is not mixed with what the other says', async () => {
    const callId = stage.newCall();
    const [customer, agent] = [await stage.phone(CUSTOMER), await stage.phone(AGENT)];
    await stage.join(callId, customer, agent);
    const playing = stage.anchor.play(callId, 'customer', await toneFile(stage.folder, MUSIC));
    expect(await hears(customer, [MUSIC], [AGENT])).toBe(true);
    await playing;
    expect(await hears(customer, [AGENT], [MUSIC])).toBe(true);
  });

  test('a recording has the agent left and the customer right, through a transfer', async () => {
    const callId = stage.newCall();
    const customer = await stage.phone(CUSTOMER);
    const [first, second] = [await stage.phone(AGENT), await stage.phone(SECOND)];
    await stage.join(callId, customer, first);
    await stage.anchor.record(callId, true);
    expect(await hears(customer, [AGENT])).toBe(true);
    expect(await hears(customer, [AGENT])).toBe(true);
    await stage.join(callId, customer, second, true);
    first.hangUp();
    expect(await hears(customer, [SECOND])).toBe(true);
    expect(await hears(customer, [SECOND])).toBe(true);
    await stage.anchor.record(callId, false);
    expect(stage.recorded).toHaveLength(1);
    const [sound] = stage.recorded;
    expect(sound).toMatchObject({ callId, kind: 'recording' });
    const [left, right] = await channelsIn(sound!.file);
    const [half, last] = [4_000, left!.length - 3_200];
    expectTones(left!.slice(half, half + 4_000), [AGENT], [CUSTOMER, SECOND]);
    expectTones(left!.slice(last - 4_000, last), [SECOND], [CUSTOMER, AGENT]);
    expectTones(right!.slice(half, half + 4_000), [CUSTOMER], [AGENT, SECOND]);
    expectTones(right!.slice(last - 4_000, last), [CUSTOMER], [AGENT, SECOND]);
    expect(sound!.seconds).toBe(Math.ceil(left!.length / 8_000));
    expect(Math.max(...sound!.peaks)).toBeGreaterThan(30);
    expect(sound!.peaks.length).toBeLessThanOrEqual(200);
  });

  test('a pause is silence in the file for both, as long as it lasted, and the keys pressed in it are told to nobody', async () => {
    const callId = stage.newCall();
    const [customer, agent] = [await stage.phone(CUSTOMER), await stage.phone(AGENT)];
    await stage.join(callId, customer, agent);
    expect(await stage.anchor.pauseRecording(callId, true)).toBe(false);
    await stage.anchor.record(callId, true);
    expect(await hears(customer, [AGENT])).toBe(true);
    expect(await hears(customer, [AGENT])).toBe(true);
    expect(await stage.anchor.pauseRecording(callId, true)).toBe(true);
    const told = stage.told.length;
    customer.press(4);
    // They go on hearing each other.
    expect(await hears(customer, [AGENT])).toBe(true);
    expect(await hears(customer, [AGENT])).toBe(true);
    expect(stage.told.slice(told)).toEqual([]);
    expect(await stage.anchor.pauseRecording(callId, false)).toBe(true);
    expect(await hears(customer, [AGENT])).toBe(true);
    expect(await hears(customer, [AGENT])).toBe(true);
    await stage.anchor.record(callId, false);
    const [left, right] = await channelsIn(stage.recorded[0]!.file);
    for (const [channel, tone] of [
      [left!, AGENT],
      [right!, CUSTOMER],
    ] as const) {
      expectTones(channel.slice(2_000, 6_000), [tone]);
      expectTones(channel.slice(-6_000, -2_000), [tone]);
      const quiet = longestSilence(channel);
      // Two half seconds were heard in it.
      expect(quiet).toBeGreaterThan(7_000);
      expect(quiet).toBeLessThan(channel.length - 12_000);
    }
  });

  test('both are told before a recording begins, and a call that ends leaves its recording whole', async () => {
    const callId = stage.newCall();
    const [customer, agent] = [await stage.phone(CUSTOMER), await stage.phone(AGENT)];
    await stage.join(callId, customer, agent);
    const recording = stage.anchor.record(callId, true, { language: 'pt' });
    await vi.waitFor(() => {
      // The notice stands in the place of their voices for either.
      expectTones(customer.heard().slice(-1_600), [], [AGENT]);
      expectTones(agent.heard().slice(-1_600), [], [CUSTOMER]);
    }, PATIENCE);
    await recording;
    expect(await hears(customer, [AGENT])).toBe(true);
    expect(await hears(agent, [CUSTOMER])).toBe(true);
    await stage.anchor.end(callId);
    expect(stage.recorded.map(({ kind }) => kind)).toEqual(['recording']);
  });

  test('a message is what was said between the tone and #, as a file every program plays', async () => {
    const callId = stage.newCall();
    const customer = await stage.phone(CUSTOMER);
    customer.talkTo(await stage.anchor.answerAlone(callId, customer.sdp, 'plain'));
    const message = stage.anchor.voicemail(callId, await toneFile(stage.folder, MUSIC), 60);
    expect(await hears(customer, [MUSIC])).toBe(true);
    expect(await hears(customer, [880])).toBe(true);
    await vi.waitFor(() => expect(customer.heard().length).toBe(0), PATIENCE);
    const began = performance.now();
    await vi.waitFor(() => expect(performance.now() - began).toBeGreaterThan(1_000), PATIENCE);
    customer.press(11);
    await message;
    expect(stage.told).toContain('customer pressed #');
    const [sound] = stage.recorded;
    expect(sound).toMatchObject({ callId, kind: 'voicemail' });
    const [voice] = await channelsIn(sound!.file);
    expect(voice!.length).toBeGreaterThan(4_000);
    expectTones(voice!.slice(0, 4_000), [CUSTOMER], [MUSIC, 880]);
  });

  test('a message ends with the call, or after its time; where nobody speaks there is none', async () => {
    const [first, second, third] = [stage.newCall(), stage.newCall(), stage.newCall()];
    const talkers = [await stage.phone(CUSTOMER), await stage.phone(CUSTOMER)];
    const mute = await stage.phone(CUSTOMER);
    for (const [index, callId] of [first, second].entries()) {
      talkers[index]!.talkTo(await stage.anchor.answerAlone(callId, talkers[index]!.sdp, 'plain'));
    }
    await stage.anchor.answerAlone(third, mute.sdp, 'plain');
    const ended = stage.anchor.voicemail(first, null, 60);
    const timed = stage.anchor.voicemail(second, null, 1);
    const silent = stage.anchor.voicemail(third, null, 1);
    await Promise.all([timed, silent]);
    await stage.anchor.end(first);
    await ended;
    expect(stage.recorded.map(({ callId }) => callId).toSorted()).toEqual([first, second].toSorted());
    expect(stage.recorded.find(({ callId }) => callId === second)?.seconds).toBe(1);
  });

  test('a listener hears both in one stream and is heard by neither, through a transfer', async () => {
    const callId = stage.newCall();
    const customer = await stage.phone(CUSTOMER);
    const [first, second] = [await stage.phone(AGENT), await stage.phone(SECOND)];
    const supervisor = await stage.phone(2_400);
    await stage.join(callId, customer, first);
    const offer = { listener: 'listener-1', sdp: supervisor.sdp, kind: 'plain' } as const;
    const listening = await stage.anchor.answerListener(callId, offer);
    supervisor.talkTo(listening.sdp);
    expect(await hears(supervisor, [CUSTOMER, AGENT])).toBe(true);
    expect(await hears(customer, [AGENT], [2_400])).toBe(true);
    await stage.join(callId, customer, second, true);
    first.hangUp();
    expect(await hears(supervisor, [CUSTOMER, SECOND], [AGENT])).toBe(true);
    await listening.end();
    supervisor.heard();
    expect(await hears(second, [CUSTOMER], [2_400])).toBe(true);
    expect(supervisor.heard().length).toBeLessThan(1_600);
  });

  test('after a crash what was recorded is whole and told, once the next process starts', async () => {
    const callId = stage.newCall();
    const name = soundFileName(callId, 'recording', 'x1');
    const sound = Uint8Array.from({ length: 16_001 }, (_, index) =>
      muLawOf(Math.round(8_000 * Math.sin((2 * Math.PI * AGENT * (index >> 1)) / 8_000))),
    );
    const next = await openAnchorStage([rtpengine], async (folder) => {
      for (const file of [`${name}.part`, 'of somebody else.wav.part']) {
        await writeFile(join(folder, file), [wavHeader({ format: 'muLaw', channels: 2 }, 0), sound]);
      }
    });
    await vi.waitFor(() => expect(next.recorded).toHaveLength(1), PATIENCE);
    const file = join(next.folder, name);
    expect(next.recorded[0]).toMatchObject({ callId, kind: 'recording', file, seconds: 1 });
    expect(next.recorded[0]?.peaks.length).toBeGreaterThan(50);
    expectTones((await channelsIn(file))[0]!, [AGENT]);
    expect(existsSync(join(next.folder, 'of somebody else.wav.part'))).toBe(true);
    await next.close();
  });

  test.skipIf(!existsSync('/usr/bin/sox'))('other programs read the files', async () => {
    const callId = stage.newCall();
    const [customer, agent] = [await stage.phone(CUSTOMER), await stage.phone(AGENT)];
    await stage.join(callId, customer, agent);
    await stage.anchor.record(callId, true);
    expect(await hears(customer, [AGENT])).toBe(true);
    await stage.anchor.end(callId);
    const said = execFileSync('soxi', [stage.recorded[0]!.file], { encoding: 'utf8' });
    expect(said).toMatch(/Channels +: 2[^]*Sample Rate +: 8000[^]*u-law/);
  });
});

describe.skipIf(!hasRtpengine)('a media server behind a NAT', { timeout: 120_000 }, () => {
  /** How the world sees it. */
  const OUTSIDE = '203.0.113.10';

  test('is recorded and listened to on its own machine', async () => {
    const interfaces = [`--interface=${ownAddress()}!${OUTSIDE}`, '-m', '30000', '-M', '30199', '--table=-1'];
    const rtpengine = await startRtpengineWith(12_237, [...interfaces, '--config-file=none', '--foreground', '-E']);
    const stage = await openAnchorStage([rtpengine]);
    const callId = stage.newCall();
    const phones = [await stage.phone(CUSTOMER), await stage.phone(AGENT), await stage.phone(SECOND)] as const;
    const [customer, agent, supervisor] = phones;
    // The router before it sends what is for the outside address here.
    const routed = (sdp: string): string => sdp.replaceAll(OUTSIDE, ownAddress());
    const meet = { from: 'customer', to: 'agent', fromKind: 'plain', toKind: 'plain' } as const;
    const offered = await stage.anchor.offer(callId, { ...meet, sdp: customer.sdp });
    expect(offered).toContain(`c=IN IP4 ${OUTSIDE}`);
    agent.talkTo(routed(offered));
    customer.talkTo(routed(await stage.anchor.answer(callId, { ...meet, sdp: agent.sdp })));
    await stage.anchor.record(callId, true);
    const listener = { listener: 'listener-1', sdp: supervisor.sdp, kind: 'plain' } as const;
    const listening = await stage.anchor.answerListener(callId, listener);
    supervisor.talkTo(routed(listening.sdp));
    expect(await hears(supervisor, [CUSTOMER, AGENT])).toBe(true);
    await stage.anchor.end(callId);
    const [left, right] = await channelsIn(stage.recorded[0]!.file);
    expectTones(left!.slice(1_600, 4_000), [AGENT], [CUSTOMER]);
    expectTones(right!.slice(1_600, 4_000), [CUSTOMER], [AGENT]);
    await stage.close();
    await rtpengine.kill();
  });
});
