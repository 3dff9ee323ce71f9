import { expect, test } from '@playwright/test';
import { DESK_HEADER } from '@ringdesk/shared/protocol/files.ts';

import { PASSWORD, type Person, visitor } from './stage/center.ts';
import { DeskPage } from './stage/deskPage.ts';
import { Scene } from './stage/scene.ts';

const MINUTE = 60_000;

test('who leaves the desk is set away after the time of the rule, reads why, and comes back with one press', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const { scene, people } = await Scene.open(browser, ['Ana', 'Ben']);
  const [anaPerson] = people as [Person, Person];
  await scene.center.adminDesk.must('presenceReasons.save', { reasons: [], idle: { minutes: 15, reasonId: null } });
  const page = await scene.page();
  // Only the clock of this page is moved: nobody touches it meanwhile.
  await page.clock.install();
  const ana = new DeskPage(page);
  await ana.signIn(scene.server.url, anaPerson);
  await ana.throughFirstSteps('Become available');
  await page.clock.fastForward(2 * MINUTE);
  // The server has been told that nobody touches the desk; the rest of the time passes there.
  await expect(async () => {
    scene.server.pass(5 * MINUTE);
    await expect(page.getByText('You are set to “Away”.')).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 50_000 });
  await page.getByRole('button', { name: 'Back to available' }).first().click();
  await expect(page.getByText('You are set to “Away”.')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Your state: Available/ })).toBeVisible();

  await scene.center.adminDesk.must('agent.setPresence', { agentId: anaPerson.id, state: 'busy' });
  await expect(page.getByText('Ada set your state to “Busy”.')).toBeVisible();
  await scene.close();
});

test('who signs in reads how often somebody else tried their account', async ({ browser }) => {
  const { scene, people } = await Scene.open(browser, ['Ana']);
  const [anaPerson] = people as [Person];
  const first = await scene.desk(anaPerson);
  await first.page.close();
  for (const password of ['password1', 'password2'])
    await fetch(`${scene.server.url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [DESK_HEADER]: '1' },
      body: JSON.stringify({ email: anaPerson.email, password, device: 'elsewhere' }),
    });
  const page = await scene.page();
  await page.goto(scene.server.url);
  await page.getByLabel('E-mail').fill(anaPerson.email);
  await page.getByLabel('Password', { exact: true }).fill('a slip of mine');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').filter({ hasText: /./ }).first().waitFor();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  // Their own slip is not among them.
  await expect(page.getByText('2 failed attempts to sign in since you were last here.')).toBeVisible();
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(
    page
      .getByRole('dialog')
      .getByLabel(/password/i)
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText(/failed attempts/)).toHaveCount(0);
  await scene.close();
});

test('a file that is attached and not sent is still there after a reload, and goes with the message', async ({
  browser,
}) => {
  const { scene, people } = await Scene.open(browser, ['Ana']);
  const ana = await scene.desk(people[0] as Person);
  await (await visitor(scene.server.url, scene.place.channelId)).write('Do you have a plan of it?');
  await ana.accept();
  await ana.page.locator('input[type=file]').setInputFiles({
    name: 'plan.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('the plan of it'),
  });
  await expect(ana.page.getByText('plan.txt')).toBeVisible();
  await ana.composer.fill('Here it is.');
  await expect(ana.page.getByRole('button', { name: /Remove plan\.txt/ })).toBeVisible();
  await ana.page.reload();
  await expect(ana.page.getByRole('button', { name: /Remove plan\.txt/ })).toBeVisible();
  await expect(ana.composer).toHaveValue('Here it is.');
  await ana.composer.press('Enter');
  await expect(ana.page.getByRole('log').getByText('plan.txt')).toBeVisible();
  await expect(ana.page.getByRole('button', { name: /Remove plan\.txt/ })).toHaveCount(0);
  // Sent, it does not come back.
  await ana.page.reload();
  await expect(ana.page.getByRole('log').getByText('plan.txt')).toBeVisible();
  await expect(ana.page.getByRole('button', { name: /Remove plan\.txt/ })).toHaveCount(0);
  expect(scene.complaints).toEqual([]);
  await scene.close();
});

test('a queue’s chats are accepted by the desk itself; what is being written stays in front', async ({ browser }) => {
  const { scene, people } = await Scene.open(browser, ['Ana'], { autoAccept: true });
  const ana = await scene.desk(people[0] as Person);
  const first = await visitor(scene.server.url, scene.place.channelId);
  await first.command('name.set', { name: 'Vera' });
  await first.write('Hello, this is Vera');
  await expect(ana.line('Hello, this is Vera')).toBeVisible();
  await ana.composer.fill('Dear Vera');
  const second = await visitor(scene.server.url, scene.place.channelId);
  await second.command('name.set', { name: 'Walt' });
  await second.write('Hello, this is Walt');
  await expect(ana.page.getByText('Walt: accepted automatically.').first()).toBeVisible();
  await expect(ana.line('Hello, this is Vera')).toBeVisible();
  await expect(ana.composer).toBeFocused();
  await expect(ana.composer).toHaveValue('Dear Vera');
  // The desk has told when the offers were seen.
  const metrics = await (await fetch(`${scene.server.url}/metrics`)).text();
  expect(metrics).toContain('ringdesk_offer_displayed_seconds_count 2');
  expect(scene.complaints).toEqual([]);
  await scene.close();
});
