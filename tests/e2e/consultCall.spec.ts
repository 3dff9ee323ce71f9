/** A colleague is asked while the customer waits; who hears whom is measured at every step. */
import { expect, test } from '@playwright/test';

import {
  answer,
  type CallDesk,
  CallScene,
  expectReady,
  expectSays,
  handTo,
  press,
  expectClean,
} from './stage/callScene.ts';
import { expectHears, expectHearsNot, expectSilence } from './stage/voices.ts';

const PATIENCE = { timeout: 25_000 };

/** The test's scene, closed also when the test fails. */
let stage: CallScene | undefined;
test.afterEach(async () => {
  await stage?.scene.close();
  stage = undefined;
});

/** Through the panel of the call bar; the customer is on hold from here on. */
async function ask({ page, bar }: CallDesk, colleague: string): Promise<void> {
  await bar.getByRole('button', { name: 'Transfer' }).click();
  const panel = page.getByRole('dialog', { name: 'Transfer call' });
  await panel.getByRole('option', { name: new RegExp(`^${colleague}`) }).click();
}

/** The two hear each other. */
async function expectTalk(one: { page: CallDesk['page']; hz: number }, other: typeof one): Promise<void> {
  await expectHears(one.page, other.hz);
  await expectHears(other.page, one.hz);
}

test('asked, back to the customer, asked again, all three, handed over', async ({ browser }) => {
  test.setTimeout(300_000);
  stage = await CallScene.open(browser, ['Ana', 'Ben'], { wrapUpSeconds: 0 });
  const ana = await stage.desk(stage.people[0]!);
  const ben = await stage.desk(stage.people[1]!);
  const vera = await stage.caller();
  await answer(ana);
  await expectTalk(ana, vera);

  await test.step('asked: the two agents talk, the customer hears neither', async () => {
    await ask(ana, 'Ben');
    await expectSays(vera, 'On hold, one moment please');
    await answer(ben);
    await expectTalk(ana, ben);
    await expectSilence(vera.page, ana.hz);
    await expectSilence(vera.page, ben.hz);
    await expectHearsNot(ben.page, vera.hz);
  });

  await test.step('changes over: talks with the customer while the colleague waits, and back', async () => {
    await press(ana, 'Swap');
    await expectTalk(ana, vera);
    await expectSilence(ben.page, ana.hz);
    await press(ana, 'Swap');
    await expectTalk(ana, ben);
    await expectSilence(vera.page, ana.hz);
  });

  await test.step('back to the customer: the colleague is out', async () => {
    await press(ana, 'Back to customer');
    await expectReady(ben);
    await expectTalk(ana, vera);
    await expectSays(vera, 'Connected');
  });

  await test.step('asked again, all three talk', async () => {
    await ask(ana, 'Ben');
    await answer(ben);
    await expectTalk(ana, ben);
    await press(ana, 'Conference');
    await expectTalk(ana, vera);
    await expectTalk(ben, vera);
    await expectTalk(ana, ben);
  });

  await test.step('handed over: the customer talks with the colleague alone', async () => {
    await press(ana, 'Complete transfer');
    await expectReady(ana);
    await expectTalk(ben, vera);
    await expectHearsNot(vera.page, ana.hz);
    await expectSays(vera, 'Connected');
  });

  await press(ben, 'End');
  await expectSays(vera, /^The call is over/);
  expectClean(stage);
});

test('who was handed the call without a word asks whom it came from, and hands it back', async ({ browser }) => {
  test.setTimeout(300_000);
  stage = await CallScene.open(browser, ['Ana', 'Ben'], { wrapUpSeconds: 0 });
  const ana = await stage.desk(stage.people[0]!);
  const ben = await stage.desk(stage.people[1]!);
  const vera = await stage.caller();
  await answer(ana);
  await handTo(ana, 'Ben');
  await answer(ben);
  await expectReady(ana);
  await expectTalk(ben, vera);

  await ask(ben, 'Ana');
  await answer(ana);
  await expectTalk(ana, ben);
  await expectSilence(vera.page, ben.hz);
  await press(ben, 'Complete transfer');
  await expectReady(ben);
  await expectTalk(ana, vera);
  await press(ana, 'End');
  await expectSays(vera, /^The call is over/);
  expectClean(stage);
});

test('sent on to a queue whose people are busy, the customer waits, sees their place, and is taken from there', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  stage = await CallScene.open(browser, ['Ana', 'Ben'], { wrapUpSeconds: 0 });
  await stage.queue('Workshop', [stage.people[1]!]);
  const ana = await stage.desk(stage.people[0]!);
  const ben = await stage.desk(stage.people[1]!);
  const vera = await stage.caller();
  await answer(ana);
  await expectTalk(ana, vera);
  await handTo(ana, 'Workshop');
  await expect(ben.desk.offer).toBeVisible(PATIENCE);
  await expectReady(ana);
  await ben.desk.decline();
  await expectSays(vera, 'Waiting for a free colleague');
  await expect(vera.page.getByText('You are number 1 in the queue.')).toBeVisible(PATIENCE);
  // A lone member is rung again half a minute after they declined [13]: long after whoever was there has closed their way.
  await expect(ben.desk.offer).toBeVisible({ timeout: 60_000 });
  await expectSays(vera, 'Ringing');
  await answer(ben);
  await expectTalk(ben, vera);
  await expectSays(vera, 'Connected');
  await press(ben, 'End');
  await expectSays(vera, /^The call is over/);
  expectClean(stage);
});
