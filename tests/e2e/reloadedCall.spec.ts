/** A desk whose page is loaded anew in the middle of a call takes the call back; who hears whom is measured after it. */
import { type Browser, expect, test, type Page, type Route } from '@playwright/test';

import { hasRtpengine } from '../../apps/server/src/channels/telephony/media/testing/rtpengine.ts';
import { answer, type CallDesk, CallScene, expectClean, expectSays, press } from './stage/callScene.ts';
import { callerHears, callerHearsNot, LineScene, NOBODY, PATIENCE } from './stage/lineScene.ts';
import { expectHears, expectSilence } from './stage/voices.ts';

/** Decibels under full scale. */
const HEARD = -38;

let stage: { readonly close: () => Promise<void> } | undefined;
test.afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

/** The browser asks before a page with a call is left; the person says yes. */
const leaves = (page: Page): void => void page.on('dialog', (dialog) => void dialog.accept());

const secondsIn = async ({ bar }: CallDesk): Promise<number> => {
  const [minutes = 0, seconds = 0] = (await bar.getByRole('timer').innerText()).split(':').map(Number);
  return minutes * 60 + seconds;
};

/**
 * Loads the page anew. The old one goes with the first byte of the new one, whose code is on its way until `arrive`.
 */
async function reload(page: Page): Promise<{ readonly arrive: () => Promise<void> }> {
  const arrives = Promise.withResolvers<void>();
  const hold = async (route: Route): Promise<void> => {
    await arrives.promise;
    await route.continue();
  };
  await page.route('**/*.js', hold);
  const reloaded = page.reload();
  return {
    arrive: async () => {
      arrives.resolve();
      await reloaded;
      await page.unroute('**/*.js', hold);
    },
  };
}

/** Vera has called from the page, and Ana talks with her. */
async function talking(browser: Browser) {
  const calls = await CallScene.open(browser, ['Ana']);
  stage = calls.scene;
  const ana = await calls.desk(calls.people[0]!);
  leaves(ana.page);
  const vera = await calls.caller();
  await answer(ana);
  await expectHears(vera.page, ana.hz);
  return { calls, ana, vera };
}

test('[78] a visitor hears that they are held while the desk is loaded anew, and both talk on: its time runs on', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const { calls, ana, vera } = await talking(browser);
  await expect.poll(() => secondsIn(ana), PATIENCE).toBeGreaterThanOrEqual(3);
  const before = await secondsIn(ana);

  await test.step('reloaded', async () => {
    const { arrive } = await reload(ana.page);
    await expectSays(vera, 'On hold, one moment please');
    await expectSilence(vera.page, ana.hz);
    await arrive();
    await expect(ana.bar.getByRole('timer')).toBeVisible(PATIENCE);
    await expectHears(vera.page, ana.hz);
    await expectHears(ana.page, vera.hz);
    await expectSays(vera, 'Connected');
    expect(await secondsIn(ana)).toBeGreaterThanOrEqual(before);
  });

  await test.step('who was on hold is there again, and nothing of the room is heard', async () => {
    await ana.bar.getByRole('button', { name: 'Hold' }).click();
    await expectSays(vera, 'On hold, one moment please');
    await ana.page.reload();
    await expect(ana.bar.getByRole('button', { name: 'Resume' })).toBeEnabled(PATIENCE);
    await expectSilence(vera.page, ana.hz);
    await expectSays(vera, 'On hold, one moment please');
    await ana.bar.getByRole('button', { name: 'Resume' }).click();
    await expectHears(vera.page, ana.hz);
    await expectHears(ana.page, vera.hz);
  });

  await test.step('one that is closed ends its call', async () => {
    await ana.page.close({ runBeforeUnload: false });
    await expectSays(vera, 'On hold, one moment please');
    await expectSays(vera, /^The call is over/);
  });
  expectClean(calls);
});

test('[78] a desk whose page fell down takes its call back', async ({ browser }) => {
  test.setTimeout(240_000);
  const { ana, vera } = await talking(browser);
  const devtools = await ana.page.context().newCDPSession(ana.page);
  const crashed = ana.page.waitForEvent('crash');
  void devtools.send('Page.crash').catch(() => undefined);
  await crashed;
  // Its old page is over for the tools as well: from here on the browser itself is asked.
  await devtools.send('Page.reload');
  await expectHears(vera.page, ana.hz);
  const anaHears = async (): Promise<unknown> => {
    const expression = `voices.loudest(${vera.hz}, 1_200)`;
    const { result } = await devtools.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    return result.value;
  };
  await expect.poll(anaHears, PATIENCE).toBeGreaterThan(HEARD);
  await vera.page.getByRole('button', { name: 'End call' }).click();
  await expectSays(vera, /^The call is over/);
});

test('[78] a caller over a line hears music while the desk is loaded anew, and both talk on', async ({ browser }) => {
  test.skip(!hasRtpengine, 'rtpengine is not installed here');
  test.setTimeout(240_000);
  const { line, hugo } = await LineScene.open(browser, ['Ana']);
  stage = line;
  const ana = await line.talking(hugo);
  leaves(ana.page);
  const { arrive } = await reload(ana.page);
  await callerHearsNot(hugo, ana.hz);
  await expect.poll(() => hugo.hearsAnything(), PATIENCE).toBeGreaterThan(NOBODY);
  await arrive();
  await callerHears(hugo, ana.hz);
  await expectHears(ana.page, hugo.hz);

  await test.step('also from hold, where the music goes on', async () => {
    await ana.bar.getByRole('button', { name: 'Hold' }).click();
    await callerHearsNot(hugo, ana.hz);
    await ana.page.reload();
    const resume = ana.bar.getByRole('button', { name: 'Resume' });
    await expect(resume).toBeEnabled(PATIENCE);
    await expect.poll(() => hugo.hearsAnything(), PATIENCE).toBeGreaterThan(NOBODY);
    await callerHearsNot(hugo, ana.hz);
    await resume.click();
    await callerHears(hugo, ana.hz);
    await expectHears(ana.page, hugo.hz);
  });
  expect(hugo.state()).toBe('standing');
  await press(ana, 'End');
  await expect.poll(() => hugo.state(), PATIENCE).toBe('ended');
  expectClean(line.calls);
});
