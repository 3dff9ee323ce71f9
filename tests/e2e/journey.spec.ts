import { expect, test } from '@playwright/test';

import { browse, type Watched } from './stage/browsing.ts';
import { Center, PASSWORD } from './stage/center.ts';
import { DeskPage } from './stage/deskPage.ts';
import { ServerProcess, temporaryFolder } from './stage/serverProcess.ts';
import { openWebsite } from './stage/website.ts';
import { WidgetPage } from './stage/widgetPage.ts';

/** A picture of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('[1, 2] from an empty database: a visitor writes, the queue offers, agents talk, transfer, intercept, close, reopen', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const folder = temporaryFolder();
  const server = await ServerProcess.start({ folder: folder.path });
  const watched: Watched[] = [];
  const newPage = async (): Promise<Watched['page']> => {
    const opened = await browse(browser);
    watched.push(opened);
    return opened.page;
  };

  const ada = new DeskPage(await newPage());
  const snippet =
    await test.step('the first run makes the admin, a queue and a channel, and shows the snippet', async () => {
      const { page } = ada;
      await page.goto(server.url);
      await page.getByLabel('One-time code').fill(server.setupCode);
      await page.getByLabel('Name of the center').fill('Shop');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByLabel('Your name').fill('Ada');
      await page.getByLabel('E-mail').fill('ada@example.com');
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByLabel('Name of the queue').fill('Sales');
      await page.getByRole('button', { name: 'Set up' }).click();
      await ada.throughFirstSteps('Open the desk');
      await page.getByRole('button', { name: 'Settings', exact: true }).click();
      await page.getByRole('button', { name: /Website$/ }).click();
      return (await page.getByText('<script').first().textContent()) ?? '';
    });
  expect(snippet).toContain(`${server.url}/widget/loader.js`);

  const center = await Center.enter(server.url);
  const [ana, ben] = await test.step('two agents join by their invitations', async () => {
    const desks: DeskPage[] = [];
    for (const name of ['Ana', 'Ben']) {
      const desk = new DeskPage(await newPage());
      await desk.page.goto(server.url + (await center.invite(name)));
      await desk.page.getByLabel('New password').fill(PASSWORD);
      await desk.page.getByRole('button', { name: 'Join' }).click();
      await desk.throughFirstSteps('Become available');
      desks.push(desk);
    }
    await center.changeQueue('Sales', ['Ana', 'Ben'], { distribution: 'strict', interceptAllowed: true });
    return desks as [DeskPage, DeskPage];
  });

  const site = await openWebsite(server.url, snippet);
  const vera = new WidgetPage(await newPage());
  await vera.page.goto(site.url);

  await test.step('[14] it rings at the first with a countdown and "why you"; declined it goes to the second', async () => {
    await vera.start('Vera', 'Does it fit?');
    await expect(vera.page.getByText('Connecting you with an agent')).toBeVisible();
    await expect(ana.offer).toContainText('Vera');
    await expect(ana.offer).toContainText('Does it fit?');
    await expect(ana.offer).toContainText('Why you: next in order in Sales: place 1.');
    await expect(ana.offer.getByRole('timer')).toHaveText(/^0:\d\d|1:00$/);
    await expect(ben.offer).toHaveCount(0);
    await ana.decline();
    await expect(ben.offer).toContainText('place 2');
  });

  await test.step('[16] unanswered within the offer time it passes on, and from the end to the top again', async () => {
    server.pass(60_000);
    await expect(ben.page.getByText('Your time for Vera ran out.').first()).toBeVisible();
    await expect(ana.offer).toContainText('Vera');
    await ana.accept();
    await expect(ana.line('Does it fit?')).toBeVisible();
    await expect(vera.page.getByText('Ana joined the chat')).toBeVisible();
    await expect(ben.offer).toHaveCount(0);
  });

  await test.step("[42] both see the other type; the customer's words come before they are sent", async () => {
    await vera.composer.pressSequentially('It is the red one');
    await expect(ana.page.getByText('It is the red one')).toBeVisible();
    await expect(ana.page.getByText('Vera is typing · not sent yet')).toBeVisible();
    await vera.composer.press('Enter');
    await expect(ana.line('It is the red one')).toBeVisible();
    await expect(ana.page.getByText(/Vera is typing/)).toHaveCount(0);
    await ana.composer.pressSequentially('Then it');
    await expect(vera.page.getByText('Ana is typing')).toBeVisible();
    await ana.say('Then it fits.');
    await expect(vera.line('Then it fits.')).toBeVisible();
    await expect(vera.page.getByText('Ana is typing')).toHaveCount(0);
  });

  await test.step('files go both ways', async () => {
    await vera.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'frame.png', mimeType: 'image/png', buffer: PIXEL });
    await vera.page.getByText('frame.png is ready to be sent').waitFor({ state: 'attached' });
    await vera.page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(ana.page.getByRole('button', { name: /frame\.png/ }).first()).toBeVisible();
    await ana.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'manual.txt', mimeType: 'text/plain', buffer: Buffer.from('Turn it twice.') });
    // There from the moment the file has arrived: before it was chosen nothing was being uploaded either.
    await expect(ana.page.getByRole('button', { name: 'Remove manual.txt' })).toBeVisible();
    await ana.say('Here is the manual.');
    await expect(vera.page.getByText('manual.txt').first()).toBeVisible();
  });

  await test.step('[27] a note stays inside; the transfer asks the colleague, who then has it', async () => {
    await ana.note('She wants a discount');
    await expect(ana.line('She wants a discount')).toBeVisible();
    await ana.transferTo('Ben');
    await expect(ben.offer).toContainText('Transferred to you');
    await expect(ana.page.getByText('Offered to Ben. It stays yours until it is accepted.')).toBeVisible();
    await ben.accept();
    await expect(ben.line('She wants a discount')).toBeVisible();
    await expect(vera.page.getByText('Ana handed the chat over to Ben')).toBeVisible();
    await expect(vera.page.getByText('discount')).toHaveCount(0);
    await ben.say('Ben here, ten percent off.');
    await expect(vera.line('Ben here, ten percent off.')).toBeVisible();
  });

  const walter = new WidgetPage(await newPage());
  await test.step('[62] what rings at one colleague another one intercepts; the first is told', async () => {
    await walter.page.goto(site.url);
    await walter.start('Walter', 'Is anybody there?');
    await expect(ana.offer).toContainText('Walter');
    await ben.page.getByRole('button', { name: /^Intercept Walter/ }).click();
    await expect(walter.page.getByText('Ben joined the chat')).toBeVisible();
    await expect(ben.line('Is anybody there?')).toBeVisible();
    await expect(ana.offer).toHaveCount(0);
    await expect(ana.page.getByText(/Walter went to Ben/).first()).toBeVisible();
  });

  await test.step('closed, and written to again: the last owner gets it back', async () => {
    await ben.say('Yes.');
    await ben.close();
    await expect(walter.page.getByText('This chat has ended.')).toBeVisible();
    await walter.say('One more thing');
    await expect(ben.offer).toContainText('Customer is back');
    await ben.accept();
    await expect(ben.line('One more thing')).toBeVisible();
    await expect(ben.line('Is anybody there?')).toBeVisible();
    await expect(walter.page.getByText('The chat was opened again.')).toBeVisible();
    await expect(walter.page.getByText('This chat has ended.')).toHaveCount(1);
  });

  await test.step('the admin sees all of it', async () => {
    await ada.page.getByRole('button', { name: 'Inbox' }).click();
    await ada.page.getByRole('button', { name: /^All 2/ }).click();
    await expect(ada.page.getByText('Walter').first()).toBeVisible();
    await expect(ada.page.getByText('Vera').first()).toBeVisible();
  });

  expect(watched.flatMap(({ complaints }) => complaints)).toEqual([]);
  for (const { context } of watched) await context.close();
  site.close();
  expect(await server.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  folder.remove();
});
