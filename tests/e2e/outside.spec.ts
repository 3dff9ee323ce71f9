/** What a center has outside of it, in the browser: a bot of one's own, a mail server; and what leaves it as a file. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { openMailServer } from '../../apps/widget/mailStage.ts';

import { Scene } from './stage/scene.ts';
import { SettingsPage } from './stage/settingsPage.ts';

const exampleBot = fileURLToPath(new URL('../../resources/example-bot/bot.mjs', import.meta.url));

/** A port that nobody has now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The example bot as its README starts it; resolves when it listens. */
async function startBot(port: number, secret: string): Promise<ChildProcess> {
  const bot = spawn(process.execPath, [exampleBot], {
    env: { BOT_SECRET: secret, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    bot.stdout.once('data', () => resolve());
    bot.once('exit', (code) => reject(new Error(`The bot ended with ${code}.`)));
  });
  return bot;
}

test('[45] the example bot is connected on the screen, tested, answers a visitor, and hands over', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { scene, people } = await Scene.open(browser, ['Ana'], {}, { RINGDESK_ALLOW_PRIVATE_HOOKS: '1' });
  const ada = await scene.desk(scene.center.admin, {}, 'Open the desk');
  const { page } = ada;
  const settings = new SettingsPage(page);
  const port = await freePort();
  let bot: ChildProcess | undefined;
  try {
    await settings.open('Bots');
    await page.getByRole('button', { name: 'New bot' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Example');
    await dialog.getByText('Own bot over HTTP').click();
    await dialog.getByLabel('Address').fill('bot');
    await dialog.getByRole('button', { name: 'Create bot' }).click();
    await expect(dialog.getByText('Write a full address such as https://example.com.')).toBeVisible();
    await dialog.getByLabel('Address').fill(`http://127.0.0.1:${port}/`);
    await dialog.getByRole('button', { name: 'Create bot' }).click();
    await expect(page.getByRole('heading', { name: 'Example' })).toBeVisible();

    await page.getByRole('button', { name: 'New secret' }).click();
    const confirm = page.getByRole('alertdialog');
    const shown = page.locator('.link-box code');
    await expect(confirm.or(shown)).toBeVisible();
    if (await confirm.isVisible()) await confirm.getByRole('button', { name: 'New secret' }).click();
    const secret = (await shown.textContent()) ?? '';
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await expect(page.getByText('The other side cannot be reached, or did not answer in time.')).toBeVisible();
    bot = await startBot(port, secret);
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await expect(page.getByText('It answered and stays in the conversation.')).toBeVisible();
    await expect(page.getByText(/What is it about\?/)).toBeVisible();

    await settings.section('Sales');
    await settings.tab('Bots');
    await settings.choose('Bot', 'Example');
    await settings.save();
    const ana = await scene.desk(people[0]!);
    const vera = await scene.visitor();
    await vera.start('Vera', 'Hello');
    await expect(vera.line('Hello, Vera! What is it about?')).toBeVisible();
    await vera.say('Where is A-1234?');
    await expect(vera.line('Order A-1234 is on its way.')).toBeVisible();
    await vera.page.getByRole('button', { name: 'Talk to a person' }).click();
    await expect(vera.line('I will find somebody for you.')).toBeVisible();
    await ana.accept();
    await expect(ana.line('Order A-1234 is on its way.')).toBeVisible();
    expect(scene.complaints).toEqual([]);
  } finally {
    bot?.removeAllListeners('exit');
    bot?.kill();
    await scene.close();
  }
});

test('[9] a mail server is entered on the screen, tried in vain and again, and kept', async ({ browser }) => {
  test.setTimeout(120_000);
  // A mail server of the test has whatever port is free.
  const scene = await Scene.empty(browser, undefined, { RINGDESK_ALLOW_PRIVATE_HOOKS: '1' });
  const mails = await openMailServer();
  const { page } = await scene.desk(scene.center.admin, {}, 'Open the desk');
  const settings = new SettingsPage(page);
  await settings.open('Sending of e-mail');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Fill this in.').first()).toBeVisible();
  await settings.write('Server', 'mail.example.com');
  await settings.choose('Security', 'None, same machine only');
  // A port that nobody listens on.
  await settings.write('Port', '1');
  await settings.write('Name', 'Halden Bikes');
  await settings.write('Address', 'desk@example.com');
  await page.getByRole('button', { name: 'Send a test to me' }).click();
  await expect(page.getByText('Without encryption only for a server on the same machine.')).toBeVisible();
  await settings.write('Server', '127.0.0.1');
  await expect(page.getByText('Without encryption only for a server on the same machine.')).toHaveCount(0);
  await page.getByRole('button', { name: 'Send a test to me' }).click();
  await expect(page.getByText('The other side cannot be reached, or did not answer in time.')).toBeVisible();
  await settings.write('Port', String(mails.port));
  await page.getByRole('button', { name: 'Send a test to me' }).click();
  await expect(page.getByText('Sent to your own address.')).toBeVisible();
  const mail = await mails.first;
  expect(mail).toContain('To: ada@example.com');
  expect(mail).toContain('From: Halden Bikes <desk@example.com>');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved. In force at once.')).toBeVisible();
  const kept = await scene.center.adminDesk.ask('mail.get', {});
  expect(kept.mail).toMatchObject({ host: '127.0.0.1', port: mails.port, from: { email: 'desk@example.com' } });
  mails.close();
  expect(scene.complaints).toEqual([]);
  await scene.close();
});

test('[10, 49] a supervisor reads along, which the agent sees, and takes the list along as a file', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { scene, people } = await Scene.open(browser, ['Ana']);
  const olgaPerson = await scene.center.person('Olga', 'supervisor');
  await scene.center.adminDesk.must('agent.save', {
    agentId: olgaPerson.id,
    name: 'Olga',
    role: 'supervisor',
    supervises: [scene.place.queueId],
    absent: false,
  });
  const ana = await scene.desk(people[0]!);
  const olga = await scene.desk(olgaPerson);
  const vera = await scene.visitor();
  await vera.start('Vera; "Rimskaya"', '=Does it fit?');
  await ana.accept();
  const { page } = olga;
  await page.getByRole('button', { name: /^All/ }).click();
  await page.getByRole('option', { name: /Vera/ }).click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Read along' }).click();
  await expect(ana.page.getByText(/Olga/).first()).toBeVisible();
  await ana.say('It does.');
  await expect(olga.line('It does.')).toBeVisible();
  await page.getByRole('button', { name: 'Stop reading along' }).click();
  await expect(page.getByRole('button', { name: 'Stop reading along' })).toHaveCount(0);

  await page.goto(`${scene.server.url}/conversations`);
  await page.getByRole('row', { name: /Vera/ }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  const [head = '', row = '', ...rest] = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(download.suggestedFilename()).toMatch(/^conversations.*\.csv$/);
  expect(head).toContain('Customer');
  expect(row).toContain('"Vera; ""Rimskaya"""');
  expect(rest).toEqual([]);
  expect(scene.complaints).toEqual([]);
  await scene.close();
});
