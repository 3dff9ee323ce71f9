import { describe, expect, test } from 'vitest';

import type {} from '../../src/renderer/phone/testing/stage.ts';
import { MICROPHONE_HZ, noBrowser, phones } from './phoneStage.ts';

/** Decibels under full scale. */
const HEARD = -45;
const CUSTOMER_HZ = 500;
/** Before this the browser itself would not give the way up. */
const PATIENCE = { timeout: 10_000 };

/** A description whose ways all end at a port where nobody is. */
const nowhere = (sdp: string): string => sdp.replaceAll(/^(a=candidate:\S+ \d+ \S+ \d+ \S+) \d+/gm, '$1 9');

describe.skipIf(noBrowser)('a call that stands and carries nothing', { timeout: 60_000 }, () => {
  const open = phones();

  test('looks for another way by itself, once, and both are heard', async () => {
    const { page, peer } = await open();
    await expect.poll(() => page.evaluate(() => window.phone.state().line.phase), PATIENCE).toBe('ready');
    await page.evaluate((tone) => window.stage.open('customer', tone), CUSTOMER_HZ);
    await page.evaluate(() => window.phone.answer('call-1'));
    const sdp = nowhere(await page.evaluate(() => window.stage.at('customer').offer()));
    let asked = 0;
    peer.onReinvite = (offer) => {
      asked += 1;
      return page.evaluate((text) => window.stage.at('customer').answer(text), offer);
    };
    const answer = await peer.invite({ callId: 'call-1', role: 'talk', sdp });
    answer.ack();
    await page.evaluate((text) => window.stage.at('customer').accept(text), nowhere(answer.sdp));
    await expect.poll(() => asked, PATIENCE).toBe(1);
    const agentHears = () => page.evaluate((hz) => window.stage.hears(hz, 1_000), CUSTOMER_HZ);
    const customerHears = () => page.evaluate((hz) => window.stage.at('customer').hears(hz, 1_000), MICROPHONE_HZ);
    await expect.poll(agentHears, PATIENCE).toBeGreaterThan(HEARD);
    await expect.poll(customerHears, PATIENCE).toBeGreaterThan(HEARD);
    expect(asked).toBe(1);
  });
});
