/** Whom a call rings at: everybody at once, or one after the other. */
import { expect, test } from '@playwright/test';
import { RING_SECONDS } from '@ringdesk/shared/model/call.ts';

import { answer, CallScene, expectSays } from './stage/callScene.ts';
import { expectHears, expectHearsNot } from './stage/voices.ts';

/** Other processes have their part in it. */
const PATIENCE = { timeout: 25_000 };

let stage: CallScene | undefined;
test.afterEach(async () => {
  await stage?.scene.close();
  stage = undefined;
});

test('[15, 60] to all: it rings at both, the first has the call and the other is told; one by one: unanswered it goes on', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  stage = await CallScene.open(browser, ['Ana', 'Ben'], {
    distribution: 'toAll',
    wrapUpSeconds: 0,
    call: { rings: 4 },
  });
  const { scene, people } = stage;
  const ana = await stage.desk(people[0]!);
  const ben = await stage.desk(people[1]!);
  const vera = await stage.caller();

  await test.step('[15] to all', async () => {
    await expect(ana.desk.offer).toBeVisible(PATIENCE);
    // It is said for a few seconds only, while the two are being joined.
    await Promise.all([expect(ana.page.getByText(/went to Ben/).first()).toBeVisible(PATIENCE), answer(ben)]);
    await expect(ana.desk.offer).toHaveCount(0);
    await expectHears(vera.page, ben.hz);
    await expectHears(ben.page, vera.hz);
    await expectHearsNot(ana.page, vera.hz);
    await ben.bar.getByRole('button', { name: 'End', exact: true }).click();
    await expectSays(vera, /^The call is over/);
  });

  await test.step('[14, 60] strictly: after its rings the next one', async () => {
    await scene.center.changeQueue('Calls', ['Ana', 'Ben'], { distribution: 'strict' });
    await vera.page.getByRole('button', { name: 'Call again' }).click();
    await expect(ana.desk.offer).toBeVisible(PATIENCE);
    await expect(ben.desk.offer).toHaveCount(0);
    scene.server.pass(4 * RING_SECONDS * 1_000);
    await expect(ana.desk.offer).toHaveCount(0, PATIENCE);
    await answer(ben);
    await expectHears(vera.page, ben.hz);
    await expectHears(ben.page, vera.hz);
  });
  await ben.bar.getByRole('button', { name: 'End', exact: true }).click();
  await expectSays(vera, /^The call is over/);
  expect(scene.complaints).toEqual([]);
  expect(scene.server.errors).toEqual([]);
});
