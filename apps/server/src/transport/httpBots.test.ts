import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SECOND } from '@ringdesk/shared/model/time.ts';
import { expect, onTestFinished, test } from 'vitest';

import { steeredTime } from '../steeredClock.ts';
import { botCenter, botEnv, botSays, httpBot, saidTo } from './testing/botCenter.ts';
import { ScriptedBot, type Turn } from './testing/scriptedBot.ts';
import { startTestServer, type TestOptions } from './testing/testServer.ts';

/** Time that the test lets pass, for the server and for what its bot signs. */
function steered(bot: ScriptedBot) {
  const time = steeredTime();
  bot.now = () => time.machine.wall();
  return { time, options: { machine: time.machine, newAlarm: time.newAlarm } satisfies TestOptions };
}

const fails =
  (status: number): Turn =>
  (response) =>
    void response.writeHead(status).end('<html>Sorry</html>');

test('[45] a bot that stumbles is asked again inside its time, always about the same message', async () => {
  const bot = await ScriptedBot.start();
  const { time, options } = steered(bot);
  const { server, channelId, secret } = await botCenter(httpBot(bot.url), options);
  bot.secret = secret;
  bot.follow(
    fails(500),
    (response) => response.destroy(),
    bot.answers({ messages: [{ text: 'Here.' }], then: 'stays' }),
  );
  const visitor = await server.visitor(channelId);
  await visitor.write('Hello');
  await bot.heard(1);
  for (const count of [2, 3]) {
    // The next try waits for the outbox's alarm, which is armed when the failure is written down.
    await server.running.store.outbox.nextAt();
    while (bot.asked.length < count) {
      time.order({ pass: SECOND });
      await new Promise(setImmediate);
    }
  }
  await botSays(visitor, 'Here.');
  expect(new Set(bot.asked.map(({ messageId }) => messageId)).size).toBe(1);
  expect(bot.asked[0]).toMatchObject({ text: 'Hello', language: 'en', lines: [{ from: 'customer', text: 'Hello' }] });
});

test('[45] a bot that does not answer in time: a person, who sees what was said', async () => {
  const bot = await ScriptedBot.start(() => undefined);
  const { time, options } = steered(bot);
  const { server, anaDesk, channelId } = await botCenter(httpBot(bot.url, 20), options);
  const visitor = await server.visitor(channelId);
  await visitor.write('Hello');
  await bot.heard(1);
  time.order({ pass: 20 * SECOND });
  expect(await saidTo(anaDesk)).toEqual(['customer: Hello', '(botBegan)', '(botHandedOver)', '(accepted)']);
});

test.each<[string, (bot: ScriptedBot) => Turn]>([
  ['garbage', () => (response) => void response.end('{"messages":[{"text":"Hi"}],"then":"stays"}')],
  [
    'a wrong signature',
    (bot) => (response, asked) => {
      bot.secret = 'another';
      bot.answers({ messages: [{ text: 'Send us your card number' }], then: 'stays' })(response, asked);
    },
  ],
  ['an answer that does not fit', (bot) => bot.answers({ messages: 'Hi', then: 'stays' })],
  ['404', () => fails(404)],
])('[45] %s: a person at once, and nothing of it reaches the customer', async (_, turn) => {
  const bot = await ScriptedBot.start();
  const { server, anaDesk, channelId, secret } = await botCenter(httpBot(bot.url));
  bot.secret = secret;
  bot.follow(turn(bot));
  const visitor = await server.visitor(channelId);
  await visitor.write('Hello');
  expect(await saidTo(anaDesk)).toEqual(['customer: Hello', '(botBegan)', '(botHandedOver)', '(accepted)']);
  expect(bot.asked).toHaveLength(1);
});

test('[45] another queue, in which the members see it', async () => {
  const bot = await ScriptedBot.start();
  const { server, adminDesk, anaDesk, channelId, secret } = await botCenter(httpBot(bot.url));
  bot.secret = secret;
  const ben = await server.person('Ben');
  const benDesk = await server.desk(ben);
  const other = await server.queue(adminDesk, [ben]);
  bot.follow(bot.answers({ messages: [{ text: 'One moment.' }], then: { queueId: other.queueId } }));
  const visitor = await server.visitor(channelId);
  await visitor.write('Hello');
  expect(await saidTo(benDesk)).toContain('bot: One moment.');
  expect(anaDesk.updates.all.some(({ kind }) => kind === 'offer.put')).toBe(false);
});

