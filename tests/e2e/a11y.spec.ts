import { expect, type Page, test } from '@playwright/test';
import type { BotSettings } from '@ringdesk/shared/model/bot.ts';
import type { BotId, ChannelId } from '@ringdesk/shared/model/ids.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { usualWorkingHours } from '@ringdesk/shared/model/workingHours.ts';

import { axeFlaws, overflows } from './stage/audit.ts';
import { browse } from './stage/browsing.ts';
import { Center, desk, PASSWORD, type Person, visitor } from './stage/center.ts';
import { type Flaws, LANGUAGES, LOCALES, look, speak } from './stage/looking.ts';
import { newId } from './stage/newId.ts';
import { Scene } from './stage/scene.ts';
import { ServerProcess, temporaryFolder } from './stage/serverProcess.ts';

test('the audit finds a button without a name, words that are cut off and words that reach out', async ({ page }) => {
  await page.setContent(`<!doctype html><html lang="en"><title>T</title><main><h1>T</h1><button></button>
    <p style="width:40px;overflow:hidden;white-space:nowrap">far too long for it</p>
    <p style="width:40px;white-space:nowrap">reaches out of its box</p>
    <p style="width:40px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis">shortened as it should be</p></main>`);
  expect(await axeFlaws(page)).toEqual([expect.stringContaining('button-name')]);
  expect(await overflows(page)).toEqual([': far too long for it', ': reaches out of its box']);
});

test('the screens before the desk are accessible and nothing is cut off, in every language', async ({ browser }) => {
  test.setTimeout(360_000);
  const folder = temporaryFolder();
  const server = await ServerProcess.start({ folder: folder.path });
  const flaws: Flaws = {};
  const complaints: string[] = [];
  const inEveryLanguage = async (visit: (page: Page, language: Language) => Promise<void>): Promise<void> => {
    for (const language of LANGUAGES) {
      const opened = await browse(browser, { locale: LOCALES[language] });
      await visit(opened.page, language);
      complaints.push(...opened.complaints);
      await opened.context.close();
    }
  };

  await inEveryLanguage(async (page, language) => {
    const next = page.locator('button[type=submit]');
    await page.goto(server.url);
    await next.click();
    await page.locator('[aria-invalid=true]').first().waitFor();
    await look(page, 'first run: the center', language, flaws);
    await page.locator('input').nth(0).fill(server.setupCode);
    await page.locator('input').nth(1).fill('Shop');
    await next.click();
    await page.locator('input[type=email]').waitFor();
    await look(page, 'first run: you', language, flaws);
    await page.locator('input[autocomplete=name]').fill('Ada');
    await page.locator('input[type=email]').fill('ada@example.com');
    await page.locator('input[type=password]').fill(PASSWORD);
    await next.click();
    await page.getByRole('radiogroup').waitFor();
    await look(page, 'first run: the queue', language, flaws);
  });

  const center = await Center.setUp(server);
  const invitation = await center.invite('Ana');
  await inEveryLanguage(async (page, language) => {
    await page.goto(server.url + invitation);
    await page.locator('input[type=password]').waitFor();
    await look(page, 'join', language, flaws);
    await page.goto(`${server.url}/sign-in`);
    await page.locator('input[type=email]').fill('ana@example.com');
    await page.locator('input[type=password]').fill('wrong');
    await page.locator('button[type=submit]').click();
    await page.getByRole('alert').filter({ hasText: /./ }).first().waitFor();
    await look(page, 'sign in', language, flaws);
    await page.goto(`${server.url}/join#gone`);
    await page.getByRole('alert').first().waitFor({ state: 'attached' });
    await look(page, 'join by a link that is gone', language, flaws);
  });
  center.adminDesk.close();
  await server.kill();
  folder.remove();
  expect(flaws).toEqual({});
  // A refused request is told by the browser's console too.
  expect(complaints.filter((text) => !/status of 4\d\d/.test(text))).toEqual([]);
});

