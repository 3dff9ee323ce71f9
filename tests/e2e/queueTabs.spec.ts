import { readFileSync } from 'node:fs';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { expect, type Page, test } from '@playwright/test';

import { CallScene } from './stage/callScene.ts';
import { Scene } from './stage/scene.ts';

const tab = (page: Page, name: string) => page.getByRole('tab', { name });
const time = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const file = (content: unknown) => ({
  name: 'queue.json',
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(content)),
});

async function queueOf({ center, place }: Scene): Promise<Queue> {
  const { snapshot } = await center.adminDesk.hello();
  const queue = snapshot.queues.find(({ id }) => id === place.queueId);
  if (queue === undefined) throw new Error('The queue is gone.');
  return queue;
}

test('[11, 29–48] an admin sets hours by keyboard, is led to what is wrong, keeps settings as a file and reads the history', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const { scene } = await Scene.open(browser, ['Ana']);
  const ada = await scene.desk(scene.center.admin);
  const { page } = ada;
  await page.goto(`${scene.server.url}/settings/queues/${scene.place.queueId}`);

  await test.step('hours are written, moved with the arrow keys, divided and copied', async () => {
    await tab(page, 'Working hours').click();
    await page.getByRole('switch', { name: 'Working hours' }).click();
    await page.getByRole('combobox', { name: 'Time zone' }).fill('Kathm');
    await page.getByRole('option', { name: 'Asia/Kathmandu' }).click();
    await time(page, 'Monday, interval 1, from').fill('830');
    await time(page, 'Monday, interval 1, to').fill('13');
    await time(page, 'Monday, interval 1, to').press('ArrowDown');
    await expect(time(page, 'Monday, interval 1, to')).toHaveValue('12:45');
    await page.getByRole('button', { name: 'Add hours, Monday' }).click();
    await expect(time(page, 'Monday, interval 2, from')).toHaveValue('13:45');
    await page.getByRole('button', { name: /^More for Monday/ }).click();
    await page.getByRole('menuitem', { name: 'Monday to Friday' }).click();
    await expect(time(page, 'Friday, interval 1, from')).toHaveValue('08:30');
    await expect(tab(page, 'Working hours').getByRole('img', { name: 'Changed' })).toBeVisible();
  });

  await test.step('what stops a save is shown on the tab where it is', async () => {
    await time(page, 'Monday, interval 2, to').fill('13:00');
    await tab(page, 'Response-time KPI').click();
    await page.getByRole('switch', { name: 'First reply within' }).click();
    await page.keyboard.press('Control+s');
    await expect(page.getByText('1 field needs attention: Working hours')).toBeVisible();
    await expect(tab(page, 'Working hours')).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByText('Must end after it begins.')).toBeVisible();
    await expect(page.locator('[aria-invalid="true"]').first()).toBeFocused();
    await time(page, 'Monday, interval 2, to').fill('18:00');
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Saved as version 2.')).toBeVisible();
    const { settings } = await queueOf(scene);
    expect(settings.workingHours?.timeZone).toBe('Asia/Kathmandu');
    expect(settings.workingHours?.week[0]).toEqual([
      { from: 510, to: 765 },
      { from: 825, to: 1_080 },
    ]);
    expect(settings.firstReplySeconds).toBe(120);
  });

  await test.step('a file comes back whole; one that does not fit is told line by line', async () => {
    await tab(page, 'Other').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export' }).click(),
    ]);
    const written = JSON.parse(readFileSync(await download.path(), 'utf8'));
    const picker = page.locator('input[type=file][accept*=json]');
    await picker.setInputFiles(file({ ...written, settings: { ...written.settings, limit: 0, topics: ['A', 'A'] } }));
    const report = page.getByRole('dialog', { name: 'This file does not fit' });
    await expect(report.getByRole('row', { name: /limit At least 1/ })).toBeVisible();
    await expect(report.getByRole('row', { name: /topics Something stands here twice/ })).toBeVisible();
    await page.keyboard.press('Escape');

    const stranger = { kind: 'agent', agentId: '019a0000-0000-7000-8000-000000000000' };
    const settings = { ...written.settings, members: [stranger, ...written.settings.members], greeting: 'Namaste!' };
    await picker.setInputFiles(file({ ...written, settings, names: { [stranger.agentId]: 'Zoe' } }));
    const offer = page.getByRole('dialog', { name: `Settings of “${written.name}”` });
    await expect(offer.getByText('Person: Zoe')).toBeVisible();
    await offer.getByRole('button', { name: 'Take over into the form' }).click();
    await expect(page.getByText('1 unsaved change')).toBeVisible();
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Saved as version 3.')).toBeVisible();
    expect((await queueOf(scene)).settings.greeting).toBe('Namaste!');
  });

  await test.step('the history tells in words who changed what, and an earlier version comes back', async () => {
    await tab(page, 'History').click();
    const versions = page.getByRole('listitem').filter({ hasText: 'Ada' });
    await expect(versions.filter({ hasText: 'Current' }).getByText('Greeting', { exact: true })).toBeVisible();
    await page.getByText('Working hours and First reply within').click();
    await expect(page.getByText(/Working hours: Always open → Mon 08:30–12:45 and 13:45–18:00/)).toBeVisible();
    await page.getByRole('button', { name: 'Restore' }).last().click();
    await expect(page.getByText('3 unsaved changes')).toBeVisible();
  });

  expect(scene.complaints).toEqual([]);
  await scene.close();
});

test('an address with a tab that queues of calls do not have shows the first one they have', async ({ browser }) => {
  const { scene } = await CallScene.open(browser, ['Ana']);
  const ada = await scene.desk(scene.center.admin, {}, 'Open the desk');
  const { snapshot } = await scene.center.adminDesk.hello();
  const calls = snapshot.queues.find(({ medium }) => medium === 'call');
  await ada.page.goto(`${scene.server.url}/settings/queues/${calls?.id}/actions`);
  await expect(tab(ada.page, 'Queue')).toHaveAttribute('aria-selected', 'true');
  await expect(ada.page.getByRole('heading', { name: 'Who answers' })).toBeVisible();
  await scene.close();
});
