/** Calls from a website through the real server to desks in browsers; who hears whom is measured. */
import { expect, test } from '@playwright/test';
import type { VisitorClient } from '../../apps/server/src/transport/testing/clients.ts';

import { desk as socketOf, visitor as chatVisitor } from './stage/center.ts';
import { answer, CallScene, expectReady, expectSays, handTo, press, expectClean } from './stage/callScene.ts';
import { expectHears, expectHearsNot, expectSilence } from './stage/voices.ts';

/** Joining anew takes several processes. Milliseconds. */
const JOINING_MS = 25_000;

/** The test's scene, closed also when the test fails. */
let stage: CallScene | undefined;
test.afterEach(async () => {
  await stage?.scene.close();
  stage = undefined;
});

test('[57, 60, 73, 79] a visitor calls from a page of another origin: taken by key, heard both ways, held, noted, over, wrapped up', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  stage = await CallScene.open(browser, ['Ana'], { topics: ['Order', 'Repair'] });
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
    await expectSilence(vera.page, ana.hz);
    await ana.bar.getByRole('button', { name: 'Resume' }).click();
    await expectSays(vera, 'Connected');
    await expectHears(vera.page, ana.hz);
  });

  await test.step('the agent notes, hangs up and wraps up with a topic', async () => {
    const note = ana.page.getByRole('textbox', { name: 'Note on this call' });
    await note.fill('Wants the blue one');
    await note.press('Enter');
    await press(ana, 'End');
    await expectSays(vera, /^The call is over/);
    await expect(ana.page.getByRole('contentinfo', { name: /^Call with/ })).toHaveCount(0);
    await ana.page.getByRole('button', { name: 'Repair' }).click();
    await ana.page.getByRole('button', { name: /^Done/ }).click();
    await expect(ana.desk.happening('You hung up after')).toBeVisible();
  });

  await test.step('the visitor calls again and hangs up', async () => {
    await vera.page.getByRole('button', { name: 'Call again' }).click();
    await answer(ana);
    await expectHears(ana.page, vera.hz);
    await vera.page.getByRole('button', { name: 'End call' }).click();
    await expectSays(vera, /^The call is over/);
    await ana.page.getByRole('button', { name: /^Done/ }).click();
  });

  await test.step('both are in the history, with the note', async () => {
    await ana.page.getByRole('navigation', { name: 'Main navigation' }).getByRole('button', { name: 'Calls' }).click();
    const rows = ana.page.getByRole('table', { name: 'Calls' }).getByRole('row');
    await expect(rows).toHaveCount(3);
    await expect(rows.nth(1)).toContainText('Ana');
    await rows.nth(2).click();
    await expect(ana.page.getByRole('dialog').getByText('Wants the blue one')).toBeVisible();
  });
  expectClean(stage);
});

test('[14, 61, 80] declined, it rings at the next; declined by everybody, it is a missed call', async ({ browser }) => {
  test.setTimeout(240_000);
  stage = await CallScene.open(browser, ['Ana', 'Ben'], {
    call: { missed: { kind: 'hangUp', announcementId: null } },
  });
  const ana = await stage.desk(stage.people[0]!);
  const ben = await stage.desk(stage.people[1]!);

  const vera = await stage.caller();
  await expect(ana.desk.offer).toBeVisible({ timeout: JOINING_MS });
  await expect(ben.desk.offer).toHaveCount(0);
  await ana.desk.decline();
  await answer(ben);
  await expectHears(vera.page, ben.hz);
  await expectHears(ben.page, vera.hz);
  await press(ben, 'End');
  await expectSays(vera, /^The call is over/);
  await ben.page.getByRole('button', { name: /^Done/ }).click();

  await test.step('nobody takes it', async () => {
    await vera.page.getByRole('button', { name: 'Call again' }).click();
    for (const { desk } of [ana, ben]) {
      await expect(desk.offer).toBeVisible({ timeout: JOINING_MS });
      await desk.decline();
    }
    await expectSays(vera, /^(All lines are busy|Nobody could take your call)/);
    await ana.page
      .getByRole('navigation', { name: 'Main navigation' })
      .getByRole('button', { name: /^Calls/ })
      .click();
    await ana.page.getByText('Missed', { exact: true }).click();
    const rows = ana.page.getByRole('table', { name: 'Calls' }).getByRole('row');
    await expect(rows).toHaveCount(2);
    await expect(rows.nth(1)).toContainText('Missed call');
  });
  expectClean(stage);
});