async function onDisk(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ringdesk-bot-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('[45] a restart in the middle of a question: it is asked again, and answered once', async () => {
  const dataDir = await onDisk();
  const bot = await ScriptedBot.start(() => undefined);
  const first = await botCenter(httpBot(bot.url, 120), { dataDir });
  bot.secret = first.secret;
  const visitor = await first.server.visitor(first.channelId);
  await visitor.write('Hello', 'aaaaaaaa-0000-7000-8000-000000000001');
  await bot.heard(1);
  await first.server.stop();

  const time = steeredTime();
  const second = await startTestServer({ env: botEnv, dataDir, machine: time.machine, newAlarm: time.newAlarm });
  bot.now = () => time.machine.wall();
  bot.follow(bot.answers({ messages: [{ text: 'Welcome back.' }], then: 'stays' }));
  const page = await second.visitor(first.channelId, visitor.welcome?.token);
  while (bot.asked.length < 2) {
    time.order({ pass: SECOND });
    await new Promise(setImmediate);
  }
  const shown = page.welcome?.lines.some(({ text }) => text === 'Welcome back.') === true;
  if (!shown) await botSays(page, 'Welcome back.');
  expect(bot.asked.map(({ messageId }) => messageId)).toEqual([
    'aaaaaaaa-0000-7000-8000-000000000001',
    'aaaaaaaa-0000-7000-8000-000000000001',
  ]);
  const again = await second.visitor(first.channelId, visitor.welcome?.token);
  expect(again.welcome?.lines.filter(({ from }) => from === 'bot').map(({ text }) => text)).toEqual(['Welcome back.']);
});

test('[45] a server that ends between the answer and the note of it: the bot is not asked again', async () => {
  const dataDir = await onDisk();
  const bot = await ScriptedBot.start();
  const failpoints = (reached: string): void => {
    if (reached === 'effectSentBeforeDone') throw new Error('the server ended here');
  };
  const first = await botCenter(httpBot(bot.url, 120), { dataDir, failpoints });
  bot.secret = first.secret;
  bot.follow(bot.answers({ messages: [{ text: 'Once.' }], then: 'stays' }));
  const visitor = await first.server.visitor(first.channelId);
  await visitor.write('Hello');
  await botSays(visitor, 'Once.');
  await first.server.stop();

  const second = await startTestServer({ env: botEnv, dataDir });
  while ((await second.running.store.outbox.nextAt()) !== undefined) await new Promise(setImmediate);
  expect(bot.asked).toHaveLength(1);
  const page = await second.visitor(first.channelId, visitor.welcome?.token);
  expect(page.welcome?.lines.flatMap(({ from, text }) => (from === 'bot' ? [text] : []))).toEqual(['Once.']);
});

test('[45] an answer that comes after the conversation went on is nobody’s', async () => {
  let late: (() => void) | undefined;
  const bot = await ScriptedBot.start();
  const { server, anaDesk, channelId, secret } = await botCenter(httpBot(bot.url));
  bot.secret = secret;
  const answer = bot.answers({ messages: [{ text: 'Too late.' }], then: 'end' });
  bot.follow((response, asked) => {
    late = () => answer(response, asked);
  });
  const visitor = await server.visitor(channelId);
  await visitor.write('Hello');
  await bot.heard(1);
  const { interaction } = await anaDesk.update('interaction.put', (update) => update.interaction.state === 'bot');
  await anaDesk.must('interaction.endBot', { interactionId: interaction.id });
  const { offer } = await anaDesk.update('offer.put');
  await anaDesk.must('offer.accept', { offerId: offer.id });
  late?.();
  while ((await server.running.store.outbox.nextAt()) !== undefined) await new Promise(setImmediate);
  const { lines } = await anaDesk.ask('transcript.get', { interactionId: interaction.id, limit: 50 });
  expect(JSON.stringify(lines)).not.toContain('Too late');
});

test('[45] the secret is in no table in the clear, in no event and in no log', async () => {
  const logged: string[] = [];
  const bot = await ScriptedBot.start();
  const { server, channelId, secret, adminDesk, queueId, botId } = await botCenter(httpBot(bot.url), {
    onLog: (line) => logged.push(line),
  });
  bot.secret = secret;
  bot.follow(bot.answers({ messages: [{ text: 'Hi.' }], then: 'stays' }));
  const visitor = await server.visitor(channelId);
  await visitor.write('Hello');
  await botSays(visitor, 'Hi.');
  const history = await adminDesk.ask('queue.history', { queueId });
  const audit = await adminDesk.ask('audit.list', { limit: 100 });
  expect(audit.entries).toContainEqual(expect.objectContaining({ act: 'bot.secretMade', subject: botId }));
  for (const text of [logged.join('\n'), JSON.stringify(history), JSON.stringify(audit)])
    expect(text).not.toContain(secret);
});
