/** What an agent wants to receive, from the chip of their state to the website's call button. */
import { expect, type Page, test } from '@playwright/test';

import { CallScene, expectClean } from './stage/callScene.ts';
import { desk as wire, visitor } from './stage/center.ts';
import { type Flaws, look, speak } from './stage/looking.ts';
import { Scene } from './stage/scene.ts';

/** The test's scene, closed also when the test fails. */
let stage: CallScene | undefined;
test.afterEach(async () => {
  await stage?.scene.close();
  stage = undefined;
});

async function fromPalette(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('dialog').getByRole('combobox').fill(command);
  await page.getByRole('dialog').getByRole('option', { name: command }).first().click();
}

test('[17] calls are switched off by key: the chip, the dock and the website say so', async ({ browser }) => {
  test.setTimeout(180_000);
  stage = await CallScene.open(browser, ['Ana'], { wrapUpSeconds: 0 });
  const { page } = await stage.desk(stage.people[0]!);
  const chip = page.getByRole('button', { name: /^Your state/ });
  const dock = page.getByRole('contentinfo');
  const site = await stage.scene.page();
  await site.goto(stage.scene.site.url);
  await site.getByRole('button', { name: /^Open chat/ }).click();
  const callUs = site.getByRole('button', { name: 'Call us' });
  await expect(callUs).toBeVisible();

  await test.step('the state menu opens by its key, and typing finds the switch', async () => {
    await page.keyboard.press('Control+Shift+S');
    const menu = page.getByRole('menu');
    await expect(menu.getByRole('menuitemcheckbox', { name: 'Calls', checked: true })).toBeVisible();
    await page.keyboard.type('Calls');
    await page.keyboard.press('Enter');
  });

  await test.step('only chats come', async () => {
    await expect(chip).toContainText('Chats only');
    await expect(dock).toContainText('Receiving chats · Calls off');
    await expect(callUs).toBeHidden();
  });

  await test.step('the last switch stays on', async () => {
    await page.keyboard.press('Control+Shift+S');
    const chats = page.getByRole('menuitemcheckbox', { name: 'Chats' });
    await expect(chats).toHaveAttribute('aria-disabled', 'true');
    await expect(chats).toContainText('To receive nothing, choose a state');
    await page.keyboard.press('Escape');
  });

  await test.step('from the palette they come back', async () => {
    await fromPalette(page, 'Calls on or off');
    await expect(dock).toContainText('Receiving chats and calls');
    await expect(chip).toContainText('Available');
    await expect(callUs).toBeVisible();
  });
  expectClean(stage);
});

/** A Monday evening by the clock of this machine, in which the first quiet time of a person lies. */
const EVENING = new Date(2030, 0, 7, 21).getTime();

test('[2.7] quiet times: the head says until when, offers ring all the same, and a press ends it for this time', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const scene = await Scene.empty(browser, EVENING);
  const ana = await scene.center.person('Ana');
  const { channelId } = await scene.center.place([ana]);
  const desk = await scene.desk(ana);
  const { page } = desk;
  const head = page.getByRole('banner');
  const dialog = page.getByRole('dialog');

  await test.step('switched on in one’s own preferences; they are accessible and nothing is cut off', async () => {
    await fromPalette(page, 'Preferences');
    await dialog.getByRole('tab', { name: 'Sound and notices' }).click();
    await dialog.getByRole('switch', { name: 'Quiet times' }).click();
    await expect(dialog.getByRole('textbox', { name: 'Begins, quiet time 1' })).toHaveValue('20:00');
    const flaws: Flaws = {};
    for (const language of ['en', 'ru'] as const) {
      await speak(scene, ana, page, language);
      await look(page, 'quiet times', language, flaws);
    }
    await speak(scene, ana, page, 'en');
    expect(flaws).toEqual({});
    await page.keyboard.press('Escape');
  });

  const bell = head.getByRole('button', { name: 'Do not disturb until 08:00, by your quiet times' });
  await test.step('the head says so, and an offer rings', async () => {
    await expect(bell).toBeVisible();
    const client = await visitor(scene.server.url, channelId);
    await client.write('Hello');
    await expect(desk.offer).toBeVisible();
  });

  await test.step('off by hand until its end, also after the desk was loaded anew', async () => {
    await bell.click();
    await expect(bell).toHaveCount(0);
    // It is saved a moment later.
    const own = await wire(scene.server.url, ana);
    const skipped = async () => (await own.ask('preferences.get', {})).preferences?.quiet?.skippedUntil;
    await expect.poll(skipped).toBe(new Date(2030, 0, 8, 8).getTime());
    own.close();
    await page.reload();
    await expect(desk.offer).toBeVisible();
    await expect(head.getByRole('button', { name: /^Your state/ })).toBeVisible();
    await expect(bell).toHaveCount(0);
  });

  expect(scene.complaints).toEqual([]);
  await scene.close();
});