test('[62] intercepted, then handed on: always exactly the two who talk hear each other', async ({ browser }) => {
  test.setTimeout(300_000);
  stage = await CallScene.open(browser, ['Ana', 'Ben'], { interceptAllowed: true, wrapUpSeconds: 0 });
  const ana = await stage.desk(stage.people[0]!);
  const ben = await stage.desk(stage.people[1]!);
  const vera = await stage.caller();

  await test.step('[62] what rings at Ana is taken by Ben with one key', async () => {
    await expect(ana.desk.offer).toBeVisible({ timeout: JOINING_MS });
    await expect(ben.page.getByRole('button', { name: /^Intercept/ })).toBeVisible();
    await ben.page.keyboard.press('F9');
    await expect(ben.bar.getByRole('timer')).toBeVisible({ timeout: JOINING_MS });
    await expect(ana.desk.offer).toHaveCount(0);
    await expectHears(vera.page, ben.hz);
    await expectHears(ben.page, vera.hz);
  });

  await test.step('Ben hands the call to Ana', async () => {
    await handTo(ben, 'Ana');
    await answer(ana);
    await expectHears(vera.page, ana.hz);
    await expectHears(ana.page, vera.hz);
    await expectReady(ben);
    await expectSays(vera, 'Connected');
  });

  await press(ana, 'End');
  await expectSays(vera, /^The call is over/);
  expectClean(stage);
});

test('a supervisor listens unheard, whispers to the agent and barges in; the agent is shown it', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  stage = await CallScene.open(browser, ['Ana']);
  const ana = await stage.desk(stage.people[0]!);
  const ada = await stage.desk(stage.scene.center.admin, 'Open the desk');
  const vera = await stage.caller();
  await answer(ana);
  await expectHears(vera.page, ana.hz);

  await test.step('listens', async () => {
    await ada.page.getByRole('button', { name: /^All/ }).click();
    await ada.page.getByRole('option', { name: /Calls/ }).first().click();
    await ada.page.getByRole('button', { name: 'Supervise' }).click();
    await ada.page.getByRole('menuitem', { name: /^Listen/ }).click();
    await expectHears(ada.page, vera.hz);
    await expectHears(ada.page, ana.hz);
    await expectHearsNot(vera.page, ada.hz);
    await expectHearsNot(ana.page, ada.hz);
    await expect(ana.page.getByText('Ada listens to this call')).toBeVisible();
  });

  await test.step('whispers: only the agent hears it', async () => {
    await press(ada, 'Whisper');
    await expectHears(ana.page, ada.hz);
    await expectHearsNot(vera.page, ada.hz);
  });

  await test.step('barges in: both hear it', async () => {
    await press(ada, 'Barge in');
    await expectHears(vera.page, ada.hz);
    await expectHears(ana.page, ada.hz);
    await expectHears(ada.page, vera.hz);
    await expect(ana.page.getByText('Ada joined this call')).toBeVisible();
  });

  await test.step('leaves: the two who talk go on', async () => {
    await press(ada, 'Stop');
    await expectHearsNot(vera.page, ada.hz);
    await expectHears(vera.page, ana.hz);
    await expectHears(ana.page, vera.hz);
  });
  expectClean(stage);
});

test('[81] six chats are open: while a call goes on and is wrapped up no further chat comes, then it does', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  stage = await CallScene.open(browser, ['Ana']);
  const { scene, people } = stage;
  const ana = await stage.desk(people[0]!);
  const second = await socketOf(scene.server.url, people[0]!);
  const guests: VisitorClient[] = [];
  const write = async (text: string): Promise<void> => {
    const guest = await chatVisitor(scene.server.url, scene.place.channelId);
    guests.push(guest);
    await guest.write(text);
  };
  const seen = new Set<string>();
  for (let chat = 1; chat <= 6; chat += 1) {
    await write(`Question ${chat}`);
    const { offer } = await second.update(
      'offer.put',
      ({ offer: { id, state } }) => state === 'pending' && !seen.has(id),
    );
    seen.add(offer.id);
    await second.must('offer.accept', { offerId: offer.id });
  }
  await expect(ana.page.getByRole('button', { name: 'Mine 6' })).toBeVisible();

  const vera = await stage.caller();
  await answer(ana);
  await expectHears(vera.page, ana.hz);
  await write('Question 7');
  await expect(ana.page.getByRole('button', { name: 'Waiting 1' })).toBeVisible();
  await expect(ana.desk.offer).toHaveCount(0);
  await press(ana, 'End');
  await expectSays(vera, /^The call is over/);
  const done = ana.page.getByRole('button', { name: /^Done/ });
  await expect(done).toBeVisible();
  await expect(ana.desk.offer).toHaveCount(0);
  await done.click();
  await expect(ana.desk.offer).toContainText('Question 7', { timeout: JOINING_MS });

  for (const client of [second, ...guests]) client.close();
  expectClean(stage);
});
