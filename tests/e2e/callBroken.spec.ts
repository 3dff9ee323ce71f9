/** A visitor's connection breaks while it rings, while they wait, and while they talk: the call goes on. */
import { expect, test } from '@playwright/test';

import { answer, CallScene, expectReady, expectSays, press } from './stage/callScene.ts';
import { expectHears } from './stage/voices.ts';

const PATIENCE = { timeout: 25_000 };

let stage: CallScene | undefined;
test.afterEach(async () => {
  await stage?.scene.close();
  stage = undefined;
});

test('the connection breaks while it rings and while they talk: taken, heard, held and ended as if nothing had been', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  stage = await CallScene.open(browser, ['Ana'], { wrapUpSeconds: 0 });
  const ana = await stage.desk(stage.people[0]!);
  const vera = await stage.caller();
  await expectSays(vera, 'Ringing');
  await expect(ana.desk.offer).toBeVisible(PATIENCE);
  await vera.cut();
  await answer(ana);
  await expectSays(vera, 'Connected');
  await expectHears(ana.page, vera.hz);
  await expectHears(vera.page, ana.hz);

  await test.step('while they talk', async () => {
    await vera.cut();
    await expect(vera.page.getByText('The connection is interrupted. Trying again…')).toHaveCount(0, PATIENCE);
    await press(ana, 'Hold');
    await expectSays(vera, 'On hold, one moment please');
    await vera.cut();
    await press(ana, 'Resume');
    await expectSays(vera, 'Connected');
    await expectHears(vera.page, ana.hz);
    await expectHears(ana.page, vera.hz);
  });

  await test.step('the agent hangs up in the very moment: the visitor is told', async () => {
    await vera.cut();
    await press(ana, 'End');
    await expectSays(vera, /^The (call is over|connection was lost)/);
    await expectReady(ana);
  });
  expect(stage.scene.server.errors).toEqual([]);
});

test('who waits for somebody keeps their place; who hangs up without a connection is gone', async ({ browser }) => {
  test.setTimeout(240_000);
  stage = await CallScene.open(browser, ['Ana'], { wrapUpSeconds: 0 });
  const ana = await stage.desk(stage.people[0]!);
  const first = await stage.caller();
  await answer(ana);
  await expectHears(ana.page, first.hz);
  const vera = await stage.caller();
  await expectSays(vera, 'Waiting for a free colleague');
  await expect(vera.page.getByText('You are number 1 in the queue.')).toBeVisible(PATIENCE);
  await vera.cut();
  await press(ana, 'End');
  await expect(ana.desk.offer).toBeVisible(PATIENCE);
  await expectSays(vera, 'Ringing');
  await vera.cut();
  await vera.page.getByRole('button', { name: 'Cancel' }).click();
  await expectSays(vera, /^The call is over/);
  await expect(ana.desk.offer).toHaveCount(0, PATIENCE);
  await expectReady(ana);
  expect(stage.scene.server.errors).toEqual([]);
});
