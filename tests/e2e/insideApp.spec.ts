import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, type Page, test } from '@playwright/test';
import { defaultCallSettings } from '@ringdesk/shared/model/call.ts';
import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { DESK_HEADER, PICTURE_UPLOAD_PATH, UploadedPicture } from '@ringdesk/shared/protocol/files.ts';

import { openAppShell } from './stage/appShell.ts';
import { browse } from './stage/browsing.ts';
import { PASSWORD } from './stage/center.ts';
import { newId } from './stage/newId.ts';
import { Scene } from './stage/scene.ts';
import { SettingsPage } from './stage/settingsPage.ts';

const resources = join(import.meta.dirname, '../../resources');

/** Gives the admin a picture, as the preferences would. */
async function pictureOfAdmin({ server, center }: Scene): Promise<void> {
  const form = new FormData();
  form.append('file', new Blob([readFileSync(join(resources, 'icons/128x128.png'))], { type: 'image/png' }), 'me.png');
  const reply = await fetch(server.url + PICTURE_UPLOAD_PATH, {
    method: 'POST',
    headers: { authorization: `Bearer ${center.admin.token}`, [DESK_HEADER]: '1' },
    body: form,
  });
  const { pictureId } = UploadedPicture.parse(await reply.json());
  await center.adminDesk.must('profile.save', { name: 'Ada', language: 'en', pictureId });
}

/** Pictures of people on the screen which were really drawn. */
const drawn = (page: Page): Promise<number> =>
  page.locator('img').evaluateAll((all) => all.filter((each) => (each as HTMLImageElement).naturalWidth > 0).length);

test('in the app, from another origin and under its policy: pictures from the first sign-in on, and a queue’s sound is heard', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const scene = await Scene.empty(browser);
  await pictureOfAdmin(scene);
  const name = 'Support calls';
  const settings = { ...defaultQueueSettings, call: defaultCallSettings };
  await scene.center.adminDesk.must('queue.create', { queueId: newId<QueueId>(), name, language: 'en', settings });
  const shell = await openAppShell(scene.server.url);
  const { context, complaints } = await browse(browser);
  try {
    const page = await shell.open(context);
    const refused: string[] = [];
    page.on('requestfailed', (request) => refused.push(request.url()));

    await test.step('signed out no server is known: the policy lets the person try one', async () => {
      expect(shell.policy()).toContain("connect-src 'self' https:");
      await page.getByRole('textbox', { name: 'Server address' }).fill(shell.serverAddress);
      await page.getByLabel('E-mail').fill(scene.center.admin.email);
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      for (const step of ['Skip for now', 'Skip for now', 'Open the desk'])
        await page.getByRole('button', { name: step }).click();
      await expect(page.getByRole('main', { name: 'Inbox' })).toBeVisible();
    });

    await test.step('the picture of the person is there without a reload', async () => {
      await expect.poll(() => drawn(page)).toBeGreaterThan(0);
    });

    await test.step('[61] the greeting of a queue is heard', async () => {
      const form = new SettingsPage(page);
      await form.open(name);
      await form.tab('Calls');
      await page.getByRole('radio', { name: /^Voicemail/ }).click();
      const [picker] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: 'Upload: Greeting' }).click(),
      ]);
      await picker.setFiles(join(resources, 'sounds/tone.wav'));
      await page.getByRole('button', { name: 'Listen: Greeting' }).click();
      const audio = page.locator('audio');
      await expect.poll(() => audio.evaluate((it) => (it as HTMLAudioElement).currentTime)).toBeGreaterThan(0);
      expect(await audio.evaluate((it) => (it as HTMLAudioElement).error)).toBeNull();
    });

    await test.step('loaded anew the policy names the one server, and the desk is the same', async () => {
      await page.goto(shell.url);
      await expect(page.getByRole('main', { name: 'Inbox' })).toBeVisible();
      expect(shell.policy()).toContain(`connect-src 'self' ${shell.serverAddress} ws://`);
      await expect.poll(() => drawn(page)).toBeGreaterThan(0);
    });

    expect(complaints).toEqual([]);
    expect(refused.filter((url) => !url.startsWith(shell.serverAddress))).toEqual([]);
  } finally {
    await context.close();
    shell.close();
    await scene.close();
  }
});
