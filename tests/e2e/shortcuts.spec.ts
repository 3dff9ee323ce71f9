import { expect, type Locator, type Page, test } from '@playwright/test';

import { type Person, visitor } from './stage/center.ts';
import type { DeskPage } from './stage/deskPage.ts';
import { Scene } from './stage/scene.ts';

/** Customers in the order in which they write. */
const CUSTOMERS = ['Vera', 'Walt', 'Xena'] as const;

const write = async (scene: Scene, name: string): Promise<void> => {
  const client = await visitor(scene.server.url, scene.place.channelId);
  await client.command('name.set', { name });
  await client.write(`Hello, this is ${name}`);
};
const row = (page: Page, name: string): Locator => page.getByRole('option').filter({ hasText: name });
const open = (page: Page, name: string): Promise<void> =>
  expect(page.getByRole('log').getByText(`Hello, this is ${name}`)).toBeVisible();
const dialog = (page: Page): Locator => page.getByRole('dialog');
const menu = (page: Page): Locator => page.getByRole('menu');

/** Presses a key that opens something, and Esc, which closes it again. */
async function opensAndCloses(page: Page, key: string, what: Locator): Promise<void> {
  await page.keyboard.press(key);
  await expect(what.first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(what).toHaveCount(0);
}

/** Out of every field, where single keys are heard. */
const leaveFields = (page: Page): Promise<void> =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());

async function threeConversations(scene: Scene, ana: DeskPage): Promise<void> {
  for (const [at, name] of CUSTOMERS.entries()) {
    await write(scene, name);
    await ana.offer.waitFor();
    // A key that accepts is not heard in the first moments of a card: the press may have been meant for something else.
    await expect(async () => {
      await ana.page.keyboard.press(at % 2 === 0 ? 'F8' : 'Control+Shift+A');
      await expect(ana.line(`Hello, this is ${name}`)).toBeVisible({ timeout: 500 });
    }).toPass();
  }
}

