import { expect, test } from '@playwright/test';

import { Scene } from './stage/scene.ts';
import { SettingsPage } from './stage/settingsPage.ts';
import type { WidgetPage } from './stage/widgetPage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WEEK = 7 * 24 * HOUR;

/** The next Wednesday, 10:00 UTC: the first Wednesday of the epoch was its seventh day. */
function wednesdayMorning(): number {
  const first = (6 * 24 + 10) * HOUR;
  return first + Math.ceil((Date.now() - first) / WEEK) * WEEK;
}

/** Of a duration as it is shown: m:ss or h:mm:ss. */
const secondsOf = (shown: string): number => shown.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

const TEXTS = {
  offHours: 'Nobody is here right now. We will write back.',
  greeting: 'Welcome to Halden Bikes.',
  nobody: 'All of us are talking. You are next.',
  close: 'Thank you and goodbye.',
  silence: 'Nothing heard for half an hour, so we close this.',
  consent: 'The shop may keep this chat for a year.',
};

/** A menu bot, a canned response and a queue with every automatic action, all made on the screen. */
async function setUp(settings: SettingsPage): Promise<void> {
  const { page } = settings;

  await test.step('[45] a bot with two choices, walked through before it is saved', async () => {
    await settings.open('Bots');
    await page.getByRole('button', { name: 'New bot' }).first().click();
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Guide');
    await page.getByRole('button', { name: 'Create bot' }).click();
    await page.getByRole('button', { name: 'Add a choice' }).click();
    await settings.write('Choice 2', 'Opening hours');
    await settings.write('Answer to choice 2', 'Monday to Friday, nine to six.');
    await settings.choose('Choice 2 leads to', 'Nothing more');
    const walk = page.getByRole('complementary', { name: 'Walk through it' });
    await walk.getByRole('button', { name: 'Opening hours' }).click();
    await expect(walk.getByText('Monday to Friday, nine to six.')).toBeVisible();
    await settings.save();
  });

  await test.step('[41] a canned response', async () => {
    await settings.section('Canned responses');
    await page.getByRole('button', { name: 'New response' }).first().click();
    await page.getByRole('dialog').getByLabel('Shortcut').fill('fits');
    await page.getByRole('dialog').getByLabel('Text', { exact: true }).fill('It fits every frame since 2019.');
    await page.getByRole('dialog').getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('/fits was saved.')).toBeVisible();
  });

  await test.step('[12, 18] a queue with its member and a limit', async () => {
    await settings.section('New queue');
    await settings.write('Queue name', 'Care');
    await settings.addMember('ana@');
    await page.getByRole('button', { name: 'Create queue' }).click();
    await expect(page.getByRole('heading', { name: 'Care' })).toBeVisible();
    await settings.switch('Limit open conversations per agent');
    await settings.write('Limit open conversations per agent', '1');
  });

  await test.step('[29, 30] its hours and what is said outside them', async () => {
    await settings.tab('Working hours');
    await settings.switch('Working hours');
    await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('UTC');
    await expect(page.getByText('Open now, closes 18:00')).toBeVisible();
    await settings.write('Text outside the working hours', TEXTS.offHours);
  });

  await test.step('[32–36, 38, 40] what it does by itself', async () => {
    await settings.tab('Automatic actions');
    await settings.switch('Consent to data processing');
    await settings.write('Statement', TEXTS.consent);
    await settings.write('Address of the full statement', 'https://shop.example/privacy');
    await settings.write('Greeting', TEXTS.greeting);
    await settings.choose('E-mail', 'Required');
    await settings.write('Text when nobody can answer', TEXTS.nobody);
    await settings.time('Mark as unanswered', '5 min');
    await settings.write('Text when an agent closes', TEXTS.close);
    await settings.time('When the customer is silent', '30 min');
    await settings.write('Text before it is closed', TEXTS.silence);
  });

  await test.step('[39, 43, 45–48] rating, topics, bot, and how soon an answer is expected', async () => {
    await settings.tab('Quality');
    await settings.switch('Ask for a rating');
    await settings.time('Time for a rating', '10 min');
    await settings.write('Topics', 'Fit\nRepair');
    await settings.tab('Bots');
    await settings.choose('Bot', 'Guide');
    await settings.tab('Response-time KPI');
    await settings.time('First reply within', '2 min');
    await settings.time('Next replies within', '10 min');
    await settings.switch('Tell when a reply is overdue');
    await settings.find('Who is told', 'Olga');
    await settings.write('Text of the notice', '#OPERATOR# is late with #DIALOG#');
    await expect(settings.behaviour.getByText('The bot “Guide” answers first.')).toBeVisible();
    await expect(settings.behaviour.getByText('When a reply is overdue, Olga is told.')).toBeVisible();
    await settings.save();
  });
}

