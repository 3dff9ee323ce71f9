import type { BotId } from '@ringdesk/shared/model/ids.ts';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';

import {
  accept,
  delivered,
  healthOf,
  healthUntil,
  reply,
  saveQueue,
  startDesk,
  startTelegram,
  telegramChannel,
  textsOf,
} from './testing/messengerServer.ts';
import { ScriptedTelegram, TOKEN } from './testing/scriptedTelegram.ts';

/** A conversation in which the customer has written once and Ana answers. */
async function conversation() {
  const all = await startTelegram();
  all.telegram.write('Hello');
  return { ...all, interactionId: await accept(all.ana) };
}

test('a customer writes to the bot, Ana answers, the answer arrives and is ticked as sent', async () => {
  const { telegram, ana, interactionId, admin } = await conversation();
  const { interaction } = await ana.ask('transcript.get', { interactionId, limit: 10 });
  expect(interaction).toMatchObject({ customer: { id: 'tg-4242', name: 'Mia Sol' }, language: 'es' });
  // Whether they are there, a messenger does not say.
  expect(interaction.customerOnline).toBeUndefined();
  const { interactions } = await ana.ask('conversations.list', { state: 'any', limit: 10 });
  expect(interactions[0]).not.toHaveProperty('customerOnline');
  const messageId = await reply(ana, interactionId, 'Good morning');
  const call = await telegram.called('sendMessage');
  expect(call.fields).toMatchObject({ chat_id: 4242, text: 'Good morning' });
  const line = await delivered(ana, messageId, 'sent');
  expect(line).toMatchObject({ seq: 3, text: 'Good morning' });
  expect(await healthUntil({ admin }, (health) => health?.state === 'ok')).toMatchObject({
    account: '@ringdesk_bot',
    waitingOut: 0,
  });
});

test('an update is confirmed only when it is committed, and comes once however often it is delivered', async () => {
  const { telegram, ana, interactionId } = await conversation();
  const update = telegram.write('Once');
  await telegram.until(() => telegram.pending.length === 0);
  expect(await textsOf(ana, interactionId)).toEqual(['Hello', 'Once']);
  telegram.push({ message: (update as never as { message: object }).message }, update.update_id);
  telegram.write('Twice');
  await telegram.until(() => telegram.pending.length === 0);
  expect(await textsOf(ana, interactionId)).toEqual(['Hello', 'Once', 'Twice']);
});

test('numbers of updates that begin anew from below are no old updates', async () => {
  const { telegram, ana, interactionId } = await conversation();
  await telegram.until(() => telegram.pending.length === 0);
  telegram.push({ message: telegram.message({ text: 'Counted anew' }) }, 100);
  await ana.update('transcript.line', ({ line }) => line.type === 'message' && line.text === 'Counted anew');
  expect(await textsOf(ana, interactionId)).toEqual(['Hello', 'Counted anew']);
});

test('an edit changes the line in its place, for the desk and for the search', async () => {
  const { telegram, ana, interactionId } = await conversation();
  const message = telegram.message({ text: 'Order 17' });
  telegram.push({ message });
  await ana.update('transcript.line', ({ line }) => line.type === 'message' && line.text === 'Order 17');
  await ana.ask('conversations.search', { text: 'Order', limit: 10 });
  telegram.push({ edited_message: { ...message, text: 'Parcel 18', edit_date: 1 } });
  const { line } = await ana.update('transcript.line', ({ line: l }) => l.type === 'message' && l.text === 'Parcel 18');
  expect(line).toMatchObject({ seq: 3, editedAt: expect.any(Number) as number });
  expect(await textsOf(ana, interactionId)).toEqual(['Hello', 'Parcel 18']);
  expect((await ana.ask('conversations.search', { text: 'Parcel', limit: 10 })).hits).toHaveLength(1);
  expect((await ana.ask('conversations.search', { text: 'Order', limit: 10 })).hits).toHaveLength(0);
});

test('an edit of what never came here is what the customer says now', async () => {
  const { telegram, ana, interactionId } = await conversation();
  telegram.push({ edited_message: telegram.message({ text: 'From before' }) });
  await ana.update('transcript.line', ({ line }) => line.type === 'message' && line.text === 'From before');
  expect(await textsOf(ana, interactionId)).toEqual(['Hello', 'From before']);
});

test('posts of channels and messages in groups become no conversation, and are counted', async () => {
  const { telegram, admin } = await startTelegram();
  telegram.push({ channel_post: { message_id: 1, chat: { id: -100, type: 'channel' }, text: 'News' } });
  telegram.write('To all', { chat: { id: -5, type: 'group' } });
  telegram.push({ my_chat_member: { chat: { id: 4242, type: 'private' } } });
  await telegram.until(() => telegram.pending.length === 0);
  expect(await healthOf({ admin })).toMatchObject({ ignored: 3, held: 0 });
  expect((await admin.ask('conversations.list', { state: 'any', limit: 10 })).interactions).toEqual([]);
});

