import { expect, type Locator, test } from '@playwright/test';

import { type Person, visitor } from './stage/center.ts';
import { Scene } from './stage/scene.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
const boxOf = async (of: Locator): Promise<Box> => {
  const box = await of.boundingBox();
  if (box === null) throw new Error('It is not on the screen.');
  return box;
};
const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

test('what was just done can be taken back without a toast over what is written in, at every width and at 200 %', async ({
  browser,
}) => {
  const { scene, people } = await Scene.open(browser, ['Ana']);
  const ana = await scene.desk(people[0] as Person);
  const { page } = ana;
  const client = await visitor(scene.server.url, scene.place.channelId);
  await client.write('Hello');
  await ana.accept();
  await expect(ana.line('Hello')).toBeVisible();
  const undo = page.getByRole('button', { name: 'Undo' });
  for (const [width, height] of [
    [1440, 900],
    [1024, 768],
    [720, 450],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.keyboard.press('Control+Shift+L');
    await expect(undo).toBeVisible();
    const toast = await boxOf(page.getByRole('status').filter({ has: undo }));
    expect(overlap(toast, await boxOf(page.locator('.composer'))), `at ${width} px`).toBe(false);
    await undo.click();
    await expect(undo).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Close', exact: true })).toBeVisible();
  }
  await scene.close();
});
