/** A supervisor on a call over a line: what the media server sends them, what the agent's phone mixes, and taking over. */
import { expect, test } from '@playwright/test';

import { hasRtpengine } from '../../apps/server/src/channels/telephony/media/testing/rtpengine.ts';
import { answer, type CallDesk } from './stage/callScene.ts';
import { callerHears, callerHearsNot, LineScene, OUR_NUMBER, PATIENCE } from './stage/lineScene.ts';
import { expectHears, expectHearsNot } from './stage/voices.ts';

test.skip(!hasRtpengine, 'rtpengine is not installed here');

let stage: LineScene | undefined;
test.afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

const press = ({ bar }: CallDesk, name: string): Promise<void> =>
  bar.getByRole('button', { name, exact: true }).click();

test('a supervisor listens to a call over a line, whispers, barges in and takes it over', async ({ browser }) => {
  test.setTimeout(240_000);
  const { line, hugo } = await LineScene.open(browser, ['Ana'], { wrapUpSeconds: 0 });
  stage = line;
  const { calls } = line;
  const ana = await calls.desk(calls.people[0]!);
  const ada = await calls.desk(calls.scene.center.admin, 'Open the desk');
  hugo.call(OUR_NUMBER);
  await answer(ana);
  await expectHears(ana.page, hugo.hz);
  await callerHears(hugo, ana.hz);

  await test.step('listens: hears both and is heard by nobody', async () => {
    await ada.page.getByRole('button', { name: /^All/ }).click();
    await ada.page.getByRole('option', { name: /Calls/ }).first().click();
    await ada.page.getByRole('button', { name: 'Supervise' }).click();
    await ada.page.getByRole('menuitem', { name: /^Listen/ }).click();
    await expectHears(ada.page, hugo.hz);
    await expectHears(ada.page, ana.hz);
    await callerHearsNot(hugo, ada.hz);
    await expectHearsNot(ana.page, ada.hz);
    await expect(ana.page.getByText('Ada listens to this call')).toBeVisible();
  });

  await test.step('whispers: only the agent hears it', async () => {
    await press(ada, 'Whisper');
    await expectHears(ana.page, ada.hz);
    await expectHears(ada.page, hugo.hz);
    await callerHearsNot(hugo, ada.hz);
  });

  await test.step('barges in: both hear it', async () => {
    await press(ada, 'Barge in');
    await callerHears(hugo, ada.hz);
    await callerHears(hugo, ana.hz);
    await expectHears(ana.page, ada.hz);
    await expectHears(ada.page, hugo.hz);
  });

  await test.step('takes over: the agent is out of it', async () => {
    await press(ada, 'Take over');
    await expectHears(ada.page, hugo.hz);
    await callerHears(hugo, ada.hz);
    await callerHearsNot(hugo, ana.hz);
    await expect(ana.bar.getByRole('timer')).toHaveCount(0, PATIENCE);
  });

  hugo.hangUp();
  await expect(ada.bar.getByRole('timer')).toHaveCount(0, PATIENCE);
  expect(calls.scene.complaints).toEqual([]);
});