test('inbox, offer, conversation, search and dialogs are accessible and nothing is cut off, in every language', async ({
  browser,
}) => {
  test.setTimeout(480_000);
  const { scene, people } = await Scene.open(browser, ['Ana', 'Ben'], {
    distribution: 'strict',
    interceptAllowed: true,
    // What rings is looked at in every language: a slow machine needs longer than an offer's usual minute.
    offerSeconds: 3_600,
  });
  const [anaPerson, benPerson] = people as [Person, Person];
  const ana = await scene.desk(anaPerson);
  const benDesk = await desk(scene.server.url, benPerson);
  await benDesk.must('presence.set', { state: 'available' });
  const { page } = ana;
  const flaws: Flaws = {};
  const open = async (text: string): Promise<void> => {
    const client = await visitor(scene.server.url, scene.place.channelId);
    await client.command('name.set', { name: 'Vera Konstantinopolskaya-Rimskaya' });
    await client.write(text);
  };

  for (const language of LANGUAGES) {
    await speak(scene, anaPerson, page, language);
    await look(page, 'empty inbox', language, flaws);
  }

  await open('Good morning. Does the larger battery fit into the frame of 2024? See https://example.com/battery');
  await ana.offer.waitFor();
  for (const language of LANGUAGES) {
    await speak(scene, anaPerson, page, language);
    await look(page, 'offer', language, flaws);
  }
  await speak(scene, anaPerson, page, 'en');
  await ana.accept();
  await ana.say('It does.');
  await ana.note('A customer since 2019');
  await open('Who sells the blue one?');
  await ana.decline();
  const second = await benDesk.update('offer.put');
  await page.getByRole('button', { name: /^Intercept/ }).waitFor();

  const preferences = async (): Promise<void> => {
    await page.getByRole('navigation').getByRole('button').last().click();
    await page.getByRole('menuitem').nth(1).click();
  };
  const floating = page.locator('[role=dialog], [role=menu]');
  const dialogs: readonly (readonly [string, () => Promise<void>])[] = [
    ['conversation', () => Promise.resolve()],
    ['search', () => page.keyboard.press('Control+K')],
    ['shortcuts', () => page.keyboard.press('Control+Slash')],
    ['preferences', preferences],
    ['my state', () => page.keyboard.press('Control+Shift+KeyS')],
    ['transfer', () => page.keyboard.press('Control+Shift+KeyX')],
    ['emoji', () => page.locator('.composer-bar button').nth(1).click()],
  ];
  for (const language of LANGUAGES) {
    await speak(scene, anaPerson, page, language);
    for (const [name, show] of dialogs) {
      await show();
      if (name !== 'conversation') await expect(floating.first(), `${name} opens`).toBeVisible();
      await look(page, name, language, flaws);
      await page.keyboard.press('Escape');
      await expect(floating).toHaveCount(0);
    }
  }
  await benDesk.must('offer.accept', { offerId: second.offer.id });
  benDesk.close();
  expect(scene.complaints).toEqual([]);
  await scene.close();
  expect(flaws).toEqual({});
});

const guide: BotSettings = {
  kind: 'menu',
  menus: [
    {
      id: 'menu-1',
      text: 'Hello! What is it about?',
      choices: [
        { label: 'Prices', answer: 'Gladly.', then: { kind: 'menu', menuId: 'menu-2' } },
        { label: 'Talk to a person', answer: '', then: { kind: 'person' } },
      ],
    },
    { id: 'menu-2', text: 'Of what?', choices: [{ label: 'Bikes', answer: 'From 300.', then: { kind: 'end' } }] },
    { id: 'menu-3', text: 'Lost', choices: [{ label: 'Back', answer: '', then: { kind: 'menu', menuId: 'menu-1' } }] },
  ],
  notUnderstood: 'Choose one, please.',
  misses: 2,
  idleMinutes: 30,
};

const hours = usualWorkingHours('Europe/Madrid');

