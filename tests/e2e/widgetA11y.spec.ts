import { expect, type Page, test } from '@playwright/test';

import type { BotId } from '@ringdesk/shared/model/ids.ts';
import { axeFlaws } from './stage/audit.ts';
import { desk, type Person } from './stage/center.ts';
import { newId } from './stage/newId.ts';
import { Scene } from './stage/scene.ts';

const LOCALES = ['en-US', 'es-ES', 'pt-BR', 'ru-RU'];
/** Never open: a week without an hour. */
const closedNow = { timeZone: 'UTC', week: [[], [], [], [], [], [], []], holidays: [] };

/** What is wrong in what the page shows now, in both themes. */
async function flawsOf(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await axeFlaws(page)).map((flaw) => `${colorScheme}: ${flaw}`));
  }
  return found;
}

test('[31, 32, 34, 43] what a queue asks of a visitor is accessible in every language and both themes', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const { scene, people } = await Scene.open(browser, ['Ana'], {
    consent: { text: 'The shop may keep this chat for a year.', url: 'https://shop.example/privacy' },
    contactForm: { name: 'optional', email: 'required', phone: 'optional' },
    greeting: 'Welcome!',
    askRating: true,
    ratingMinutes: 10,
  });
  const ana = await desk(scene.server.url, people[0] as Person);
  await ana.must('presence.set', { state: 'available' });
  const rung = new Set<string>();
  const flaws: Record<string, readonly string[]> = {};
  const look = async (page: Page, name: string): Promise<void> => {
    const found = await flawsOf(page);
    if (found.length > 0) flaws[name] = found;
  };

  for (const locale of LOCALES) {
    const { page } = await scene.visitor({ locale, viewport: { width: 360, height: 640 } });
    await page.locator('ringdesk-chat').getByRole('button').first().click();
    await page.locator('input[name=email]').waitFor();
    await page.locator('form textarea').fill('Does it fit?');
    await page.getByRole('checkbox').check();
    await page.locator('form button.main').click();
    await page.locator('input[name=email][aria-invalid=true]').waitFor();
    await look(page, `${locale}: statement and contact form`);
    await page.locator('input[name=email]').fill('vera@example.com');
    await page.locator('form button.main').click();
    const { offer } = await ana.update('offer.put', (put) => !rung.has(put.offer.id));
    rung.add(offer.id);
    await ana.must('offer.accept', { offerId: offer.id });
    const { interactionId } = offer;
    await ana.must('message.post', {
      interactionId,
      messageId: newId(),
      kind: 'reply',
      text: 'It does.',
      mentions: [],
      attachmentIds: [],
    });
    await page.getByText('It does.').waitFor();
    await look(page, `${locale}: conversation`);
    await ana.must('interaction.close', { interactionId });
    await page.locator('.stars label').nth(3).click();
    await page.locator('.rate textarea').waitFor();
    await look(page, `${locale}: rating`);
    await page.context().close();
  }

  await scene.center.changeQueue('Sales', ['Ana'], { workingHours: closedNow });
  for (const locale of LOCALES) {
    const { page } = await scene.visitor({ locale, viewport: { width: 360, height: 640 } });
    await page.locator('ringdesk-chat').getByRole('button').first().click();
    await page.locator('.welcome.off').waitFor();
    await look(page, `${locale}: closed`);
    // The audit sees what is inside the widget.
    await page.evaluate(() =>
      document.querySelector('ringdesk-chat')?.shadowRoot?.append(document.createElement('button')),
    );
    expect(await axeFlaws(page)).toEqual([expect.stringContaining('button-name')]);
    await page.context().close();
  }
  ana.close();
  expect(flaws).toEqual({});
  expect(scene.server.errors).toEqual([]);
  await scene.close();
});

test('[45] the choices of a bot are accessible in both themes and are made with the keyboard', async ({ browser }) => {
  test.setTimeout(180_000);
  const { scene } = await Scene.open(browser, ['Ana']);
  const botId = newId<BotId>();
  const choice = (label: string, answer: string) => ({ label, answer, then: { kind: 'end' as const } });
  await scene.center.adminDesk.must('bot.save', {
    botId,
    version: 0,
    name: 'Guide',
    settings: {
      kind: 'menu',
      menus: [
        {
          id: 'menu-1',
          text: 'Hello! What is it about?',
          choices: [choice('Prices', 'From 300.'), choice('Opening hours', 'Monday to Friday, nine to six.')],
        },
      ],
      notUnderstood: 'Choose one, please.',
      misses: 2,
      idleMinutes: 30,
    },
  });
  await scene.center.changeQueue('Sales', ['Ana'], { botId });
  const flaws: Record<string, readonly string[]> = {};
  for (const locale of LOCALES) {
    const vera = await scene.visitor({ locale, viewport: { width: 360, height: 640 } });
    const { page } = vera;
    await page.locator('ringdesk-chat').getByRole('button').first().click();
    await page.locator('form textarea').fill('Hello');
    await page.locator('form button.main').click();
    const prices = page.getByRole('button', { name: 'Prices', exact: true });
    await prices.waitFor();
    const found = await flawsOf(page);
    if (found.length > 0) flaws[locale] = found;
    await prices.focus();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Opening hours', exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(vera.line('Monday to Friday, nine to six.')).toBeVisible();
    await page.context().close();
  }
  expect(flaws).toEqual({});
  expect(scene.server.errors).toEqual([]);
  await scene.close();
});
