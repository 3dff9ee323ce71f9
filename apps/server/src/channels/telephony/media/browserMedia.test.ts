import type { Browser } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { chromiumPath } from '../../../../../../tools/chromium.ts';
import { type AnchorStage, expectTones, hears, openAnchorStage } from './testing/anchorStage.ts';
import { type BrowserPhone, openBrowser, openBrowserPhone } from './testing/browserPhone.ts';
import { hasRtpengine, type RunningRtpengine, startRtpengine } from './testing/rtpengine.ts';
import { channelsIn } from './testing/soundIn.ts';
import { soundIn } from './sdp.ts';
import { toneFile } from './testing/toneFile.ts';

const CUSTOMER = 600;
const AGENT = 1_000;
const SECOND = 1_400;
const MUSIC = 2_000;
const executablePath = chromiumPath();

const trunk = { from: 'customer', to: 'agent', fromKind: 'plain', toKind: 'webrtc' } as const;
const pushed = { from: 'agent', to: 'customer', fromKind: 'webrtc', toKind: 'webrtc' } as const;

describe.skipIf(!hasRtpengine || executablePath === undefined)(
  'browsers at the media server',
  { timeout: 180_000 },
  () => {
    let rtpengine: RunningRtpengine;
    let browser: Browser;
    let stage: AnchorStage;
    let phones: BrowserPhone[] = [];

    beforeAll(async () => {
      rtpengine = await startRtpengine(12_231, 30_200);
      browser = await openBrowser(executablePath ?? '');
    });
    afterAll(async () => {
      await browser.close();
      await rtpengine.kill();
    });
    beforeEach(async () => {
      stage = await openAnchorStage([rtpengine]);
    });
    afterEach(async () => {
      await Promise.all(phones.map((phone) => phone.close()));
      phones = [];
      await stage.close();
    });
    const softphone = async (hertz: number, codecs: 'pcmu' | 'all' = 'all'): Promise<BrowserPhone> => {
      const phone = await openBrowserPhone(browser, hertz, codecs);
      phones.push(phone);
      return phone;
    };

    test('a trunk and softphones: sound both ways, hold, three transfers, a recording on the right channels', async () => {
      const { anchor } = stage;
      const callId = stage.newCall();
      const customer = await stage.phone(CUSTOMER);
      const agents = [await softphone(AGENT), await softphone(SECOND), await softphone(AGENT), await softphone(SECOND)];
      for (const [index, agent] of agents.entries()) {
        const offered = await anchor.offer(callId, { ...trunk, sdp: customer.sdp, replaces: index > 0 });
        customer.talkTo(await anchor.answer(callId, { ...trunk, sdp: await agent.answer(offered) }));
        await agents[index - 1]?.close();
        const [tone, other] = index % 2 === 0 ? [AGENT, SECOND] : [SECOND, AGENT];
        expect(await hears(customer, [tone], [other])).toBe(true);
        expect(await hears(agent, [CUSTOMER])).toBe(true);
        if (index === 0) await anchor.record(callId, true);
        expect(await hears(customer, [tone])).toBe(true);
      }
      await anchor.record(callId, false);
      const [left, right] = await channelsIn(stage.recorded[0]!.file);
      expectTones(left!.slice(1_600, 4_000), [AGENT], [CUSTOMER]);
      expectTones(left!.slice(-4_800, -2_400), [SECOND], [CUSTOMER]);
      expectTones(right!.slice(-4_800, -2_400), [CUSTOMER], [SECOND]);
    });

    test('a hold answered by the server: music for the customer, and afterwards the agent again', async () => {
      const { anchor } = stage;
      const callId = stage.newCall();
      const customer = await stage.phone(CUSTOMER);
      const agent = await softphone(AGENT);
      const offered = await anchor.offer(callId, { ...trunk, sdp: customer.sdp });
      customer.talkTo(await anchor.answer(callId, { ...trunk, sdp: await agent.answer(offered) }));
      expect(await hears(customer, [AGENT])).toBe(true);
      const back = { from: 'agent', to: 'customer', fromKind: 'webrtc', toKind: 'plain' } as const;
      for (const on of [true, false]) {
        const changed = (await agent.offer()).replace('a=sendrecv', on ? 'a=sendonly' : 'a=sendrecv');
        await anchor.offer(callId, { ...back, sdp: changed });
        const answer = customer.sdp.replace('a=sendrecv', on ? 'a=recvonly' : 'a=sendrecv');
        await agent.accept(await anchor.answer(callId, { ...back, sdp: answer }));
        await anchor.music(callId, 'customer', await toneFile(stage.folder, MUSIC), on);
        const [heard, not] = on ? [MUSIC, AGENT] : [AGENT, MUSIC];
        expect(await hears(customer, [heard], [not])).toBe(true);
      }
      expect(await hears(customer, [AGENT], [MUSIC])).toBe(true);
      expect(await hears(agent, [CUSTOMER])).toBe(true);
    });

    test('a caller of a trunk who waits with music is joined with softphones that offer: nothing of it is said to the trunk', async () => {
      const { anchor } = stage;
      const callId = stage.newCall();
      const customer = await stage.phone(CUSTOMER);
      const alone = await anchor.answerAlone(callId, customer.sdp, 'plain');
      customer.talkTo(alone);
      await anchor.music(callId, 'customer', await toneFile(stage.folder, MUSIC), true);
      expect(await hears(customer, [MUSIC])).toBe(true);
      const back = { from: 'agent', to: 'customer', fromKind: 'webrtc', toKind: 'plain' } as const;
      const agents = [await softphone(AGENT), await softphone(SECOND), await softphone(AGENT)];
      for (const [index, agent] of agents.entries()) {
        const offered = await anchor.offer(callId, { ...back, sdp: await agent.offer(), replaces: true });
        // The trunk goes on sending where it was told to at first.
        expect(soundIn(offered)?.port).toBe(soundIn(alone)?.port);
        await agent.accept(await anchor.answer(callId, { ...back, sdp: customer.sdp }));
        await agents[index - 1]?.close();
        const [tone, other] = index % 2 === 0 ? [AGENT, SECOND] : [SECOND, AGENT];
        expect(await hears(customer, [tone], [MUSIC, other])).toBe(true);
        expect(await hears(agent, [CUSTOMER])).toBe(true);
      }
    });

    test('a visitor from a browser hears music, then an agent, then another one; recorded and listened to', async () => {
      const { anchor } = stage;
      const callId = stage.newCall();
      const visitor = await softphone(CUSTOMER);
      await visitor.accept(await anchor.answerAlone(callId, await visitor.offer(), 'webrtc'));
      await anchor.music(callId, 'customer', await toneFile(stage.folder, MUSIC), true);
      expect(await hears(visitor, [MUSIC])).toBe(true);
      const agents = [await softphone(AGENT), await softphone(SECOND)];
      for (const [index, agent] of agents.entries()) {
        const offered = await anchor.offer(callId, { ...pushed, sdp: await agent.offer(), replaces: true });
        await agent.accept(await anchor.answer(callId, { ...pushed, sdp: await visitor.answer(offered) }));
        await agents[index - 1]?.close();
        expect(await hears(visitor, [index === 0 ? AGENT : SECOND])).toBe(true);
        expect(await hears(agent, [CUSTOMER])).toBe(true);
        if (index === 0) await anchor.record(callId, true);
      }
      const supervisor = await softphone(2_400);
      const asked = { listener: 'listener-1', sdp: await supervisor.offer(), kind: 'webrtc' } as const;
      const listening = await anchor.answerListener(callId, asked);
      await supervisor.accept(listening.sdp);
      expect(await hears(supervisor, [CUSTOMER, SECOND])).toBe(true);
      expect(await hears(visitor, [SECOND], [2_400])).toBe(true);
      await listening.end();
      await anchor.end(callId);
      const [left, right] = await channelsIn(stage.recorded[0]!.file);
      expectTones(left!.slice(-4_800, -2_400), [SECOND], [CUSTOMER]);
      expectTones(right!.slice(-4_800, -2_400), [CUSTOMER], [SECOND]);
    });

    test('a listener may be offered both parties as two streams', async () => {
      const { anchor } = stage;
      const callId = stage.newCall();
      const customer = await stage.phone(CUSTOMER);
      const [agent, supervisor] = [await softphone(AGENT), await softphone(2_400)];
      const offered = await anchor.offer(callId, { ...trunk, sdp: customer.sdp });
      customer.talkTo(await anchor.answer(callId, { ...trunk, sdp: await agent.answer(offered) }));
      const listening = await anchor.listen(callId, 'listener-1');
      await listening.answer(await supervisor.answer(listening.sdp));
      expect(await hears(supervisor, [CUSTOMER, AGENT])).toBe(true);
      await listening.end();
      expect(await hears(customer, [AGENT], [2_400])).toBe(true);
    });
  },
);
