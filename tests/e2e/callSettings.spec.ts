import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { defaultCallSettings } from '@ringdesk/shared/model/call.ts';
import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings, type Queue } from '@ringdesk/shared/model/queue.ts';

import { newId } from './stage/newId.ts';
import { Scene } from './stage/scene.ts';
import { SettingsPage } from './stage/settingsPage.ts';

const sound = new URL('../../resources/sounds/tone.wav', import.meta.url).pathname;

/** A snapshot is given a few times in a row only: one answers all that is asked at a moment. */
const snapshotOf = async ({ center }: Scene) => (await center.adminDesk.hello()).snapshot;

function queueNamed({ queues }: { readonly queues: readonly Queue[] }, name: string): Queue {
  const queue = queues.find((each) => each.name === name);
  if (queue === undefined) throw new Error(`There is no queue ${name}.`);
  return queue;
}

async function makeCallQueue({ center }: Scene, name: string): Promise<void> {
  await center.adminDesk.must('queue.create', {
    queueId: newId<QueueId>(),
    name,
    language: 'en',
    settings: { ...defaultQueueSettings, call: defaultCallSettings },
  });
}

/**
 * Opens a list that has the focus, goes to this option and takes it. By arrows, each after what the one before has done: letters
 * are one word only where they follow each other quickly, which a busy machine does not promise.
 */
async function chooseByKey(page: Page, name: string, option: string): Promise<void> {
  const box = page.getByRole('combobox', { name, exact: true });
  await box.press('Enter');
  const options = page.getByRole('listbox').getByRole('option');
  const here = page.getByRole('listbox').locator('[role=option][data-highlighted]');
  await expect(here).toHaveCount(1);
  const [names, current] = [await options.allInnerTexts(), await here.innerText()];
  const steps = names.indexOf(option) - names.indexOf(current);
  for (let step = 0; step < Math.abs(steps); step += 1) {
    await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
    await expect(here).toHaveText(names[names.indexOf(current) + (step + 1) * Math.sign(steps)] ?? '');
  }
  await expect(here).toHaveText(option);
  await page.keyboard.press('Enter');
  await expect(box).toHaveText(option);
}

/** In a list of radios the arrows go and choose at once. */
async function chooseRadio(page: Page, group: string, option: string): Promise<void> {
  const radios = page.getByRole('radiogroup', { name: group, exact: true });
  await radios.getByRole('radio', { checked: true }).focus();
  const wanted = radios.getByRole('radio', { name: option, exact: true });
  const count = await radios.getByRole('radio').count();
  for (let step = 0; step < count; step += 1) {
    if (await wanted.isChecked()) break;
    await page.keyboard.press('ArrowDown');
    // It chooses a moment after it goes.
    await expect(radios.getByRole('radio', { checked: true })).toBeFocused();
  }
  await expect(wanted).toBeChecked();
}

const press = (page: Page, button: string): Promise<void> =>
  page.getByRole('button', { name: button, exact: true }).press('Enter');

