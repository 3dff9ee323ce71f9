import { expect, test } from 'vitest';

import { accept, healthOf, healthUntil, startDesk, startTelegram, textsOf } from './testing/messengerServer.ts';
import { TOKEN } from './testing/scriptedTelegram.ts';

test('somebody else fetches the updates: the health says so, and nothing is lost when they stop', async () => {
  const { telegram, admin, ana } = await startTelegram();
  await telegram.called('getUpdates');
  telegram.script(
    'getUpdates',
    ...Array.from({ length: 3 }, () => ({
      kind: 'refuse' as const,
      code: 409,
      description: 'Conflict: terminated by other getUpdates request',
    })),
  );
  telegram.push({ channel_post: {} });
  const health = await healthUntil({ admin }, (now) => now?.problem === 'conflict');
  expect(health).toMatchObject({ state: 'failing', retryAt: expect.any(Number) as number });
  telegram.write('After the conflict');
  await ana.update('offer.put');
  await healthUntil({ admin }, (now) => now?.state === 'ok');
});

test.each([
  ['an error', { kind: 'refuse', code: 502, description: 'Bad Gateway' }, 'unreachable'],
  ['an error page', { kind: 'page', status: 504, body: '<html>' }, 'badAnswer'],
  ['a limit', { kind: 'refuse', code: 429, description: 'Too Many Requests', retryAfter: 0 }, 'rateLimited'],
] as const)('fetching goes on after %s', async (_what, scripted, problem) => {
  const { telegram, admin, ana } = await startTelegram();
  await telegram.called('getUpdates');
  telegram.script('getUpdates', ...Array.from({ length: 5 }, () => scripted));
  telegram.push({ channel_post: {} });
  await healthUntil({ admin }, (now) => now?.problem === problem);
  telegram.write('Still there?');
  expect(await textsOf(ana, await accept(ana))).toEqual(['Still there?']);
});

test('a token that is none is refused and not kept', async () => {
  const { admin, channelId, telegram, logged } = await startTelegram();
  const wrong = '123456:AAwrongwrongwrongwrongwrongwrongw';
  expect(await admin.query('channel.setToken', { channelId, token: wrong })).toEqual({
    ok: false,
    error: { code: 'providerFailed', problem: 'unauthorized' },
  });
  telegram.write('The old one works');
  await telegram.until(() => telegram.pending.length === 0);
  expect(logged.filter((line) => line.includes(wrong) || line.includes(TOKEN))).toEqual([]);
});

test('without a token the channel says that one is needed', async () => {
  const { admin, queueId } = await startDesk();
  await admin.must('channel.create', {
    channelId: 'bot' as never,
    name: 'Bot',
    queueId,
    kind: 'telegram',
    settings: { receive: 'polling' },
  });
  expect(await healthOf({ admin })).toMatchObject({ state: 'needsSecret', problem: 'notSet' });
});

test('[7] what comes while the channel has no queue is held, and taken when it has one', async () => {
  const { telegram, admin, ana, channelId, queueId } = await startTelegram();
  const save = (version: number, to: typeof queueId | null) =>
    admin.must('channel.save', {
      channelId,
      version,
      name: 'Bot',
      queueId: to,
      kind: 'telegram',
      settings: { receive: 'polling' },
    });
  await save(1, null);
  telegram.write('Anybody there?');
  await telegram.until(() => telegram.pending.length === 0);
  expect(await healthOf({ admin })).toMatchObject({ held: 1 });
  await save(2, queueId);
  const interactionId = await accept(ana);
  expect(await textsOf(ana, interactionId)).toEqual(['Anybody there?']);
});

test('with a webhook: the secret decides, 200 says that it is committed, the same again changes nothing', async () => {
  const { telegram, ana, server, channelId } = await startTelegram('webhook', {
    RINGDESK_PUBLIC_URL: 'https://desk.example',
  });
  await telegram.called('setWebhook');
  expect(telegram.webhookUrl).toBe(`https://desk.example/webhooks/${channelId}`);
  const bring = (update: object, secret = telegram.webhookSecret) =>
    server.post(`/webhooks/${channelId}`, update, { 'x-telegram-bot-api-secret-token': secret });
  const update = { update_id: 7, message: telegram.message({ text: 'By webhook' }) };
  expect((await bring(update, 'wrong')).status).toBe(401);
  const answers = await Promise.all([bring(update), bring(update), bring(update)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  const interactionId = await accept(ana);
  expect(await textsOf(ana, interactionId)).toEqual(['By webhook']);
  expect((await bring({ nothing: 1 })).status).toBe(400);
});
