import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { v7 } from 'uuid';
import { expect, onTestFinished, test } from 'vitest';

import { botCenter, botSays, httpBot, saidTo } from './testing/botCenter.ts';
import { ScriptedBot } from './testing/scriptedBot.ts';

test('[45] a menu bot greets, answers, and hands over with the whole transcript', async () => {
  const { server, anaDesk, channelId, botId } = await botCenter({
    kind: 'menu',
    menus: [
      {
        id: 'start',
        text: 'How can we help?',
        choices: [
          { label: 'Opening hours', answer: 'From 9 to 17.', then: { kind: 'end' } },
          { label: 'A person', answer: 'One moment.', then: { kind: 'person' } },
        ],
      },
    ],
    notUnderstood: 'Please choose.',
    misses: 2,
    idleMinutes: 10,
  });
  const visitor = await server.visitor(channelId);
  await visitor.write('Hello');
  const greeting = await botSays(visitor, 'How can we help?');
  expect(greeting.choices).toEqual(['Opening hours', 'A person']);
  expect((await visitor.update('conversation')).conversation?.state).toBe('bot');
  const seen = await anaDesk.update('interaction.put', ({ interaction }) => interaction.state === 'bot');
  expect(seen.interaction).toMatchObject({ state: 'bot', botId });
  expect(anaDesk.updates.all.some(({ kind }) => kind === 'offer.put')).toBe(false);

  await visitor.write('1');
  await botSays(visitor, 'From 9 to 17.');
  await visitor.write('a PERSON, please');
  await botSays(visitor, 'One moment.');
  await visitor.update('conversation', ({ conversation }) => conversation?.state === 'waiting');
  expect(await saidTo(anaDesk)).toEqual([
    'customer: Hello',
    '(botBegan)',
    'bot: How can we help?',
    'customer: 1',
    'bot: From 9 to 17.',
    'customer: a PERSON, please',
    'bot: One moment.',
    '(botHandedOver)',
    '(accepted)',
  ]);
});

test('[45] agents learn the name of a bot, not where it is asked; who may look at the settings learns both', async () => {
  const { server, adminDesk, anaDesk, botId } = await botCenter(httpBot('https://bots.example/first'));
  const lead = await server.desk(await server.person('Lea', 'supervisor'));
  const told = [adminDesk, lead, anaDesk].map((desk) => desk.updates.all.length);
  const settings = httpBot('https://bots.example/second');
  await adminDesk.must('bot.save', { botId, version: 1, name: 'Helper 2', settings });
  const news = await Promise.all(
    [adminDesk, lead, anaDesk].map((desk, at) => desk.update('bot.put', ({ bot }) => bot.id === botId, told[at])),
  );
  expect(news.map(({ bot }) => bot)).toEqual([
    { id: botId, version: 2, name: 'Helper 2', settings },
    { id: botId, version: 2, name: 'Helper 2', settings },
    { id: botId, version: 2, name: 'Helper 2' },
  ]);
  const again = [await server.desk(await server.person('Ben')), await server.desk(await server.person('Max', 'admin'))];
  expect(again.map(({ welcome }) => welcome?.snapshot.bots.map((bot) => bot.settings))).toEqual([
    [undefined],
    [settings],
  ]);
  expect(JSON.stringify(anaDesk.updates.all)).not.toContain('bots.example');
});

test('[45] who serves the queue takes a conversation from the bot', async () => {
  const bot = await ScriptedBot.start(() => undefined);
  const { server, anaDesk, channelId } = await botCenter(httpBot(bot.url));
  const visitor = await server.visitor(channelId);
  await visitor.write('Hello');
  const { interaction } = await anaDesk.update('interaction.put', (update) => update.interaction.state === 'bot');
  await anaDesk.must('interaction.endBot', { interactionId: interaction.id });
  expect(await saidTo(anaDesk)).toEqual(['customer: Hello', '(botBegan)', '(botHandedOver)', '(accepted)']);
});

