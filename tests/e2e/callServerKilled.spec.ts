/** The server is killed while it rings, and while two talk: both sides are told the truth, and no leg is left. */
import { expect, test } from '@playwright/test';

import { answer, CallScene, expectReady, expectSays } from './stage/callScene.ts';
import { expectHears, expectSilence } from './stage/voices.ts';

/** Reconnecting waits longer from try to try: this is the time of a bad day. */
const RECOVERY_MS = 30_000;
const STALE = /^(Not connected for|The server is restarting|What is shown may be old)/;

let stage: CallScene | undefined;
test.afterEach(async () => {
  await stage?.scene.close();
  stage = undefined;
});

test('killed while it rings: the caller is told that it failed, and it rings for nobody any more', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  stage = await CallScene.open(browser, ['Ana']);
  const ana = await stage.desk(stage.people[0]!);
  const vera = await stage.caller();
  await expect(ana.desk.offer).toBeVisible({ timeout: RECOVERY_MS });
  await stage.scene.server.kill();
  await expectSays(vera, 'The call could not be connected.');
  await stage.scene.restart();
  await expect(ana.page.getByText(STALE)).toHaveCount(0, { timeout: RECOVERY_MS });
  await expectReady(ana);
  await expect(ana.desk.offer).toHaveCount(0);
  await expect(ana.page.getByRole('button', { name: 'Waiting 0' })).toBeVisible();

  await test.step('and the next call is taken', async () => {
    // Their page may still be on its way back to the server: the press waits for it.
    await vera.page.getByRole('button', { name: 'Call again' }).click();
    await answer(ana);
    await expectHears(ana.page, vera.hz);
  });
});

test('killed while two talk: the call is lost for both and in the record, and nobody is heard', async ({ browser }) => {
  test.setTimeout(240_000);
  stage = await CallScene.open(browser, ['Ana']);
  const ana = await stage.desk(stage.people[0]!);
  const vera = await stage.caller();
  await answer(ana);
  await expectHears(ana.page, vera.hz);
  await stage.scene.server.kill();
  await expect(ana.page.getByText(STALE)).toBeVisible({ timeout: RECOVERY_MS });
  await stage.scene.restart();
  await expect(ana.page.getByText(STALE)).toHaveCount(0, { timeout: RECOVERY_MS });
  await expect(ana.bar.getByRole('timer')).toHaveCount(0, { timeout: 5_000 });
  await expectSilence(ana.page, vera.hz);
  await expectSilence(vera.page, ana.hz);
  await expectSays(vera, /^(The connection was lost\.|The call is over)/);
  await expectReady(ana);
  await ana.page
    .getByRole('navigation', { name: 'Main navigation' })
    .getByRole('button', { name: /^Calls/ })
    .click();
  const rows = ana.page.getByRole('table', { name: 'Calls' }).getByRole('row');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('Call lost');
});
