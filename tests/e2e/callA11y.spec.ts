/** What people see of calls, read by axe in both themes, measured in four languages, and reached by its keys. */
import { expect, test } from '@playwright/test';
import type { Language } from '@ringdesk/shared/model/language.ts';

import { axeFlaws } from './stage/audit.ts';
import { CallScene, expectSays } from './stage/callScene.ts';
import { type Flaws, LANGUAGES, look, speak } from './stage/looking.ts';

/** Other processes have their part in it. */
const PATIENCE = { timeout: 25_000 };

let stage: CallScene | undefined;
test.afterEach(async () => {
  await stage?.scene.close();
  stage = undefined;
});

test('[73, 79] ringing, the call, its panels, the wrap-up, the history and the devices are accessible; the call and the history in every language', async ({
  browser,
}) => {
  test.setTimeout(480_000);
  stage = await CallScene.open(browser, ['Ana', 'Ben'], {
    topics: ['Order', 'Repair'],
    wrapUpSeconds: 3_600,
    // What rings is looked at before it is taken.
    call: { rings: 20 },
  });
  const { scene, people } = stage;
  const person = people[0]!;
  const ana = await stage.desk(person);
  const { page } = ana;
  const vera = await stage.caller();
  const flaws: Flaws = {};
  const bar = page.getByRole('contentinfo');
  const floating = page.locator('[role=dialog], [role=menu], [role=alertdialog]');
  /** Panels are looked at in one language: what they are made of is measured in every other elsewhere. */
  const inLanguages = async (
    name: string,
    opened?: () => Promise<void>,
    languages: readonly Language[] = ['en'],
  ): Promise<void> => {
    for (const language of languages) {
      if (languages.length > 1) await speak(scene, person, page, language);
      await opened?.();
      await look(page, name, language, flaws);
      if (opened !== undefined) {
        await page.keyboard.press('Escape');
        await expect(floating).toHaveCount(0);
      }
    }
    if (languages.at(-1) !== 'en') await speak(scene, person, page, 'en');
  };
  const inEveryLanguage = (name: string): Promise<void> => inLanguages(name, undefined, LANGUAGES);
  /** By its key, as everywhere; what opens is looked at. */
  const byKey = (keys: string) => async (): Promise<void> => {
    await page.keyboard.press(keys);
    await expect(floating.first()).toBeVisible();
  };

  await expectSays(vera, 'Ringing');
  await expect(ana.desk.offer).toBeVisible(PATIENCE);
  await look(page, 'ringing', 'en', flaws);
  const ringing = await axeFlaws(vera.page);
  await expect
    .poll(async () => {
      await page.keyboard.press('F8');
      return bar.getByRole('timer').count();
    }, PATIENCE)
    .toBe(1);
  await expectSays(vera, 'Connected');
  const connected = await axeFlaws(vera.page);

  await inEveryLanguage('the call');
  await inLanguages('transfer', byKey('Control+Shift+KeyX'));
  await test.step('why a colleague is not reached is read by keyboard', async () => {
    await byKey('Control+Shift+KeyX')();
    const field = floating.getByRole('searchbox');
    await expect(field).toBeFocused();
    await field.fill('Ben');
    await expect(page.getByRole('option', { name: /^Ben/ })).toHaveAttribute('aria-disabled', 'true');
    const active = await field.getAttribute('aria-activedescendant');
    expect(await page.locator(`[id="${active}"]`).textContent()).toMatch(/Ben.+/);
    await page.keyboard.press('Enter');
    await expect(floating.first()).toBeVisible();
    await page.keyboard.press('Escape');
  });
  await inLanguages('keypad', async () => {
    await bar.getByRole('button', { name: 'Keypad' }).click();
    await expect(floating.first()).toBeVisible();
  });
  await inLanguages('more', async () => {
    await page.getByRole('button', { name: 'More actions' }).first().click();
    await expect(floating.first()).toBeVisible();
  });

  await page.keyboard.press('Control+Shift+Digit1');
  await expectSays(vera, /^The call is over/);
  const over = await axeFlaws(vera.page);
  await inLanguages('wrap-up');
  await page.getByRole('button', { name: '30 s more' }).click();
  await page.getByRole('button', { name: /^Done/ }).click();
  await inLanguages('dial pad', byKey('Control+Shift+KeyD'));

  await page.goto(`${scene.server.url}/calls`);
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(2, PATIENCE);
  await inEveryLanguage('calls');
  await page.getByRole('searchbox', { name: 'Search calls' }).fill('nobody of that name');
  await expect(page.getByText('No call found')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(rows).toHaveCount(2);
  await inLanguages('a call of the list', async () => {
    await rows.nth(1).click();
    await expect(floating.first()).toBeVisible();
  });
  await page.goto(`${scene.server.url}/inbox`);
  await page.getByRole('button', { name: 'Audio devices' }).first().click();
  await expect(floating.first()).toBeVisible();
  await look(page, 'devices', 'en', flaws);

  expect(scene.complaints).toEqual([]);
  expect({ ringing, connected, over }).toEqual({ ringing: [], connected: [], over: [] });
  expect(flaws).toEqual({});
});
