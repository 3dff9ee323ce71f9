/** The pictures of the README: a center with made-up people at work, as the product draws it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';

import { answer, CallScene, expectSays } from './stage/callScene.ts';
import { desk as socketOf, type Person, visitor } from './stage/center.ts';
import { newId } from './stage/newId.ts';
import { Scene } from './stage/scene.ts';
import type { WidgetPage } from './stage/widgetPage.ts';

const folder = join(import.meta.dirname, '../../resources/screenshots');
/** Of WebP: a third of the bytes of a PNG, and letters stay sharp. */
const QUALITY = 90;
const MINUTE = 60_000;

/** Keeps what is shown now in both themes, or in one. */
async function take(page: Page, name: string, themes: readonly ('light' | 'dark')[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  // Nothing is pointed at.
  await page.mouse.move(0, 0);
  const wire = await page.context().newCDPSession(page);
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(() => document.fonts.ready);
    const { data } = await wire.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
    writeFileSync(join(folder, `${name}-${colorScheme}.webp`), Buffer.from(data, 'base64'));
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Somebody with a full name: the address they sign in with holds only the first. */
async function named({ center, server }: Scene, name: string): Promise<Person> {
  const person = await center.person(name.split(' ')[0] ?? name);
  const own = await socketOf(server.url, person);
  await own.must('profile.save', { name, language: 'en', pictureId: null });
  own.close();
  return { ...person, name };
}

interface Talk {
  readonly name: string;
  readonly says: readonly string[];
  /** Undefined: it waits for an answer. */
  readonly answer?: string;
}

const talks: readonly Talk[] = [
  { name: 'Amélie Laurent', says: ['When does my order arrive?'], answer: 'It ships with Thursday’s parcel.' },
  { name: 'Marcus Reid', says: ['May I return a helmet?'], answer: 'With pleasure. You have thirty days.' },
  { name: 'Yuki Tanaka', says: ['Is the blue one in stock?'], answer: 'The Fjord also comes in sand.' },
  { name: 'Дмитрий Соколов', says: ['Добрый день! Заказ пришёл без зарядки.'] },
  { name: 'Lucía Fernández', says: ['Buenos días, la pantalla se apaga.', '¿Lo cubre la garantía?'] },
  { name: 'Hannah Brooks', says: ['Hi! I ride a Fjord 7 from 2023. Does the bigger battery fit it?'] },
];

test('inbox, settings and widget', async ({ browser }) => {
  test.setTimeout(600_000);
  const scene = await Scene.empty(browser);
  const { center, server } = scene;
  const [mayaPerson, jonas] = [await named(scene, 'Maya Lindqvist'), await named(scene, 'Jonas Weber')];
  const place = await center.place([mayaPerson, jonas], {
    distribution: 'strict',
    firstReplySeconds: 300,
    nextReplySeconds: 600,
    interceptAllowed: true,
    limit: 8,
  });
  await center.place([jonas], {}, 'Support');
  const maya = await scene.desk(mayaPerson);
  const own = await socketOf(server.url, mayaPerson);
  const post = (interactionId: InteractionId, kind: 'reply' | 'note', text: string) =>
    own.must('message.post', {
      interactionId,
      messageId: newId<MessageId>(),
      kind,
      text,
      mentions: [],
      attachmentIds: [],
    });

  const opened: Awaited<ReturnType<typeof visitor>>[] = [];
  let last: InteractionId | undefined;
  for (const { name, says, answer: reply } of talks) {
    const client = await visitor(server.url, place.channelId);
    opened.push(client);
    await client.command('name.set', { name });
    const offered = own.update('offer.put', undefined, own.updates.all.length);
    await client.write(says[0] ?? '');
    last = (await own.must('offer.accept', { offerId: (await offered).offer.id })).interactionId;
    for (const text of says.slice(1)) await client.write(text);
    if (reply !== undefined) await post(last, 'reply', reply);
    server.pass(MINUTE);
  }
  const hannah = opened.at(-1);
  if (last === undefined || hannah === undefined) throw new Error('Nobody wrote.');
  await post(last, 'reply', 'Good morning Hannah, Maya here. Which frame number do you have?');
  await hannah.write('FJ7-23-1187');
  server.pass(MINUTE);
  await post(last, 'note', 'It is a 2023 frame, the 625 Wh pack fits. Offer the charger at €79?');
  await post(last, 'reply', 'Your frame takes the 625 Wh pack. It is €689 and in stock.');
  server.pass(MINUTE);
  await hannah.write('Perfect, thank you. What does fitting cost?');

  const { page } = maya;
  await page.getByRole('option', { name: /Hannah Brooks/ }).click();
  await expect(maya.composer).toBeVisible();
  await maya.composer.fill('Fitting is €35 and takes half an hour. Rain is fine: the pack is sealed to IP67.');
  const peter = await visitor(server.url, place.channelId);
  await peter.command('name.set', { name: 'Peter Novák' });
  await peter.write('Can I collect on Saturday?');
  await maya.offer.waitFor();
  hannah.socket.emit('typing', { text: 'I commute every day so it would get wet quite' });
  await expect(page.getByText('Hannah Brooks is typing', { exact: true })).toBeVisible();
  await take(page, 'inbox', ['light', 'dark']);
  await maya.decline();

  const ada = await scene.desk(center.admin, {}, 'Open the desk');
  await ada.page.goto(`${server.url}/settings/queues/${place.queueId}`);
  await expect(
    ada.page.getByRole('complementary', { name: 'Try it' }).getByText('Gets the conversation'),
  ).toBeVisible();
  await take(ada.page, 'queue', ['light']);

  const { html } = await center.adminDesk.ask('channel.snippet', { channelId: place.channelId });
  await scene.openSite(html);
  const tom: WidgetPage = await scene.visitor({ viewport: { width: 440, height: 660 } });
  await tom.start('Tom Archer', 'Hello, do you fit child seats?');
  await maya.accept();
  await maya.say('We do, while you wait. Which bicycle is it for?');
  await expect(tom.line('We do, while you wait. Which bicycle is it for?')).toBeVisible();
  await tom.composer.fill('A Fjord 5, from last year');
  await take(tom.page, 'widget', ['light']);
  for (const client of [...opened, peter]) client.close();
  own.close();
  await scene.close();
});

test('a call', async ({ browser }) => {
  test.setTimeout(600_000);
  const calls = await CallScene.open(browser, ['Maya'], { topics: ['Order', 'Repair'] });
  const maya = await calls.desk(calls.people[0]!);
  const caller = await calls.caller();
  await answer(maya);
  await expectSays(caller, 'Connected');
  const note = maya.page.getByRole('textbox', { name: 'Note on this call' });
  for (const text of ['The battery came without its charger', 'Rides to work: needs it before Monday']) {
    await note.fill(text);
    await note.press('Enter');
    await expect(maya.page.getByText(text)).toBeVisible();
  }
  await maya.page.getByRole('button', { name: 'Repair' }).click();
  await note.focus();
  await take(maya.page, 'call', ['light']);
  await calls.scene.close();
});