test('pictures, files, voice and places come as what they are; what is no file of ours is told in words', async () => {
  const { telegram, ana, interactionId } = await conversation();
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#2f54d9' } });
  telegram.contents.set('files/p2', await picture.jpeg().toBuffer());
  telegram.contents.set('files/d1', Buffer.from('Invoice 17'));
  telegram.contents.set('files/x1', Buffer.from('MZ\u0000\u0000'));
  telegram.push({
    message: telegram.message({
      photo: [{ file_id: 'p1' }, { file_id: 'p2' }],
      caption: 'This one',
      media_group_id: 'g',
    }),
  });
  telegram.push({ message: telegram.message({ document: { file_id: 'd1', file_name: '../../bill.txt' } }) });
  telegram.push({ message: telegram.message({ document: { file_id: 'x1', file_name: 'run.exe' } }) });
  telegram.push({ message: telegram.message({ document: { file_id: 'gone', file_name: 'gone.txt' } }) });
  telegram.push({ message: telegram.message({ document: { file_id: 'big', file_name: 'big.zip', file_size: 3e7 } }) });
  telegram.write('', { text: undefined, location: { latitude: 1.5, longitude: -2 } });
  await telegram.until(() => telegram.pending.length === 0);
  const { lines } = await ana.ask('transcript.get', { interactionId, limit: 50 });
  const messages = lines.flatMap((line) => (line.type === 'message' ? [line] : [])).slice(1);
  expect(
    messages.map(({ text, attachments }) => [text, attachments.map(({ name, mimeType }) => [name, mimeType])]),
  ).toEqual([
    ['This one', [['photo.jpg', 'image/jpeg']]],
    ['', [['bill.txt', 'text/plain']]],
    ['⚠ The file “run.exe” is of a kind that is not taken.', []],
    ['⚠ The file “gone.txt” could not be fetched.', []],
    ['⚠ The file “big.zip” is too large and was not taken.', []],
    ['📍 https://www.openstreetmap.org/?mlat=1.5&mlon=-2', []],
  ]);
});

test('a message in a form nobody knows is not lost: it says so, and what came is attached', async () => {
  const { telegram, ana, interactionId } = await conversation();
  telegram.push({ message: telegram.message({ hologram: { depth: 3 } }) });
  telegram.push({ message: telegram.message({ photo: 'not a list' }) });
  await telegram.until(() => telegram.pending.length === 0);
  const { lines } = await ana.ask('transcript.get', { interactionId, limit: 50 });
  const unread = lines.flatMap((line) => (line.type === 'message' && line.attachments.length > 0 ? [line] : []));
  expect(unread.map(({ text, attachments }) => [text, attachments[0]?.name])).toEqual([
    ['⚠ This message could not be read. The original is attached.', 'message.txt'],
    ['⚠ This message could not be read. The original is attached.', 'message.txt'],
  ]);
});

test('too many requests: it comes again when Telegram says, once and in order', async () => {
  const { telegram, ana, interactionId } = await conversation();
  telegram.script('sendMessage', { kind: 'refuse', code: 429, description: 'Too Many Requests', retryAfter: 1 });
  const first = await reply(ana, interactionId, 'one');
  await reply(ana, interactionId, 'two');
  await telegram.called('sendMessage', 2);
  expect(telegram.sent().map(({ fields }) => fields['text'])).toEqual(['one', 'two']);
  expect(await delivered(ana, first, 'sent')).toBeDefined();
});

test('an error of the Bot API, and an error page, are not the same: one is tried again, the other may have been done', async () => {
  const { telegram, ana, interactionId } = await conversation();
  telegram.script('sendMessage', { kind: 'refuse', code: 500, description: 'Internal Server Error' });
  const first = await reply(ana, interactionId, 'one');
  await delivered(ana, first, 'sent');
  telegram.script('sendMessage', { kind: 'page', status: 502, body: '<html><h1>502 Bad Gateway</h1></html>' });
  const second = await reply(ana, interactionId, 'two');
  expect(await delivered(ana, second, 'uncertain')).toMatchObject({ deliveryProblem: 'interrupted' });
  expect(telegram.sent().map(({ fields }) => fields['text'])).toEqual(['one']);
});

test('what may have arrived is uncertain, is not sent twice by itself, and is when Ana says so', async () => {
  const { telegram, ana, interactionId } = await conversation();
  telegram.script('sendMessage', { kind: 'hangUpAfter' });
  const messageId = await reply(ana, interactionId, 'perhaps');
  await delivered(ana, messageId, 'uncertain');
  expect(telegram.sent()).toHaveLength(1);
  const from = ana.updates.all.length;
  await ana.must('message.resend', { interactionId, messageId });
  await delivered(ana, messageId, 'waiting', from);
  await delivered(ana, messageId, 'sent', from);
  expect(telegram.sent()).toHaveLength(2);
  expect(await ana.command('message.resend', { interactionId, messageId })).toMatchObject({
    ok: false,
    error: { code: 'wrongState', state: 'sent' },
  });
});

