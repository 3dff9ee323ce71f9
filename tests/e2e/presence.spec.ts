/** What an agent wants to receive, from the chip of their state to the website's call button. */
import { expect, test } from '@playwright/test';

import { CallScene, expectClean } from './stage/callScene.ts';

/** The test's scene, closed also when the test fails. */
let stage: CallScene | undefined;
test.afterEach(async () => {
  await stage?.scene.close();
  stage = undefined;
});

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
    await page.keyboard.press('Control+K');
    await page.keyboard.type('Calls on or off');
    await page.keyboard.press('Enter');
    await expect(dock).toContainText('Receiving chats and calls');
    await expect(chip).toContainText('Available');
    await expect(callUs).toBeVisible();
  });
  expectClean(stage);
});
