import type { AddressInfo } from 'node:net';
import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import type { ChannelId } from '@ringdesk/shared/model/ids.ts';
import type { MailSettings } from '@ringdesk/shared/model/mail.ts';
import { SMTPServer } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';

import { accept, reply, startDesk } from '../channels/testing/messengerServer.ts';

interface Received {
  readonly to: readonly string[];
  readonly raw: string;
}

/** A mail server that takes what it gets, or answers the next mails with these codes. */
async function startSmtp(refusals: readonly number[] = []) {
  const left = [...refusals];
  const received: Received[] = [];
  const attempts: string[] = [];
  const watchers = new Set<() => void>();
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'desk' && password === 'open-sesame-7' ? done(null, { user: 'desk' }) : done(new Error('No')),
    onData(stream, session, done) {
      let raw = '';
      stream.on('data', (chunk: Buffer) => (raw += chunk.toString()));
      stream.on('end', () => {
        attempts.push(raw);
        const code = left.shift();
        if (code !== undefined) return done(Object.assign(new Error('Not now'), { responseCode: code }));
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
        done();
        for (const watch of watchers) watch();
        return undefined;
      });
    },
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => new Promise((done) => server.close(() => done())));
  const { port } = server.server.address() as AddressInfo;
  const mails = (count: number): Promise<readonly Received[]> =>
    new Promise((done) => {
      const check = (): void => {
        if (received.length >= count) done(received);
      };
      watchers.add(check);
      check();
    });
  return { port, received, attempts, mails };
}

const settingsOf = (port: number, over: Partial<MailSettings> = {}): MailSettings => ({
  host: '127.0.0.1',
  port,
  security: 'none',
  user: 'desk',
  password: 'open-sesame-7',
  from: { name: 'Northwind', email: 'desk@northwind.example' },
  ...over,
});

async function start(refusals: readonly number[] = [], over: { readonly setUp?: boolean } = {}) {
  const smtp = await startSmtp(refusals);
  const logged: string[] = [];
  const desk = await startDesk(
    {
      env: { RINGDESK_ALLOW_PRIVATE_HOOKS: '1' },
      limits: { commands: { perSecond: 100, burst: 100 } },
      onLog: (line) => logged.push(line),
    },
    { transcriptByEmail: true, agentShown: 'profile' },
  );
  const channelId = 'site' as ChannelId;
  await desk.admin.must('channel.create', {
    channelId,
    name: 'Site',
    queueId: desk.queueId,
    kind: 'liveChat',
    settings: defaultLiveChatSettings,
  });
  if (over.setUp !== false) await desk.admin.ask('mail.save', settingsOf(smtp.port));
  const visitor = await desk.server.visitor(channelId);
  return { ...desk, smtp, visitor, logged };
}