test('a customer who has stopped the bot: failed, with the reason', async () => {
  const { telegram, ana, interactionId } = await conversation();
  telegram.script('sendMessage', { kind: 'refuse', code: 403, description: 'Forbidden: bot was blocked by the user' });
  const messageId = await reply(ana, interactionId, 'Hello?');
  expect(await delivered(ana, messageId, 'failed')).toMatchObject({ deliveryProblem: 'blocked' });
});

test('a long text goes in pieces of 4,096 units without a broken character; what was sent of it is not sent again', async () => {
  const { telegram, ana, interactionId } = await conversation();
  const text = '😀'.repeat(3_000);
  telegram.script('sendMessage', { kind: 'refuse', code: 500, description: 'x' });
  await delivered(ana, await reply(ana, interactionId, text), 'sent');
  const pieces = telegram.sent().map(({ fields }) => String(fields['text']));
  expect(pieces.map((piece) => piece.length)).toEqual([4_096, 1_904]);
  expect(pieces.join('')).toBe(text);
  expect(pieces.every((piece) => piece.isWellFormed())).toBe(true);
});

test('[20] the agent is named to the customer as the queue shows them', async () => {
  const telegram = await ScriptedTelegram.start();
  onTestFinished(() => telegram.stop());
  const desk = await startDesk({ env: { RINGDESK_TELEGRAM_API: telegram.url } }, { agentShown: 'profile' });
  await telegramChannel(desk, TOKEN);
  telegram.write('Hello');
  await reply(desk.ana, await accept(desk.ana), 'Good morning');
  expect((await telegram.called('sendMessage')).fields['text']).toBe('Ana:\nGood morning');
});

test('[38] an automatic text leaves by the messenger as well', async () => {
  const telegram = await ScriptedTelegram.start();
  onTestFinished(() => telegram.stop());
  const desk = await startDesk({ env: { RINGDESK_TELEGRAM_API: telegram.url } }, { closeText: 'Goodbye' });
  await telegramChannel(desk, TOKEN);
  telegram.write('Hello');
  await desk.ana.must('interaction.close', { interactionId: await accept(desk.ana) });
  expect((await telegram.called('sendMessage')).fields).toMatchObject({ chat_id: 4242, text: 'Goodbye' });
});

test('[45] what a bot says leaves by the messenger as well, its choices as buttons', async () => {
  const telegram = await ScriptedTelegram.start();
  onTestFinished(() => telegram.stop());
  const desk = await startDesk({ env: { RINGDESK_TELEGRAM_API: telegram.url } });
  const botId = 'helper' as BotId;
  const choices = [
    { label: 'Opening hours', answer: 'From nine to six.', then: { kind: 'end' as const } },
    { label: 'A person', answer: '', then: { kind: 'person' as const } },
  ];
  await desk.admin.must('bot.save', {
    botId,
    version: 0,
    name: 'Helper',
    settings: {
      kind: 'menu',
      menus: [{ id: 'start', text: 'What is it about?', choices }],
      notUnderstood: 'Please choose.',
      misses: 2,
      idleMinutes: 10,
    },
  });
  await saveQueue(desk, { botId });
  await telegramChannel(desk, TOKEN);
  telegram.write('Hello');
  const call = await telegram.called('sendMessage');
  expect(call.fields).toMatchObject({
    chat_id: 4242,
    text: 'What is it about?',
    reply_markup: { keyboard: [[{ text: 'Opening hours' }], [{ text: 'A person' }]] },
  });
  telegram.write('A person');
  await desk.ana.update('offer.put');
});

test('files of an answer go as pictures and files', async () => {
  const { telegram, ana, person, server, interactionId } = await conversation();
  const { application } = server.running;
  const { Readable } = await import('node:stream');
  const received = await application.attachments.receive(
    {
      content: Readable.from([Buffer.from('The terms')]),
      name: 'terms.txt',
      owner: { kind: 'agent', id: person.id },
      purpose: 'message',
      maxBytes: 1_000,
    },
    server.running.engine.now(),
  );
  if (!received.ok) throw new Error(received.error.code);
  const messageId = await reply(ana, interactionId, 'Here', [received.value.id]);
  const call = await telegram.called('sendDocument');
  expect(call.fields['chat_id']).toBe('4242');
  expect(call.files).toEqual([{ name: 'terms.txt', content: 'The terms' }]);
  await delivered(ana, messageId, 'sent');
  expect(telegram.sent().map(({ fields }) => fields['text'])).toEqual(['Here']);
});
