/** A day at the phone as somebody works it, with six chats beside the calls; callers come over a line. */
import { expect, test } from '@playwright/test';

import { hasRtpengine } from '../../apps/server/src/channels/telephony/media/testing/rtpengine.ts';
import type { VisitorClient } from '../../apps/server/src/transport/testing/clients.ts';
import { answer, type CallDesk } from './stage/callScene.ts';
import { desk as socketOf, type Person, visitor as chatVisitor } from './stage/center.ts';
import { callerHears, callerHearsNot, LineScene, openCalls, OUR_NUMBER, PATIENCE } from './stage/lineScene.ts';
import { expectHears, expectHearsNot } from './stage/voices.ts';

const CHATS = 6;

test.skip(!hasRtpengine, 'rtpengine is not installed here');

let stage: LineScene | undefined;
const guests: VisitorClient[] = [];
test.afterEach(async () => {
  for (const guest of guests.splice(0)) guest.close();
  await stage?.close();
  stage = undefined;
});

const press = ({ bar }: CallDesk, name: string): Promise<void> =>
  bar.getByRole('button', { name, exact: true }).click();

/** Chats that this person has taken. */
async function takeChats({ calls: { scene } }: LineScene, person: Person): Promise<void> {
  const socket = await socketOf(scene.server.url, person);
  const seen = new Set<string>();
  for (let chat = 1; chat <= CHATS; chat += 1) {
    const guest = await chatVisitor(scene.server.url, scene.place.channelId);
    guests.push(guest);
    await guest.write(`Question ${chat}`);
    const { offer } = await socket.update(
      'offer.put',
      ({ offer: { id, state } }) => state === 'pending' && !seen.has(id),
    );
    seen.add(offer.id);
    await socket.must('offer.accept', { offerId: offer.id });
  }
  socket.close();
}

test('a day at the phone: answered by key, noted, handed on after asking, wrapped up, in the history; a missed call is called back', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const { line, hugo } = await LineScene.open(browser, ['Ana', 'Ben'], {
    topics: ['Order', 'Repair'],
    call: { missed: { kind: 'hangUp', announcementId: null } },
  });
  stage = line;
  const { calls } = line;
  await line.mayCallOut(['ES']);
  const ana = await calls.desk(calls.people[0]!);
  const mine = ana.page.getByRole('button', { name: `Mine ${CHATS}` });
  await takeChats(line, calls.people[0]!);
  await expect(mine).toBeVisible();
  const ben = await calls.desk(calls.people[1]!);

  await test.step('a call pops up with its number, is answered by key and noted', async () => {
    hugo.call(OUR_NUMBER);
    await expect(ana.desk.offer).toContainText('600 11 12 22', PATIENCE);
    await answer(ana);
    await expectHears(ana.page, hugo.hz);
    await callerHears(hugo, ana.hz);
    const note = ana.page.getByRole('textbox', { name: 'Note on this call' });
    await note.fill('Wants the blue one');
    await note.press('Enter');
  });

  await test.step('meanwhile a chat is answered, and the bar leads back to the call', async () => {
    await ana.page.getByRole('option', { name: /Question 3/ }).click();
    await ana.desk.say('One moment please');
    await expect(ana.desk.line('One moment please')).toBeVisible();
    await ana.bar.getByRole('button', { name: /600 11 12 22/ }).click();
    await expect(ana.page.getByText('Wants the blue one')).toBeVisible();
  });

  await test.step('Ben is asked while the customer hears music', async () => {
    await ana.bar.getByRole('button', { name: 'Transfer' }).click();
    const panel = ana.page.getByRole('dialog', { name: 'Transfer call' });
    await panel.getByText('Consult first', { exact: true }).click();
    await panel.getByRole('option', { name: /^Ben/ }).click();
    await answer(ben);
    await expectHears(ana.page, ben.hz);
    await expectHears(ben.page, ana.hz);
    await callerHearsNot(hugo, ana.hz);
    await expect.poll(() => hugo.hearsAnything(), PATIENCE).toBeGreaterThan(400);
    await expectHearsNot(ben.page, hugo.hz);
  });

  await test.step('and takes over', async () => {
    await press(ana, 'Complete transfer');
    await callerHears(hugo, ben.hz);
    await expectHears(ben.page, hugo.hz);
    await callerHearsNot(hugo, ana.hz);
    await expect(ana.bar.getByRole('timer')).toHaveCount(0, PATIENCE);
  });

  await test.step('[79] the customer hangs up; Ben wraps up with a topic', async () => {
    hugo.hangUp();
    await ben.page.getByRole('button', { name: 'Repair' }).click();
    const done = ben.page.getByRole('button', { name: /^Done/ });
    await done.click();
    await expect(done).toHaveCount(0);
    await expect(ben.desk.happening('Ben took the call over from Ana')).toBeVisible();
    await expect(ben.page.getByRole('button', { name: 'Repair', pressed: true })).toBeVisible();
  });

  await test.step('[73] it is in the history, with the note', async () => {
    await openCalls(ben.page);
    const rows = ben.page.getByRole('table', { name: 'Calls' }).getByRole('row');
    await expect(rows).toHaveCount(2, PATIENCE);
    await expect(rows.nth(1)).toContainText('Ben');
    await expect(rows.nth(1)).toContainText('Answered');
    await rows.nth(1).click();
    await expect(ben.page.getByRole('dialog').getByText('Wants the blue one')).toBeVisible();
    await ben.page.keyboard.press('Escape');
  });

  await test.step('[61] a call that nobody takes is missed, shown, and called back', async () => {
    hugo.call(OUR_NUMBER);
    for (const { desk } of [ana, ben]) {
      await expect(desk.offer).toBeVisible(PATIENCE);
      await desk.decline();
    }
    await expect.poll(hugo.state, PATIENCE).toBe('ended');
    await openCalls(ana.page);
    await ana.page.getByText('Missed', { exact: true }).click();
    const rows = ana.page.getByRole('table', { name: 'Calls' }).getByRole('row');
    await expect(rows.nth(1)).toContainText('Missed call', PATIENCE);
    await rows
      .nth(1)
      .getByRole('button', { name: /^Call back/ })
      .click();
    await expectHears(ana.page, hugo.hz);
    await callerHears(hugo, ana.hz);
    await press(ana, 'End');
    await expect.poll(hugo.state, PATIENCE).toBe('ended');
    await ana.page.getByRole('button', { name: /^Done/ }).click();
    await expect.poll(() => line.calledBack('missed'), PATIENCE).toBe(1);
    await openCalls(ana.page);
    await ana.page.getByText('Missed', { exact: true }).click();
    await expect(ana.page.getByText('No missed calls')).toBeVisible(PATIENCE);
  });

  await test.step('all six chats are still there', async () => {
    await ana.page
      .getByRole('navigation', { name: 'Main navigation' })
      .getByRole('button', { name: /^Inbox/ })
      .click();
    await expect(mine).toBeVisible();
  });
  expect(calls.scene.complaints).toEqual([]);
});