/** Settings with which every editor of a queue shows all it has. */
const everySetting: Partial<QueueSettings> = {
  workingHours: {
    ...hours,
    holidays: [{ name: 'Fair', date: '2027-01-05', yearly: true, hours: [{ from: 600, to: 840 }] }],
  },
  consent: { text: 'I agree that my data is used to answer.', url: 'https://example.com/privacy' },
  contactForm: { name: 'required', email: 'optional', phone: 'no' },
  silence: { minutes: 60, text: 'Write again any time.' },
  markUnansweredAfterMinutes: 10,
  askRating: true,
  ratingMinutes: 10,
  topics: ['Price', 'Repair'],
  firstReplySeconds: 45,
  nextReplySeconds: 300,
};

test('the settings are accessible and nothing is cut off, in every language', async ({ browser }) => {
  test.setTimeout(900_000);
  const { scene } = await Scene.open(browser, ['Ana', 'Ben'], everySetting);
  const { center, place } = scene;
  await center.adminDesk.must('department.save', { id: newId(), name: 'Workshop', agentIds: [center.admin.id] });
  await center.adminDesk.ask('canned.save', { id: newId(), shortcut: 'hello', text: 'Good morning' });
  await center.invite('Carla');
  const [menuBot, httpBot, telegram, webhook] = [
    newId<BotId>(),
    newId<BotId>(),
    newId<ChannelId>(),
    newId<ChannelId>(),
  ];
  await center.adminDesk.must('bot.save', { botId: menuBot, version: 0, name: 'Guide', settings: guide });
  const own = { kind: 'http', url: 'https://bot.example/', timeoutSeconds: 15, idleMinutes: 30 } as const;
  await center.adminDesk.must('bot.save', { botId: httpBot, version: 0, name: 'Own', settings: own });
  const { queueId } = place;
  await center.adminDesk.must('channel.create', {
    channelId: telegram,
    name: 'Shop on Telegram',
    queueId,
    kind: 'telegram',
    settings: { receive: 'polling' },
  });
  await center.adminDesk.must('channel.create', {
    channelId: webhook,
    name: 'Gateway',
    queueId,
    kind: 'webhook',
    settings: { url: 'https://gateway.example/in', label: 'WhatsApp' },
  });
  const ada = await scene.desk(center.admin);
  const { page } = ada;
  const flaws: Flaws = {};
  const sections = [
    '',
    `/channels/${place.channelId}`,
    `/channels/${telegram}`,
    `/channels/${webhook}`,
    '/channels/new',
    '/bots',
    `/bots/${menuBot}`,
    `/bots/${httpBot}`,
    `/queues/${place.queueId}`,
    ...['hours', 'actions', 'quality', 'bots', 'kpi', 'other'].map((tab) => `/queues/${place.queueId}/${tab}`),
    `/queues/${place.queueId}/history`,
    '/queues/new',
    '/people',
    '/departments',
    '/canned',
    '/reasons',
    '/mail',
    '/log',
  ];
  for (const section of sections) {
    await page.goto(`${scene.server.url}/settings${section}`);
    await page.getByRole('main').getByRole('heading', { level: 2 }).first().waitFor();
    for (const language of LANGUAGES) {
      await speak(scene, center.admin, page, language);
      await look(page, `settings${section.replaceAll(/[0-9a-f-]{36}/g, '')}`, language, flaws);
    }
  }
  expect(scene.complaints).toEqual([]);
  await scene.close();
  expect(flaws).toEqual({});
});