test('every key of the map does what it says: a morning with three conversations and without a mouse', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { scene, people } = await Scene.open(browser, ['Ana']);
  const ana = await scene.desk(people[0] as Person);
  const { page } = ana;
  const key = (chord: string): Promise<void> => page.keyboard.press(chord);
  await threeConversations(scene, ana);

  await test.step('accepting puts the caret where the answer is written; Enter sends', async () => {
    await expect(ana.composer).toBeFocused();
    await page.keyboard.type('One moment');
    await key('Enter');
    await expect(ana.line('One moment')).toBeVisible();
  });

  await test.step('palette, sheet, state, transfer, park and attachments open by key, Esc closes them', async () => {
    await opensAndCloses(page, 'Control+K', dialog(page));
    await opensAndCloses(page, 'Control+Slash', dialog(page));
    await opensAndCloses(page, 'Control+Shift+S', menu(page));
    await opensAndCloses(page, 'Control+Shift+X', page.getByRole('listbox', { name: 'Transfer to' }));
    // Esc leaves the text as well: single keys are heard from there on.
    await ana.composer.focus();
    await key('Escape');
    await expect(page.locator('.composer').getByText('Single keys work now; R goes back to the text')).toBeVisible();
    await opensAndCloses(page, 'z', menu(page));
    const chooser = page.waitForEvent('filechooser');
    await key('Control+Shift+F');
    await chooser;
  });

  await test.step('J and K, Ctrl with arrows, Ctrl with a number, and Ctrl+Tab go through the list', async () => {
    await leaveFields(page);
    const order = await page.getByRole('option').allInnerTexts();
    const nameAt = (index: number): string => CUSTOMERS.find((name) => order[index]?.includes(name)) ?? '';
    await key('Control+Digit1');
    await open(page, nameAt(0));
    await leaveFields(page);
    await key('j');
    await open(page, nameAt(1));
    await key('k');
    await open(page, nameAt(0));
    await key('Control+ArrowDown');
    await open(page, nameAt(1));
    await key('Control+ArrowUp');
    await open(page, nameAt(0));
    await key('Control+Digit3');
    await open(page, nameAt(2));
    // The two that nobody answered yet, longest waiting first.
    await key('Control+Tab');
    await open(page, 'Vera');
    await key('Control+Tab');
    await open(page, 'Walt');
  });

  await test.step('R and N write, ] shows the customer, / and Ctrl+F look for something, Ctrl+O takes it out', async () => {
    await leaveFields(page);
    await key('n');
    await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused();
    await leaveFields(page);
    await key('r');
    await expect(page.getByRole('textbox', { name: 'Reply' })).toBeFocused();
    await leaveFields(page);
    await expect(page.locator('#customer-panel')).toBeVisible();
    await key(']');
    await expect(page.locator('#customer-panel')).toBeHidden();
    await key(']');
    await key('/');
    await expect(page.getByRole('searchbox').first()).toBeFocused();
    await key('Escape');
    await key('Control+F');
    await expect(page.getByRole('searchbox', { name: /conversation/i })).toBeFocused();
    await key('Escape');
    const out = page.waitForEvent('popup');
    await key('Control+O');
    const child = await out;
    await expect(child.getByRole('textbox', { name: 'Reply' })).toBeVisible();
    await child.close();
    await open(page, 'Walt');
  });

  await test.step('F6 goes through the parts of the window, and back with Shift', async () => {
    const part = (): Promise<string> =>
      page.evaluate(() => {
        const at = document.activeElement;
        return ['list', 'convo', 'panel', 'rail', 'titlebar', 'dock'].find((name) => at?.closest(`.${name}`)) ?? '';
      });
    await ana.composer.focus();
    expect(await part()).toBe('convo');
    await key('F6');
    expect(await part()).toBe('panel');
    await key('Shift+F6');
    await key('Shift+F6');
    expect(await part()).toBe('list');
  });

  await test.step('a slash at the beginning of a line offers canned responses', async () => {
    await ana.composer.fill('');
    await ana.composer.pressSequentially('/');
    await expect(page.getByText('Canned responses', { exact: true })).toBeVisible();
    await key('Escape');
    await ana.composer.fill('');
  });

  await test.step('send and next goes to who waits longest; close, and close and next, are undone by nobody here', async () => {
    await ana.composer.fill('Yes, it does.');
    await key('Control+Shift+Enter');
    await open(page, 'Vera');
    await key('Control+Shift+Digit1');
    await expect(row(page, 'Vera').and(page.locator('[aria-selected=true]'))).toHaveCount(0);
    await row(page, 'Walt').click();
    await open(page, 'Walt');
    await key('Control+Shift+L');
    await expect(
      page
        .getByRole('log')
        .getByText(/closed/i)
        .first(),
    ).toBeVisible();
  });

  await test.step('declining by key', async () => {
    await write(scene, 'Yuri');
    await ana.offer.waitFor();
    await expect(async () => {
      await key('F7');
      await expect(ana.offer).toHaveCount(0, { timeout: 500 });
    }).toPass();
  });

  await test.step('declining with a reason, by key and number; what is written stays in the hand', async () => {
    await row(page, 'Xena').click();
    await ana.composer.focus();
    await write(scene, 'Zoe');
    await ana.offer.waitFor();
    await expect(async () => {
      await key('Control+Shift+R');
      await expect(menu(page)).toBeVisible({ timeout: 500 });
    }).toPass();
    await key('Escape');
    await expect(ana.composer).toBeFocused();
    await expect(ana.offer).toHaveCount(1);
    await key('Control+Shift+R');
    await expect(menu(page).getByRole('menuitem', { name: 'Not my topic' })).toBeVisible();
    await key('2');
    await expect(ana.offer).toHaveCount(0);
    await expect(ana.composer).toBeFocused();
  });

  expect(scene.complaints).toEqual([]);
  await scene.close();
});

test('supervisors read along, write to the agent and take over with 1, 2 and 4, on a row that is not open', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const { scene, people } = await Scene.open(browser, ['Ana']);
  const ana = await scene.desk(people[0] as Person);
  await threeConversations(scene, ana);
  const { page } = await scene.desk(scene.center.admin, {}, 'Open the desk');
  await page.getByRole('button', { name: /^All/ }).click();
  await row(page, 'Vera').click();
  await open(page, 'Vera');

  await row(page, 'Walt').focus();
  await page.keyboard.press('1');
  await open(page, 'Walt');
  await expect(page.getByRole('button', { name: 'Stop reading along' })).toBeVisible();
  await expect(ana.page.getByRole('log').getByText(/Ada/)).toHaveCount(0);

  await row(page, 'Xena').focus();
  await page.keyboard.press('2');
  await open(page, 'Xena');
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await page.keyboard.type('Offer her the red one');
  await page.keyboard.press('Enter');
  await expect(ana.line('Offer her the red one')).toBeVisible();

  await leaveFields(page);
  await opensAndCloses(page, 'a', page.getByRole('listbox', { name: 'Transfer to' }));

  await row(page, 'Vera').focus();
  await page.keyboard.press('4');
  await open(page, 'Vera');
  await expect(page.getByRole('textbox', { name: 'Reply' })).toBeVisible();
  // A number is a number where one writes.
  await page.getByRole('textbox', { name: 'Reply' }).pressSequentially('4');
  await expect(page.getByRole('textbox', { name: 'Reply' })).toHaveValue('4');

  expect(scene.complaints).toEqual([]);
  await scene.close();
});
