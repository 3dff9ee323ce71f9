import { expect, test, type Page } from '@playwright/test';

import { Scene } from './stage/scene.ts';

/** Lets nothing of the desk's later code through from now on, as often as told: the line breaks, or answers 404. */
const losing = async (page: Page, how: 'aborted' | 'gone'): Promise<{ readonly heal: () => Promise<void> }> => {
  const pattern = '**/assets/*';
  await page.route(pattern, (route) => (how === 'aborted' ? route.abort() : route.fulfill({ status: 404, body: '' })));
  return { heal: () => page.unroute(pattern) };
};

for (const how of ['aborted', 'gone'] as const)
  test(`code that comes later and is ${how} takes one part of the desk, which comes when it is tried again`, async ({
    browser,
  }) => {
    const { scene } = await Scene.open(browser, ['Ana']);
    try {
      const { page } = await scene.desk(scene.center.admin, {}, 'Open the desk');
      const line = await losing(page, how);

      await page.getByRole('button', { name: 'Settings' }).click();
      await expect(page.getByText('This part could not be fetched')).toBeVisible();
      // The frame around it stands, and so does every other screen.
      await page.getByRole('button', { name: 'Inbox' }).click();
      await expect(page.getByRole('main', { name: 'Inbox' })).toBeVisible();
      await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
      await expect(page.getByText(/^Could not be fetched/)).toBeVisible();

      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByText('This part could not be fetched')).toBeVisible();
      await line.heal();
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByRole('main', { name: 'Settings' })).toBeVisible();
      await expect(page.getByText('This part could not be fetched')).toBeHidden();
      const styles = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].map(({ sheet }) => sheet !== null),
      );
      expect(styles).not.toContain(false);
    } finally {
      await scene.close();
    }
  });

test('a desk whose own code does not come says so and loads again when asked', async ({ browser }) => {
  const { scene } = await Scene.open(browser, ['Ana']);
  try {
    const page = await scene.page();
    await page.route('**/assets/start-*.js', (route) => route.abort());
    await page.goto(scene.server.url);
    const again = page.getByRole('button', { name: 'Load again' });
    await expect(again).toBeVisible();
    await page.unroute('**/assets/start-*.js');
    await again.click();
    await expect(page.getByLabel('E-mail')).toBeVisible();
  } finally {
    await scene.close();
  }
});