/** [3] A website chat for the queue, and its line for the page. */
async function connect(settings: SettingsPage): Promise<string> {
  const { page } = settings;
  await settings.section('Connect a channel');
  await settings.write('Name', 'Shop');
  await page.getByRole('button', { name: 'Create channel' }).click();
  return (await page.getByText('<script').first().textContent()) ?? '';
}

/** What the queue asks before the first message, answered; then the way through the bot to a person. */
async function ask(visitor: WidgetPage, name: string, text: string): Promise<void> {
  const { page } = visitor;
  await visitor.open();
  await page.getByLabel('Your message').fill(text);
  await page.getByLabel('E-mail').fill(`${name.toLowerCase()}@example.com`);
  await page.getByRole('checkbox', { name: TEXTS.consent }).check();
  await page.getByRole('button', { name: 'Start chat' }).click();
}

test('an admin sets up a queue from nothing, and customers, agents and supervisors meet what it does', async ({
  browser,
}) => {
  test.setTimeout(360_000);
  const scene = await Scene.empty(browser, wednesdayMorning());
  const { center, server } = scene;
  const [anaPerson, olgaPerson] = [await center.person('Ana'), await center.person('Olga', 'supervisor')];

  const admin = await scene.desk(center.admin, { timezoneId: 'UTC' }, 'Open the desk');
  const settings = new SettingsPage(admin.page);
  await setUp(settings);
  await scene.openSite(await connect(settings));
  const { snapshot } = await center.adminDesk.hello();
  await center.adminDesk.must('agent.save', {
    agentId: olgaPerson.id,
    name: 'Olga',
    role: 'supervisor',
    supervises: snapshot.queues.map(({ id }) => id),
    absent: false,
  });
  const olga = await scene.desk(olgaPerson);
  await olga.page.getByRole('button', { name: /^All/ }).click();

  const vera = await scene.visitor();
  await test.step('[32, 34] nothing is sent before the statement is accepted and the address is there', async () => {
    await vera.open();
    await vera.page.getByLabel('Your message').fill('Does it fit?');
    await expect(vera.page.getByRole('button', { name: 'Start chat' })).toBeDisabled();
    await vera.page.getByRole('checkbox', { name: TEXTS.consent }).check();
    await vera.page.getByRole('button', { name: 'Start chat' }).click();
    await expect(vera.page.getByText('Fill this in, so that we can reach you.')).toBeVisible();
    await vera.page.getByLabel('E-mail').fill('vera@example.com');
    await vera.page.getByRole('button', { name: 'Start chat' }).click();
  });

  await test.step('[33, 45] the queue greets, the bot answers, and hands over to people', async () => {
    await expect(vera.line(TEXTS.greeting)).toBeVisible();
    await vera.page.getByRole('button', { name: 'Opening hours' }).click();
    await expect(vera.line('Monday to Friday, nine to six.')).toBeVisible();
    await vera.page.getByRole('button', { name: 'Talk to a person' }).click();
  });

  await test.step('[37] nobody is available: the off-hours text, once', async () => {
    await expect(vera.line(TEXTS.offHours)).toBeVisible();
    await vera.say('Hello?');
    await expect(vera.line('Hello?')).toBeVisible();
  });

  const ana = await scene.desk(anaPerson);
  await test.step('[35, 46, 48] the answer is late: told to the person of the setting, and marked', async () => {
    await ana.accept();
    await expect(vera.page.getByText('Ana joined the chat')).toBeVisible();
    await expect(vera.page.getByText('Read', { exact: true }).first()).toBeVisible();
    server.pass(2 * MINUTE);
    await expect(ana.happening('The first reply is overdue')).toBeVisible();
    // [48] The macros are filled in: whose it is, and which conversation.
    await expect(olga.page.getByRole('alert').getByText(/^Ana is late with [0-9a-f]{6}$/)).toBeVisible();
    const bell = olga.page.getByRole('button', { name: '1 notice', exact: true });
    await bell.click();
    const notices = olga.page.getByRole('dialog', { name: 'Notices' });
    await expect(notices.getByText(/^Ana is late with [0-9a-f]{6}$/)).toBeVisible();
    await notices.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(olga.happening('The first reply is overdue')).toBeVisible();
    await expect(bell).toHaveCount(0);
    server.pass(3 * MINUTE);
    await expect(ana.happening('Marked as unanswered')).toBeVisible();
    await expect(ana.page.getByText('Unanswered', { exact: true }).first()).toBeVisible();
    await expect(olga.page.getByRole('option', { name: /Unanswered.*With Ana|With Ana.*Unanswered/ })).toBeVisible();
  });

  await test.step('[41] a canned response answers it', async () => {
    await ana.composer.pressSequentially('/fits');
    await expect(ana.page.getByRole('option', { name: /every frame/ })).toBeVisible();
    await ana.page.keyboard.press('Enter');
    await expect(ana.composer).toHaveValue('It fits every frame since 2019.');
    await ana.composer.press('Enter');
    await expect(vera.line('It fits every frame since 2019.')).toBeVisible();
    await expect(vera.line(TEXTS.offHours)).toHaveCount(1);
  });

  await test.step('[49] two more questions, answered after 500 and after 20 seconds', async () => {
    await vera.say('And the blue one?');
    await expect(ana.line('And the blue one?')).toBeVisible();
    server.pass(500_000);
    await ana.say('It does too.');
    await expect(vera.line('It does too.')).toBeVisible();
    await vera.say('Thanks');
    await expect(ana.line('Thanks')).toBeVisible();
    server.pass(20_000);
    await ana.say('Gladly.');
    await expect(vera.line('Gladly.')).toBeVisible();
  });

  const walter = await scene.visitor();
  await test.step('[36] everybody has as many as they may: the text, and it waits', async () => {
    await ask(walter, 'Walter', 'Is it repaired?');
    await walter.page.getByRole('button', { name: 'Talk to a person' }).click();
    await expect(walter.line(TEXTS.nobody)).toBeVisible();
    await expect(ana.offer).toHaveCount(0);
  });

  await test.step('[38, 43] closed: the text and the question how it was; the answer stands in the conversation', async () => {
    await ana.closeWith('Fit');
    await expect(ana.happening('You closed the conversation')).toContainText('Topic: Fit');
    await expect(vera.line(TEXTS.close)).toBeVisible();
    await vera.page.getByRole('radio', { name: /^4 of 5/ }).check({ force: true });
    await vera.page.getByLabel('What could be better?').fill('Sooner');
    await vera.page.getByRole('button', { name: 'Send rating' }).click();
    await expect(vera.page.getByText('Thank you for your rating.')).toBeVisible();
    await expect(ana.happening('The customer rated it 4 of 5: “Sooner”')).toBeVisible();
  });

  await test.step('[18] there is room again, and who waited is offered', async () => {
    await ana.accept();
    await ana.say('Since this morning.');
    await expect(walter.line('Since this morning.')).toBeVisible();
  });

  await test.step('[40] half an hour without a word: closed with a text', async () => {
    server.pass(30 * MINUTE);
    await expect(walter.line(TEXTS.silence)).toBeVisible();
    await expect(ana.happening('Closed: the customer was silent')).toBeVisible();
  });

  await test.step('[29–31] after hours there is a form for a message; nothing rings before they begin again', async () => {
    server.pass(8 * HOUR);
    const nina = await scene.visitor();
    await nina.open();
    await expect(nina.page.getByRole('heading', { name: 'We are closed right now' })).toBeVisible();
    await nina.page.getByLabel('Your message').fill('Are you open on Saturday?');
    await nina.page.getByLabel('E-mail').fill('nina@example.com');
    await nina.page.getByRole('checkbox', { name: TEXTS.consent }).check();
    await nina.page.getByRole('button', { name: 'Send message' }).click();
    await nina.page.getByRole('button', { name: 'Talk to a person' }).click();
    await expect(nina.line(TEXTS.offHours)).toBeVisible();
    await nina.say('Or on Sunday?');
    await expect(nina.page.getByText('Sent', { exact: true }).last()).toBeVisible();
    await expect(nina.line(TEXTS.offHours)).toHaveCount(1);
    await expect(ana.offer).toHaveCount(0);
    server.pass(15 * HOUR);
    await expect(ana.offer).toContainText('Or on Sunday?');
  });

  await test.step('[49] the supervisor has them in a list, with topic, rating and how long the answers took', async () => {
    await olga.page.getByRole('button', { name: 'Conversations', exact: true }).click();
    const row = olga.page.getByRole('row').filter({ has: olga.page.getByText('Fit', { exact: true }) });
    await expect(row.getByRole('gridcell').last()).toHaveText('4');
    // Virtual time; what this machine took is on top of it.
    const took = (await row.getByRole('gridcell').allTextContents()).slice(4, 8).map(secondsOf);
    const [first = 0, average = 0, longest = 0, total = 0] = took;
    expect(first).toBeGreaterThanOrEqual(5 * 60);
    expect(first).toBeLessThan(7 * 60);
    expect(longest).toBeGreaterThanOrEqual(500);
    expect(longest).toBeLessThan(560);
    expect(total).toBeGreaterThanOrEqual(first + longest + 20 - 2);
    expect(Math.abs(average * 3 - total)).toBeLessThanOrEqual(3);
    await olga.page.getByRole('button', { name: 'Topic', exact: true }).click();
    await olga.page.getByRole('menuitemcheckbox', { name: 'Fit', exact: true }).click();
    await expect(olga.page.getByRole('grid').getByRole('row')).toHaveCount(2);
    await expect(row).toHaveCount(1);
  });

  expect(scene.complaints).toEqual([]);
  expect(server.errors).toEqual([]);
  await scene.close();
});
