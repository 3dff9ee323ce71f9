/** Waiting in a queue of calls, the mailbox, and calling back, over a line and the real media server. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { AttachmentId } from '@ringdesk/shared/model/ids.ts';
import { DESK_HEADER, SOUND_UPLOAD_PATH, type UploadedSound } from '@ringdesk/shared/protocol/files.ts';

import { hasRtpengine } from '../../apps/server/src/channels/telephony/media/testing/rtpengine.ts';
import { channelsIn } from '../../apps/server/src/channels/telephony/media/testing/soundIn.ts';
import { toneFile } from '../../apps/server/src/channels/telephony/media/testing/toneFile.ts';
import { answer } from './stage/callScene.ts';
import { desk as socketOf } from './stage/center.ts';
import { loudest, soundsIn } from './stage/keptSounds.ts';
import type { Scene } from './stage/scene.ts';
import {
  callerHears,
  callerHearsNot,
  LineScene,
  NOBODY,
  openCalls,
  OUR_NUMBER,
  PATIENCE,
  VOICE,
} from './stage/lineScene.ts';
import { expectHears } from './stage/voices.ts';

/** Tones of the queue's own sounds. */
const [MUSIC, GREETING] = [1_300, 2_100] as const;

test.skip(!hasRtpengine, 'rtpengine is not installed here');

let stage: LineScene | undefined;
test.afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

/** Keeps a second of this tone as a sound of the center. */
async function soundOf({ server, center, folder }: Scene, hz: number): Promise<AttachmentId> {
  const form = new FormData();
  form.append('file', new Blob([readFileSync(await toneFile(folder.path, hz))]), `tone-${hz}.wav`);
  const headers = { authorization: `Bearer ${center.admin.token}`, [DESK_HEADER]: '1' };
  const reply = await fetch(server.url + SOUND_UPLOAD_PATH, { method: 'POST', headers, body: form });
  if (!reply.ok) throw new Error(`${reply.status}: ${await reply.text()}`);
  return ((await reply.json()) as UploadedSound).soundId;
}

/** What was said to the mailbox: the sounds that are not the queue's own, which are all of one length. */
const messagesIn = (folder: string, own: number): readonly string[] =>
  soundsIn(folder).filter((file) => readFileSync(file).length !== own);

/** Bytes of the message that is being taken. */
const underWay = (folder: string): number =>
  Math.max(
    0,
    ...readdirSync(join(folder, 'calls'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)).length),
  );

test('[57, 61] music while the queue waits, until somebody answers; the mailbox after that, heard at the desk and called back', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const { line, hugo } = await LineScene.open(browser, ['Ana']);
  stage = line;
  const { calls } = line;
  const { scene } = calls;
  const [musicId, greetingId] = [await soundOf(scene, MUSIC), await soundOf(scene, GREETING)];
  const own = readFileSync(join(scene.folder.path, `tone-${MUSIC}.wav`)).length;
  await scene.center.changeQueue('Calls', ['Ana'], {
    call: {
      ...(await scene.center.adminDesk.hello()).snapshot.queues.find(({ name }) => name === 'Calls')!.settings.call!,
      musicId,
      missed: { kind: 'voicemail', greetingId, maxSeconds: 30 },
      missedAfterSeconds: 60,
    },
  });
  await line.mayCallOut(['ES']);
  const ana = await calls.desk(calls.people[0]!, 'Open the desk');
  const anaSocket = await socketOf(scene.server.url, calls.people[0]!);

  await anaSocket.must('presence.set', { state: 'busy' });
  await test.step('nobody is there: the music of the queue, and no room', async () => {
    hugo.call(OUR_NUMBER);
    await callerHears(hugo, MUSIC);
  });

  await test.step('it ends when they are joined, and is there again on hold', async () => {
    await anaSocket.must('presence.set', { state: 'available' });
    await answer(ana);
    await expectHears(ana.page, hugo.hz);
    await callerHears(hugo, ana.hz);
    await callerHearsNot(hugo, MUSIC);
    await ana.bar.getByRole('button', { name: 'Hold' }).click();
    await callerHears(hugo, MUSIC);
    await callerHearsNot(hugo, ana.hz);
    await ana.bar.getByRole('button', { name: 'Resume' }).click();
    await callerHears(hugo, ana.hz);
    hugo.hangUp();
    await ana.page.getByRole('button', { name: /^Done/ }).click();
  });

  await test.step('nobody comes: the greeting, and a message after the tone', async () => {
    await anaSocket.must('presence.set', { state: 'busy' });
    hugo.call(OUR_NUMBER);
    await callerHears(hugo, MUSIC);
    scene.server.pass(60_000);
    await callerHears(hugo, GREETING);
    await callerHearsNot(hugo, GREETING);
    // Their voice goes on all the time: two seconds of it are the message.
    await expect.poll(() => underWay(scene.folder.path), PATIENCE).toBeGreaterThan(2 * 16_000);
    hugo.hangUp();
    await expect.poll(() => messagesIn(scene.folder.path, own).length, PATIENCE).toBe(1);
    const [spoken] = await channelsIn(messagesIn(scene.folder.path, own)[0] ?? '');
    expect(loudest(spoken, hugo.hz)).toBeGreaterThan(VOICE);
    expect(loudest(spoken, GREETING)).toBeLessThan(NOBODY);
  });

  await test.step('it waits in the inbox of who serves the queue', async () => {
    await ana.page.getByRole('button', { name: 'Waiting 1' }).click();
    const messages = ana.page.getByRole('listbox', { name: /^Voicemail to return/ });
    await expect(messages.getByRole('option')).toHaveCount(1, PATIENCE);
    await ana.page.getByRole('button', { name: /^Mine/ }).click();
  });

  await test.step('it stands among the calls and is heard', async () => {
    await openCalls(ana.page);
    await ana.page.getByText('Voicemail', { exact: true }).first().click();
    const rows = ana.page.getByRole('table', { name: 'Calls' }).getByRole('row');
    await expect(rows).toHaveCount(2, PATIENCE);
    await rows.nth(1).click();
    const player = ana.page.getByRole('dialog').getByRole('group', { name: /^Voicemail/ });
    await player.getByRole('button', { name: 'Play' }).click();
    await expect
      .poll(async () => Number(await player.getByRole('slider').getAttribute('aria-valuenow')), PATIENCE)
      .toBeGreaterThan(0);
  });

  await test.step('who left it is called back', async () => {
    await ana.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Call back/ })
      .click();
    await expect(ana.bar.getByRole('timer')).toBeVisible(PATIENCE);
    await expectHears(ana.page, hugo.hz);
    await callerHears(hugo, ana.hz);
    await ana.bar.getByRole('button', { name: 'End', exact: true }).click();
    await expect.poll(hugo.state, PATIENCE).toBe('ended');
    await expect.poll(() => line.calledBack('voicemail'), PATIENCE).toBe(1);
  });
  anaSocket.close();
  expect(scene.complaints).toEqual([]);
});
