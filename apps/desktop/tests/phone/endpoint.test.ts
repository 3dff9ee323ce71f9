import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, Page } from '@playwright/test';
import type { ChannelId, CustomerId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { chromiumPath } from '../../../../tools/chromium.ts';
import { agent, openSipStage, type SipStage } from '../../../server/src/channels/telephony/sip/testing/sipStage.ts';
import type { SoftphoneState } from '../../src/renderer/phone/softphone.ts';
import type {} from '../../src/renderer/phone/testing/stage.ts';
import { buildStage, MICROPHONE_HZ, openPhoneBrowser, visitorEntry } from './phoneStage.ts';
import type {} from './visitorPage.ts';

const executablePath = chromiumPath();
/** Decibels under full scale. */
const HEARD = -45;
const SILENT = -90;
const VISITOR_HZ = 500;
/** The address the endpoint's door lets in; Chromium is told that it is as good as encrypted. */
const SITE = 'http://desk.example';

describe.skipIf(executablePath === undefined)(
  'softphone, endpoint and visitor: the real ones, in three processes',
  { timeout: 120_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'ringdesk-endpoint-'));
    let browser: Browser;
    let stage: SipStage;
    let scripts: { readonly phone: string; readonly visitor: string };

    beforeAll(async () => {
      scripts = { phone: await buildStage(), visitor: await buildStage(visitorEntry) };
      browser = await openPhoneBrowser(executablePath ?? '', folder, [
        `--unsafely-treat-insecure-origin-as-secure=${SITE}`,
      ]);
      stage = await openSipStage();
    }, 90_000);

    afterEach(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
    });

    afterAll(async () => {
      await browser?.close();
      await stage?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const soon = <T>(look: () => T) => expect.poll(look, { timeout: 20_000 });
    const server = (): string => `http://127.0.0.1:${stage.port}`;
    const stateOf = (page: Page): Promise<SoftphoneState> => page.evaluate(() => window.phone.state());
    const callOf = async (page: Page) => (await stateOf(page)).calls.at(-1);
    const agentHears = (page: Page, hz: number): Promise<number> =>
      page.evaluate(([tone, ms]) => window.stage.hears(tone, ms), [hz, 1_500] as const);
    const visitorHears = (page: Page, hz: number): Promise<number> =>
      page.evaluate(([tone, ms]) => window.visitor.hears(tone, ms), [hz, 1_500] as const);

    const openAt = async (script: string): Promise<Page> => {
      const context = await browser.newContext({ permissions: [] });
      await context.grantPermissions(['microphone'], { origin: SITE });
      await context.route(`${SITE}/**`, (route) =>
        route.request().url().endsWith('stage.js')
          ? route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: script })
          : route.fulfill({ contentType: 'text/html', body: '<!doctype html><script src="/stage.js"></script>' }),
      );
      return context.newPage();
    };
    const softphone = async (name: string): Promise<Page> => {
      const page = await openAt(scripts.phone);
      const deskId = `desk-${name}`;
      await page.exposeFunction('ticketOfTest', () => ({
        path: `/sip?ticket=${stage.tickets.issue({ kind: 'softphone', agentId: agent(name), deskId })}`,
        uri: `sip:${name}@ringdesk.invalid`,
        iceServers: [],
        anchored: false,
      }));
      await page.goto(SITE);
      await page.evaluate(([id, origin]) => window.stage.start(id, origin), [deskId, server()] as const);
      await soon(async () => (await stateOf(page)).line.phase).toBe('ready');
      return page;
    };
    /** Somebody calls from the website; answers the call the endpoint made of it. */
    const visitor = async (name: string): Promise<{ page: Page; callId: InteractionId }> => {
      const page = await openAt(scripts.visitor);
      await page.goto(SITE);
      const before = stage.facts.filter(({ type }) => type === 'arrived').length;
      const ticket = stage.tickets.issue({
        kind: 'visitor',
        customerId: name as CustomerId,
        channelId: 'site' as ChannelId,
      });
      await page.evaluate(([origin, path, uri]) => window.visitor.call(origin, path, uri), [
        server(),
        `/sip?ticket=${ticket}`,
        `sip:${name}@ringdesk.invalid`,
      ] as const);
      const { callId } = await stage.fact('arrived', undefined, before);
      return { page, callId };
    };
    const take = async (desk: Page, name: string, callId: InteractionId, skip = 0): Promise<void> => {
      await desk.evaluate((id) => window.phone.answer(id), callId);
      stage.control.order({ type: 'connect', callId, agentId: agent(name) });
      await stage.fact('connected', callId, skip);
      await soon(async () => (await callOf(desk))?.phase).toBe('talking');
    };

    test('a visitor reaches an agent, both hear each other; hold is silence, and the visitor is told of it', async () => {
      const ana = await softphone('ana');
      const { page, callId } = await visitor('hannah');
      await soon(() => page.evaluate(() => window.visitor.events.map(({ type }) => type))).toContain('ringing');
      await take(ana, 'ana', callId);
      await soon(() => visitorHears(page, MICROPHONE_HZ)).toBeGreaterThan(HEARD);
      await soon(() => agentHears(ana, VISITOR_HZ)).toBeGreaterThan(HEARD);
      await ana.evaluate((id) => window.phone.hold(id), callId);
      expect(await stage.fact('held', callId)).toMatchObject({ on: true });
      await soon(async () => (await callOf(ana))?.hold).toBe('held');
      await soon(() => page.evaluate(() => window.visitor.events.at(-1))).toEqual({ type: 'held', on: true });
      // What was said before is still on its way for a moment.
      await soon(() => visitorHears(page, MICROPHONE_HZ)).toBeLessThan(SILENT);
      await ana.evaluate((id) => window.phone.resume(id), callId);
      await soon(async () => (await callOf(ana))?.hold).toBe('none');
      await soon(() => visitorHears(page, MICROPHONE_HZ)).toBeGreaterThan(HEARD);
      await page.evaluate(() => window.visitor.hangUp());
      expect(await stage.fact('ended', callId)).toMatchObject({ by: 'customer' });
      await soon(() => callOf(ana)).toMatchObject({ phase: 'ended', end: { because: 'farEnd' } });
    });

    test('a tab that is closed in a call: the visitor is on hold at once, and nobody waits long for a page that does not come back', async () => {
      const ana = await softphone('ana');
      const { page, callId } = await visitor('june');
      await take(ana, 'ana', callId);
      const leftAt = performance.now();
      await ana.goto('about:blank');
      expect(await stage.fact('held', callId)).toMatchObject({ on: true });
      await soon(() => page.evaluate(() => window.visitor.events.at(-1))).toEqual({ type: 'held', on: true });
      // It may as well be loaded anew: a page that goes cannot know.
      expect(await stage.fact('ended', callId)).toMatchObject({ by: 'agent', because: 'hangUp' });
      // A line that is lost without a word is given up after many seconds more.
      expect(performance.now() - leftAt).toBeLessThan(25_000);
    });

    test('a call handed on to a colleague: the visitor hears them, the first agent is out', async () => {
      const [ana, luis] = [await softphone('ana'), await softphone('luis')];
      const { page, callId } = await visitor('iris');
      await take(ana, 'ana', callId);
      await take(luis, 'luis', callId, 1);
      await soon(async () => (await callOf(ana))?.phase).toBe('ended');
      await soon(() => agentHears(luis, VISITOR_HZ)).toBeGreaterThan(HEARD);
      await soon(() => visitorHears(page, MICROPHONE_HZ)).toBeGreaterThan(HEARD);
      await luis.evaluate((id) => window.phone.hangUp(id), callId);
      expect(await stage.fact('ended', callId)).toMatchObject({ by: 'agent' });
      await soon(() => page.evaluate(() => window.visitor.events.at(-1))).toEqual({ type: 'ended', because: 'farEnd' });
    });

    test('a colleague is asked, then takes over', async () => {
      const [ana, luis] = [await softphone('ana'), await softphone('luis')];
      const { page, callId } = await visitor('jon');
      await take(ana, 'ana', callId);
      stage.control.order({
        type: 'authorise',
        callId,
        agentId: agent('ana'),
        role: 'consult',
        to: { kind: 'agent', agentId: agent('luis') },
        until: (Date.now() + 30_000) as never,
      });
      await luis.evaluate((id) => window.phone.answer(id, 'consult'), callId);
      await ana.evaluate((id) => window.phone.consult(id), callId);
      await soon(async () => (await callOf(ana))?.consult?.phase).toBe('talking');
      await soon(async () => (await callOf(luis))?.phase).toBe('talking');
      await soon(() => agentHears(luis, MICROPHONE_HZ)).toBeGreaterThan(HEARD);
      // What was said before is still on its way for a moment.
      await soon(() => visitorHears(page, MICROPHONE_HZ)).toBeLessThan(SILENT);
      await ana.evaluate((id) => window.phone.complete(id), callId);
      stage.control.order({ type: 'completeConsult', callId });
      await soon(() => callOf(ana)).toMatchObject({ phase: 'ended', end: { because: 'handedOver' } });
      await soon(() => callOf(luis)).toMatchObject({ phase: 'talking', role: 'talk' });
      await soon(() => agentHears(luis, VISITOR_HZ)).toBeGreaterThan(HEARD);
      await soon(() => visitorHears(page, MICROPHONE_HZ)).toBeGreaterThan(HEARD);
    });

    test('a supervisor hears both without being heard', async () => {
      const [ana, eva] = [await softphone('ana'), await softphone('eva')];
      const { page, callId } = await visitor('kim');
      await take(ana, 'ana', callId);
      stage.control.order({ type: 'listen', callId, agentId: agent('eva'), mode: 'listen' });
      await eva.evaluate((id) => window.phone.listen(id, 'listen'), callId);
      expect(await stage.fact('listening', callId)).toMatchObject({ mode: 'listen', on: true });
      await soon(async () => (await callOf(eva))?.phase).toBe('talking');
      await soon(() => agentHears(eva, VISITOR_HZ)).toBeGreaterThan(HEARD);
      await soon(() => agentHears(eva, MICROPHONE_HZ)).toBeGreaterThan(HEARD);
      await ana.evaluate((id) => window.phone.mute(id, true), callId);
      await soon(() => visitorHears(page, MICROPHONE_HZ)).toBeLessThan(SILENT);
    });

    test('what was not accepted at this desk is not answered', async () => {
      const ana = await softphone('ana');
      const { callId } = await visitor('lea');
      stage.control.order({ type: 'connect', callId, agentId: agent('ana') });
      expect(await stage.fact('connectFailed', callId)).toMatchObject({ agentId: 'ana' });
      expect((await stateOf(ana)).calls).toEqual([]);
    });
  },
);