/** The bot in the repository, as somebody would start it. */
async function startExample(secret: string): Promise<string> {
  const file = fileURLToPath(new URL('../../../../resources/example-bot/bot.mjs', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [file], {
    env: { ...process.env, BOT_SECRET: secret, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill();
  });
  if (child.stdout === null) throw new Error('the bot says nothing');
  const [address] = (await once(createInterface(child.stdout), 'line')) as [string];
  return address;
}

test('[45] the example bot: signed questions, signed answers, a test from the settings, the end', async () => {
  const { server, adminDesk, anaDesk, botId, channelId, secret } = await botCenter(httpBot('http://127.0.0.1:1/'));
  expect(secret).toHaveLength(43);
  const settings = httpBot(await startExample(secret));
  expect(await adminDesk.ask('bot.test', { botId, settings, text: 'When are your opening hours?' })).toEqual({
    says: 'Monday to Friday, 9 to 17.',
    choices: ['Opening hours', 'Where is my order?', 'Talk to a person'],
    then: 'stays',
  });
  await adminDesk.must('bot.save', { botId, version: 1, name: 'Helper', settings });

  const visitor = await server.visitor(channelId);
  await visitor.write('Hi');
  const hello = await botSays(visitor, 'Hello! What is it about?');
  expect(hello.choices).toEqual(['Opening hours', 'Where is my order?', 'Talk to a person']);
  await visitor.write('Where is my order?');
  await botSays(visitor, 'What is its number? It stands in our e-mail, like A-1234.');
  await visitor.write('A-4711');
  await botSays(visitor, 'Order A-4711 is on its way.');
  await visitor.write('No, thanks');
  await botSays(visitor, 'Good-bye!');
  await visitor.update('conversation', ({ conversation }) => conversation?.state === 'closed');

  const other = await server.visitor(channelId);
  await other.write('Talk to a person');
  await botSays(other, 'I will find somebody for you.');
  expect(await saidTo(anaDesk)).toEqual([
    'customer: Talk to a person',
    '(botBegan)',
    'bot: I will find somebody for you.',
    '(botHandedOver)',
    '(accepted)',
  ]);

  // A new secret replaces the old one at once.
  await adminDesk.ask('bot.newSecret', { botId });
  expect(await adminDesk.query('bot.test', { botId, settings, text: 'Hi' })).toEqual({
    ok: false,
    error: { code: 'providerFailed', problem: 'unauthorized' },
  });
});

test('[45] rights, and what a test says of a bot that cannot be asked', async () => {
  const { adminDesk, anaDesk, botId } = await botCenter(httpBot('http://127.0.0.1:1/'));
  const settings = httpBot('http://127.0.0.1:1/');
  expect(await anaDesk.query('bot.newSecret', { botId })).toEqual({ ok: false, error: { code: 'notAllowed' } });
  expect(await anaDesk.query('bot.test', { botId, settings, text: 'Hi' })).toMatchObject({ ok: false });
  expect(await adminDesk.query('bot.newSecret', { botId: v7() })).toEqual({ ok: false, error: { code: 'notFound' } });
  const test = (url: string, id: string = botId) =>
    adminDesk.query('bot.test', { botId: id, settings: httpBot(url), text: 'Hi' });
  expect(await test('http://127.0.0.1:1/')).toMatchObject({ error: { problem: 'unreachable' } });
  expect(await test('http://127.0.0.1:1/', v7())).toMatchObject({ error: { problem: 'notSet' } });
});

test('[45] the address of a bot leads nowhere inside unless the server’s owner allows it', async () => {
  const bot = await ScriptedBot.start(() => undefined);
  const { server, anaDesk, adminDesk, botId, channelId } = await botCenter(httpBot(bot.url), { env: {} });
  const refused = { ok: false, error: { code: 'providerFailed', problem: 'refused' } };
  for (const url of [bot.url, 'https://169.254.169.254/latest/', 'https://[::1]/', 'https://metadata.google.internal/'])
    expect(await adminDesk.query('bot.test', { botId, settings: httpBot(url), text: 'Hi' })).toEqual(refused);
  const visitor = await server.visitor(channelId);
  await visitor.write('Hello');
  expect(await saidTo(anaDesk)).toContain('(botHandedOver)');
  expect(bot.asked).toEqual([]);
});
