/** Calls from a website through the real server to desks in browsers; who hears whom is measured. */
import { expect, test } from '@playwright/test';

import { answer, CallScene, expectSays } from './stage/callScene.ts';
import { expectHears, expectHearsNot } from './stage/voices.ts';

test('[57, 60, 73, 79] a visitor calls from a page of another origin: taken by key, heard both ways, held, over, wrapped up', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const stage = await CallScene.open(browser, ['Ana']);
  const ana = await stage.desk(stage.people[0]!);

  const vera = await stage.caller();
  await expectSays(vera, 'Ringing');
  await answer(ana);
  await expectSays(vera, 'Connected');
  await expectHears(ana.page, vera.hz);
  await expectHears(vera.page, ana.hz);

  await test.step('on hold the visitor hears nothing of the room, and is told', async () => {
    await ana.bar.getByRole('button', { name: 'Hold' }).click();
    await expectSays(vera, 'On hold, one moment please');
    await expectHearsNot(vera.page, ana.hz);
    await ana.bar.getByRole('button', { name: 'Resume' }).click();
    await expectSays(vera, 'Connected');
    await expectHears(vera.page, ana.hz);
  });

  await test.step('the agent hangs up', async () => {
    await ana.bar.getByRole('button', { name: 'End', exact: true }).click();
    await expectSays(vera, /^The call is over/);
    await expect(ana.page.getByRole('button', { name: 'Done' })).toBeVisible();
  });

  expect(stage.scene.complaints).toEqual([]);
  expect(stage.scene.server.errors).toEqual([]);
  await stage.scene.close();
});