/** The text of a mail's part, decoded. */
function partOf({ raw }: Received, type: string): string {
  const part = raw.split(/\r\n--/).find((piece) => piece.includes(`Content-Type: ${type}`)) ?? '';
  const body = part.slice(part.indexOf('\r\n\r\n') + 4);
  if (part.includes('base64')) return Buffer.from(body, 'base64').toString('utf8').replaceAll('\r\n', '\n');
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll('\r\n', '\n')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

test('[9, 10] the customer asks for a copy: it comes once, plain and as HTML, and the desk sees that it was sent', async () => {
  const { ana, visitor, smtp, logged } = await start();
  await visitor.write('Is <b>this</b> & that there?');
  const interactionId = await accept(ana);
  await reply(ana, interactionId, 'It is.');
  await ana.must('message.post', {
    interactionId,
    messageId: 'note' as never,
    kind: 'note',
    text: 'Of the team alone',
    mentions: [],
    attachmentIds: [],
  });
  expect(await visitor.command('transcript.send', { email: ' mia@example.com ' })).toMatchObject({ ok: true });
  const [mail] = await smtp.mails(1);
  expect(mail?.to).toEqual(['mia@example.com']);
  expect(mail?.raw).toMatch(/^From: Northwind <desk@northwind\.example>\r$/m);
  expect(mail?.raw).toMatch(/^Subject: Your conversation with Sales of /m);
  expect(mail?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/im);
  const plain = partOf(mail as Received, 'text/plain');
  expect(plain).toContain('Is <b>this</b> & that there?');
  expect(plain).toContain('· Ana\nIt is.');
  expect(plain).not.toContain('Of the team alone');
  expect(partOf(mail as Received, 'text/html')).toContain('Is &lt;b&gt;this&lt;/b&gt; &amp; that there?');
  await ana.update('transcript.line', ({ line }) => line.type === 'happening' && line.what.name === 'transcriptSent');
  expect(logged.some((line) => line.includes('mia@example.com') || line.includes('open-sesame-7'))).toBe(false);
});

test('[9] in the language of the queue', async () => {
  const { admin, ana, visitor, smtp, queueId } = await start();
  const { queue } = await admin.update('queue.put', ({ queue: put }) => put.id === queueId);
  await admin.must('queue.save', {
    queueId,
    version: queue.version,
    name: 'Ventas',
    language: 'es',
    settings: queue.settings,
  });
  await visitor.write('Hola');
  await accept(ana);
  await visitor.command('transcript.send', { email: 'mia@example.com' });
  const [mail] = await smtp.mails(1);
  expect(mail?.raw).toMatch(/^Content-Language: es\r$/im);
  expect(partOf(mail as Received, 'text/plain')).toContain('copia solicitada');
});

test('a mail server that is busy gets the same mail again, under the same Message-ID', async () => {
  const { ana, visitor, smtp, admin } = await start([451]);
  await visitor.write('Hello');
  await accept(ana);
  await visitor.command('transcript.send', { email: 'mia@example.com' });
  await smtp.mails(1);
  const [first, second] = smtp.attempts.map((raw) => /^Message-ID:\s+(\S+)\r$/im.exec(raw)?.[1]);
  expect(first).toMatch(/^<transcript\.[\w.-]+@northwind\.example>$/);
  expect(second).toBe(first);
  await ana.update('transcript.line', ({ line }) => line.type === 'happening' && line.what.name === 'transcriptSent');
  expect((await admin.ask('mail.get', {})).mail).toMatchObject({ host: '127.0.0.1', passwordSet: true });
});

test('an address that does not exist is given up on, and nothing is said to be sent', async () => {
  const { ana, visitor, smtp, server } = await start([550]);
  await visitor.write('Hello');
  const interactionId = await accept(ana);
  await visitor.command('transcript.send', { email: 'nobody@example.com' });
  for (;;) {
    const [row] = await server.running.store.outbox.troubled(1);
    if (row?.type === 'mail.transcript') break;
    await new Promise((next) => setImmediate(next));
  }
  const { lines } = await ana.ask('transcript.get', { interactionId, limit: 10 });
  expect(lines.some((line) => line.type === 'happening' && line.what.name === 'transcriptSent')).toBe(false);
  expect(smtp.received).toEqual([]);
});

test('few copies of a conversation, none where the queue offers none, none to what is no address', async () => {
  const { visitor, ana, admin, queueId } = await start();
  expect(await visitor.command('transcript.send', { email: 'mia@example.com' })).toMatchObject({
    error: { code: 'notFound' },
  });
  await visitor.write('Hello');
  await accept(ana);
  for (const email of ['', 'mia', 'mia@example.com\r\nBcc: all@example.com', 'a@b, c@d'])
    expect(await visitor.command('transcript.send', { email })).toMatchObject({ error: { code: 'invalid' } });
  const answers = [];
  for (let count = 0; count < 4; count += 1) {
    const { ok } = await visitor.command('transcript.send', { email: `mia${count}@example.com` });
    answers.push(ok);
  }
  expect(answers).toEqual([true, true, true, false]);
  const { queue } = await admin.update('queue.put', ({ queue: put }) => put.id === queueId);
  const settings = { ...queue.settings, transcriptByEmail: false };
  await admin.must('queue.save', { queueId, version: queue.version, name: 'Sales', language: 'en', settings });
  expect(await visitor.command('transcript.send', { email: 'eva@example.com' })).toMatchObject({
    error: { code: 'notAllowed' },
  });
});

test('[10] a copy is offered only where e-mail can be sent, and from then on also on open pages', async () => {
  const { admin, visitor, smtp, ana } = await start([], { setUp: false });
  expect(visitor.welcome?.face.transcriptByEmail).toBe(false);
  await visitor.write('Hello');
  await accept(ana);
  await admin.ask('mail.save', settingsOf(smtp.port));
  const { face } = await visitor.update('face');
  expect(face.transcriptByEmail).toBe(true);
  expect(await visitor.command('transcript.send', { email: 'mia@example.com' })).toMatchObject({ ok: true });
  await smtp.mails(1);
});

test('without a way to send e-mail the customer is told at once', async () => {
  const { visitor, ana } = await start([], { setUp: false });
  await visitor.write('Hello');
  await accept(ana);
  expect(await visitor.command('transcript.send', { email: 'mia@example.com' })).toMatchObject({
    error: { code: 'providerFailed', problem: 'notSet' },
  });
});

test('the settings are tried as they stand in the form, and the password never comes out', async () => {
  const { admin, ana, smtp } = await start([], { setUp: false });
  expect(await admin.query('mail.test', settingsOf(smtp.port))).toEqual({ ok: true, value: {} });
  const [mail] = await smtp.mails(1);
  expect(mail?.to).toEqual(['admin@example.com']);
  expect(await admin.query('mail.test', settingsOf(smtp.port, { password: 'wrong' }))).toMatchObject({
    error: { code: 'providerFailed', problem: 'unauthorized' },
  });
  expect(await admin.query('mail.test', settingsOf(1))).toMatchObject({
    error: { code: 'providerFailed', problem: 'unreachable' },
  });
  expect(await admin.query('mail.test', settingsOf(25, { host: 'mail.example' }))).toMatchObject({
    error: { code: 'invalid', fields: { security: 'local-only' } },
  });
  await admin.ask('mail.save', settingsOf(smtp.port));
  expect(JSON.stringify(await admin.ask('mail.get', {}))).not.toContain('open-sesame-7');
  // Kept, as long as it goes to the server it was typed for.
  expect(await admin.query('mail.test', settingsOf(smtp.port, { password: null }))).toMatchObject({ ok: true });
  expect(await admin.query('mail.test', settingsOf(smtp.port, { host: 'localhost', password: null }))).toMatchObject({
    error: { code: 'invalid', fields: { password: 'required' } },
  });
  expect((await ana.query('mail.get', {})).ok).toBe(false);
});