test('[57–61] an admin makes a call queue, a line and a number from nothing by keyboard, and takes settings along as a file', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const { scene } = await Scene.open(browser, ['Ana', 'Ben']);
  await makeCallQueue(scene, 'Night calls');
  await makeCallQueue(scene, 'Support calls');
  const ada = await scene.desk(scene.center.admin);
  const { page } = ada;
  const settings = new SettingsPage(page);
  const tab = (name: string): Promise<void> => page.getByRole('tab', { name, exact: true }).press('Enter');
  const saved = (version: number) => expect(page.getByText(`Saved as version ${version}.`).last()).toBeVisible();

  await test.step('[58, 59] a queue for calls with its members in order, strictly', async () => {
    await settings.open('New queue');
    await chooseRadio(page, 'Medium', 'Calls');
    await settings.write('Queue name', 'Sales calls');
    await press(page, 'Add agents or departments');
    for (const email of ['ben@', 'ana@']) {
      await page.keyboard.type(email);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Escape');
    await press(page, 'Create queue');
    await expect(page.getByRole('heading', { name: 'Sales calls' })).toBeVisible();
    await expect(page.locator('.order-name')).toHaveText(['Ben', 'Ana']);
    await chooseRadio(page, 'How calls are shared', 'Strictly in order');
  });

  await test.step('[60] rings, shown as seconds too', async () => {
    const rings = page.getByRole('textbox', { name: 'Rings before the next agent' });
    await expect(rings).toHaveValue('4');
    await rings.press('ArrowUp');
    await rings.press('ArrowUp');
    await expect(rings).toHaveValue('6');
    await expect(page.getByText('30 seconds', { exact: true })).toBeVisible();
    await expect(settings.behaviour.getByText('Not taken after 6 rings, it goes on to the next person.')).toBeVisible();
  });

  await test.step('[61] voicemail with a greeting of its own', async () => {
    await tab('Calls');
    await chooseRadio(page, 'When nobody takes the call', 'Voicemail');
    const [picker] = await Promise.all([page.waitForEvent('filechooser'), press(page, 'Upload: Greeting')]);
    await picker.setFiles(sound);
    await expect(page.getByRole('button', { name: 'Remove: Greeting' })).toBeVisible();
    await chooseByKey(page, 'Longest message', '60 seconds');
    await expect(settings.behaviour.getByText('When nobody takes it, the caller can leave a message.')).toBeVisible();
    await page.keyboard.press('Control+s');
    await saved(2);
    const { settings: kept } = queueNamed(await snapshotOf(scene), 'Sales calls');
    expect(kept).toMatchObject({
      distribution: 'strict',
      call: { rings: 6, missed: { kind: 'voicemail', maxSeconds: 60, greetingId: expect.any(String) } },
    });
  });

  const exported = await test.step('[61] overflow instead, and all of it as a file', async () => {
    await chooseRadio(page, 'When nobody takes the call', 'To another queue');
    await expect(page.getByRole('combobox', { name: 'To the queue' })).toHaveText('Night calls');
    await page.keyboard.press('Control+s');
    await saved(3);
    await tab('Other');
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Export')]);
    return readFileSync(await download.path());
  });

  await test.step('a chat queue refuses the file in words, another call queue takes it over', async () => {
    const pick = async (queue: string): Promise<void> => {
      await settings.section(queue);
      await tab('Other');
      const [picker] = await Promise.all([page.waitForEvent('filechooser'), press(page, 'Import…')]);
      await picker.setFiles({ name: 'calls.json', mimeType: 'application/json', buffer: exported });
    };
    await pick('Sales');
    const refused = page.getByRole('dialog', { name: 'This file does not fit' });
    await expect(refused.getByText('This file has settings for the other kind of queue')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(refused).toHaveCount(0);
    await pick('Support calls');
    const offer = page.getByRole('dialog', { name: 'Settings of “Sales calls”' });
    await offer.getByRole('button', { name: 'Take over into the form' }).press('Enter');
    await page.keyboard.press('Control+s');
    // The same words of the other queue may still be on the screen.
    await expect(page.getByText(/version 2$/)).toBeVisible();
    const snapshot = await snapshotOf(scene);
    const [from, to] = [queueNamed(snapshot, 'Sales calls'), queueNamed(snapshot, 'Support calls')];
    expect(to.settings).toEqual(from.settings);
  });

  await test.step('[57] a line: a test in vain is told in words, and it is kept', async () => {
    await settings.section('Telephony');
    await press(page, 'Add a line');
    const dialog = page.getByRole('dialog', { name: 'Add a line' });
    await dialog.getByRole('textbox', { name: 'Server' }).fill('127.0.0.1');
    await chooseByKey(page, 'Transport', 'TCP');
    await dialog.getByRole('textbox', { name: 'Port' }).fill('9');
    await dialog.getByRole('button', { name: 'Save', exact: true }).press('Enter');
    await expect(dialog.getByText('Fill this in.')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'User', exact: true }).fill('halden');
    await dialog.getByRole('textbox', { name: 'Password' }).fill('secret');
    await dialog.getByRole('button', { name: 'Test', exact: true }).press('Enter');
    await expect(dialog.getByRole('alert')).toContainText('The other side cannot be reached');
    await dialog.getByRole('button', { name: 'Save', exact: true }).press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('listitem').filter({ hasText: '127.0.0.1:9 · TCP' })).toContainText('Failing');
  });

  await test.step('[57] a number on the line, whose calls go to the queue', async () => {
    await settings.section('Connect a channel');
    await chooseRadio(page, 'Kind', 'Phone number');
    await settings.write('Name', 'Main number');
    await settings.write('Number', '+34 910 12-34-56');
    await chooseByKey(page, 'Queue', 'Sales calls');
    await press(page, 'Create channel');
    await expect(page.getByRole('heading', { name: 'Main number' })).toBeVisible();
    await expect(page.getByText('The other side cannot be reached')).toBeVisible();
    const snapshot = await snapshotOf(scene);
    const channel = snapshot.channels.find(({ name }) => name === 'Main number');
    expect(channel).toMatchObject({
      kind: 'phone',
      settings: { number: '+34910123456' },
      queueId: queueNamed(snapshot, 'Sales calls').id,
    });
  });

  await test.step('what may be called, and over which line', async () => {
    await settings.section('Telephony');
    await chooseByKey(page, 'Line for calls to the outside', 'Line 1');
    const countries = page.getByRole('combobox', { name: 'Countries that may be called' });
    await countries.fill('Portug');
    await expect(page.getByRole('option', { name: 'Portugal' })).toBeVisible();
    await countries.press('ArrowDown');
    await countries.press('Enter');
    await expect(page.getByRole('button', { name: 'Remove: Portugal' })).toBeVisible();
    const hourly = page.getByRole('textbox', { name: 'Calls per agent and hour' });
    await hourly.press('ArrowDown');
    await expect(hourly).toHaveValue('59');
    await press(page, 'Save');
    await expect(page.getByText('The rules for calling out were saved.')).toBeVisible();
    const telephony = await scene.center.adminDesk.ask('telephony.get', {});
    expect(telephony.settings).toMatchObject({
      outboundTrunkId: telephony.trunks[0]?.id,
      countries: ['PT'],
      maxCallsPerHour: 59,
    });
  });

  expect(scene.complaints).toEqual([]);
  await scene.close();
});
