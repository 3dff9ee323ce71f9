/** Names written from right to left, and the longest names, in the places with little room. */
import { expect, type Locator, test } from '@playwright/test';
import type { MessageId } from '@ringdesk/shared/model/ids.ts';

import { answer, CallScene, expectSays } from './stage/callScene.ts';
import { desk, type Person, visitor } from './stage/center.ts';
import { newId } from './stage/newId.ts';
import { Scene } from './stage/scene.ts';

const ARABIC = 'محمد عبد الله بن عبد الرحمن الطويل جدا جدا جدا جدا جدا جدا';
const LONG = 'Дональд-Аристархович Константинопольский-Задунайский фон унд цу Гогенцоллерн';

const LONGEST_NAME = 'Maximiliana Wolfeschlegelsteinhausenbergerdorff-Lindqvist';

/** How far the first letter of what stands here is in sight: 0 when it was cut off. Pixels. */
const firstLetterSeen = (place: Locator): Promise<number> =>
  place.evaluate((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const words = walker.nextNode();
    if (words === null) return 0;
    const range = document.createRange();
    range.setStart(words, 0);
    range.setEnd(words, 1);
    const [letter, box] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
    return Math.max(0, Math.min(letter.right, box.right) - Math.max(letter.left, box.left));
  });

test('a name written from right to left keeps its beginning where it is shortened', async ({ browser }) => {
  const { scene, people } = await Scene.open(browser, ['Ana']);
  const ana = await scene.desk(people[0] as Person);
  const { page } = ana;
  const client = await visitor(scene.server.url, scene.place.channelId);
  await client.command('name.set', { name: ARABIC });
  await client.write('مرحبا');
  await ana.accept();
  await expect(ana.composer).toBeVisible();
  for (const place of [page.locator('.conv .name'), page.locator('.convo-title'), page.locator('.panel-name')]) {
    await expect(place).toContainText(ARABIC);
    expect(await firstLetterSeen(place)).toBeGreaterThan(2);
  }
  client.close();
  await scene.close();
});

test('zoomed to 200 %, and with the longest name, an offer is answered without scrolling', async ({ browser }) => {
  const { scene, people } = await Scene.open(browser, ['Ana']);
  const ana = await scene.desk(people[0] as Person);
  const client = await visitor(scene.server.url, scene.place.channelId);
  await client.command('name.set', { name: LONG });
  await client.write('Добрый день. '.repeat(20));
  await ana.offer.waitFor();
  for (const size of [
    { width: 720, height: 450 },
    { width: 1024, height: 720 },
  ]) {
    await ana.page.setViewportSize(size);
    for (const name of ['Accept', 'Decline'])
      await expect(ana.offer.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
    const layer = await ana.page.locator('.offers').boundingBox();
    const button = await ana.offer.getByRole('button', { name: 'Accept' }).boundingBox();
    expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual((layer?.y ?? 0) + (layer?.height ?? 0));
  }
  client.close();
  await scene.close();
});

test('the widget on the narrowest phone holds an agent’s longest name, and its field above the keyboard', async ({
  browser,
}) => {
  const { scene, people } = await Scene.open(browser, ['Ana'], { askRating: true, ratingMinutes: 10 });
  const own = await desk(scene.server.url, people[0] as Person);
  await own.must('profile.save', { name: LONGEST_NAME, language: 'en', pictureId: null });
  await own.must('presence.set', { state: 'available' });
  const vera = await scene.visitor({ viewport: { width: 320, height: 560 } });
  await vera.start('Vera', 'Hello');
  const { offer } = await own.update('offer.put');
  const { interactionId } = await own.must('offer.accept', { offerId: offer.id });
  await own.must('message.post', {
    interactionId,
    messageId: newId<MessageId>(),
    kind: 'reply',
    text: 'Gladly.',
    mentions: [],
    attachmentIds: [],
  });
  await expect(vera.line('Gladly.')).toBeVisible();
  await vera.page.setViewportSize({ width: 320, height: 240 });
  await expect(vera.composer).toBeInViewport({ ratio: 1 });
  await vera.page.setViewportSize({ width: 320, height: 560 });
  await own.must('interaction.close', { interactionId });
  const send = vera.page.getByRole('button', { name: 'Send rating' });
  await expect(send).toBeVisible();
  for (const part of [send, vera.page.getByRole('heading', { name: 'How was your chat' })]) {
    const box = await part.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 321)).toBeLessThanOrEqual(320);
  }
  own.close();
  await scene.close();
});

test('a visitor on the lowest page ends the call without scrolling, whatever the agent is called', async ({
  browser,
}) => {
  const calls = await CallScene.open(browser, ['Ana']);
  const ana = await calls.desk(calls.people[0] as Person);
  const own = await desk(calls.scene.server.url, calls.people[0] as Person);
  await own.must('profile.save', { name: LONGEST_NAME, language: 'en', pictureId: null });
  const caller = await calls.caller();
  await answer(ana);
  const end = caller.page.getByRole('button', { name: 'End call' });
  for (const size of [
    { width: 320, height: 520 },
    { width: 560, height: 300 },
  ]) {
    await caller.page.setViewportSize(size);
    await expect(end).toBeInViewport({ ratio: 1 });
  }
  await end.click();
  await expectSays(caller, /^The call is over/);
  own.close();
  await calls.scene.close();
});
