import type { Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';

import type {} from '../../src/renderer/phone/testing/stage.ts';
import { type Desk, MICROPHONE_HZ, noBrowser, phones } from './phoneStage.ts';

const HEARD = -45;
const SILENT = -80;

describe.skipIf(noBrowser)('whether the microphone works', { timeout: 120_000 }, () => {
  const open = phones();

  const soon = <T>(look: () => T) => expect.poll(look, { timeout: 15_000 });
  const microphoneOf = (page: Page) => page.evaluate(() => window.phone.state().microphone);
  const reportsOf = (page: Page) => page.evaluate(() => window.stage.reports);

  /** The headset in its socket, or out of it: what is listed and what can be opened, and the browser's word that it changed. */
  const plug = (page: Page, there: boolean): Promise<void> =>
    page.evaluate((there) => {
      const { mediaDevices } = navigator;
      mediaDevices.enumerateDevices = async () =>
        there ? MediaDevices.prototype.enumerateDevices.call(mediaDevices) : [];
      mediaDevices.getUserMedia = (wish) =>
        there
          ? MediaDevices.prototype.getUserMedia.call(mediaDevices, wish)
          : Promise.reject(new DOMException('', 'NotFoundError'));
      mediaDevices.dispatchEvent(new Event('devicechange'));
    }, there);

  const registered = async (): Promise<Desk> => {
    const desk = await open();
    await soon(() => microphoneOf(desk.page)).toEqual({ state: 'ok' });
    return desk;
  };

  test('a headset that is plugged in again takes calls by itself', async () => {
    const { page } = await registered();
    await plug(page, false);
    await soon(() => microphoneOf(page)).toEqual({ state: 'blocked', problem: 'missing' });
    await plug(page, true);
    await soon(() => microphoneOf(page)).toEqual({ state: 'ok' });
    expect(await reportsOf(page)).toEqual(['ok', 'blocked', 'ok']);
  });

  test('the headset of the system is heard again in the same call', async () => {
    const { page, peer } = await registered();
    await page.evaluate(() => {
      window.stage.open('customer', 500);
      window.phone.answer('call-1');
    });
    const sdp = await page.evaluate(() => window.stage.at('customer').offer());
    const answer = await peer.invite({ callId: 'call-1', role: 'talk', sdp });
    answer.ack();
    await page.evaluate((text) => window.stage.at('customer').accept(text), answer.sdp);
    const hears = () => page.evaluate((hz) => window.stage.at('customer').hears(hz, 1_500), MICROPHONE_HZ);
    await soon(hears).toBeGreaterThan(HEARD);
    await plug(page, false);
    // What a browser does with the track of a device that was pulled out.
    await page.evaluate(() => window.stage.cutMicrophone());
    await soon(() => microphoneOf(page)).toEqual({ state: 'blocked', problem: 'missing' });
    expect(await page.evaluate(() => window.stage.notices)).toContainEqual({
      kind: 'microphoneFailed',
      problem: 'missing',
      talking: true,
    });
    // What was on its way is over, so that it cannot be taken for the headset.
    await soon(hears).toBeLessThan(SILENT);
    await plug(page, true);
    await soon(() => microphoneOf(page)).toEqual({ state: 'ok' });
    await soon(hears).toBeGreaterThan(HEARD);
  });

  test('another program lets the microphone go: calls come again', async () => {
    const { page } = await registered();
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotReadableError'));
      window.phone.askForMicrophone();
    });
    await soon(() => microphoneOf(page)).toEqual({ state: 'blocked', problem: 'inUse' });
    // Still held: that a device came is no reason to believe otherwise.
    await page.evaluate(() => navigator.mediaDevices.dispatchEvent(new Event('devicechange')));
    expect(await microphoneOf(page)).toEqual({ state: 'blocked', problem: 'inUse' });
    await plug(page, true);
    await soon(() => microphoneOf(page)).toEqual({ state: 'ok' });
  });

  test('a permission that was not given yet is no microphone, and one that is taken away is none any more', async () => {
    const { page } = await open({ asksPermission: true });
    await soon(() => microphoneOf(page)).toEqual({ state: 'blocked', problem: 'unasked' });
    expect(await reportsOf(page)).toEqual(['blocked']);
    const says = (state: PermissionState) => page.evaluate((next) => window.stage.setPermission(next), state);
    await says('granted');
    await soon(() => microphoneOf(page)).toEqual({ state: 'ok' });
    await says('denied');
    await soon(() => microphoneOf(page)).toEqual({ state: 'blocked', problem: 'blocked' });
    await says('granted');
    await soon(() => microphoneOf(page)).toEqual({ state: 'ok' });
    expect(await reportsOf(page)).toEqual(['blocked', 'ok', 'blocked', 'ok']);
  });
});