test('conversations, their views, the dialogs of a close and a rating, and notices: accessible and not cut off', async ({
  browser,
}) => {
  test.setTimeout(900_000);
  const { scene, people } = await Scene.open(browser, ['Ana'], { topics: ['Price', 'Repair'], firstReplySeconds: 45 });
  const { center, place, server } = scene;
  const olgaPerson = await center.person('Olga', 'supervisor');
  await center.adminDesk.must('agent.save', {
    agentId: olgaPerson.id,
    name: 'Olga',
    role: 'supervisor',
    supervises: [place.queueId],
    absent: false,
  });
  const notice = { agentId: olgaPerson.id, text: '#OPERATOR# is late with #DIALOG#' };
  await center.changeQueue('Sales', ['Ana'], { overdueNotice: notice });
  const ana = await scene.desk(people[0] as Person);
  const olga = await scene.desk(olgaPerson);
  const client = await visitor(server.url, place.channelId);
  await client.command('name.set', { name: 'Vera Rimskaya' });
  await client.write('Good morning. Does the larger battery fit into the frame of 2024?');
  await ana.accept();
  await expect(ana.composer).toBeVisible();
  server.pass(60_000);
  const { page } = olga;
  const flaws: Flaws = {};
  const floating = page.locator('[role=dialog], [role=menu]');
  const gone = async (): Promise<void> => {
    await page.keyboard.press('Escape');
    await expect(floating).toHaveCount(0);
  };

  await test.step('by keyboard: the notice is opened, the conversation rated', async () => {
    const bell = page.getByRole('button', { name: '1 notice', exact: true });
    await bell.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Notices' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(bell).toBeFocused();
    await page.goto(`${server.url}/conversations`);
    const row = page.getByRole('row', { name: /Vera/ });
    await row.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Open in the inbox' }).press('Enter');
    await page.getByRole('button', { name: 'More actions' }).press('Enter');
    await page.keyboard.press('End');
    for (let step = 0; step < 8; step += 1) {
      if ((await page.locator('[role=menuitem]:focus').textContent()) === 'Rate this conversation') break;
      await page.keyboard.press('ArrowUp');
    }
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: '1' }).press('ArrowRight');
    await page.getByRole('radio', { name: '2' }).press('ArrowRight');
    await page.getByRole('textbox', { name: 'Comment' }).fill('Soon');
    await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
    await expect(olga.happening('3 of 5')).toBeVisible();
  });

  await test.step('by keyboard: a view is saved and chosen', async () => {
    await page.goto(`${server.url}/conversations`);
    await page.getByRole('button', { name: 'Views', exact: true }).press('Enter');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Name' }).fill('Everything');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Everything', exact: true }).press('Enter');
    await expect(page.getByRole('menuitemcheckbox', { name: 'Everything', checked: true })).toBeVisible();
    await gone();
  });

  const report = page.getByRole('navigation').getByRole('button').nth(1);
  const head = page.locator('.convo-head').getByRole('button');
  for (const language of LANGUAGES) {
    await speak(scene, olgaPerson, page, language);
    await report.click();
    await page.getByRole('row', { name: /Vera/ }).waitFor();
    await look(page, 'conversations', language, flaws);
    for (const button of await page.locator('.report-chip').all()) {
      await button.click();
      await expect(floating).toBeVisible();
      await look(page, `filter ${await button.textContent()}`, language, flaws);
      await gone();
    }
    await page.getByRole('button', { name: 'Everything', exact: true }).click();
    await expect(floating).toBeVisible();
    await look(page, 'views', language, flaws);
    await gone();
    await page.locator('button:has(.icon-btn-mark)').click();
    await expect(floating).toBeVisible();
    await look(page, 'notices', language, flaws);
    await gone();
    await page.getByRole('row', { name: /Vera/ }).click();
    await expect(floating).toBeVisible();
    await look(page, 'a conversation of the list', language, flaws);
    await floating.locator('.btn-primary').click();
    await head.last().click();
    await page
      .getByRole('menuitem')
      .filter({ has: page.locator('.lucide-star') })
      .click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(page, 'rating of a supervisor', language, flaws);
    await gone();
    await page.locator('#conversation button:has(.lucide-check)').first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(page, 'close with a topic', language, flaws);
    await gone();
  }
  client.close();
  expect(scene.complaints).toEqual([]);
  await scene.close();
  expect(flaws).toEqual({});
});
