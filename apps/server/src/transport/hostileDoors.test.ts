import { defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import type { MessageId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { cleanText } from '@ringdesk/shared/model/text.ts';
import { HOUR, SECOND } from '@ringdesk/shared/model/time.ts';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';

import { htmlPayloads, naughtyStrings } from './testing/corpora.ts';
import { PASSWORD, startTestServer, TestClock } from './testing/testServer.ts';

/** Every text of both corpora. */
const texts: readonly string[] = [...(naughtyStrings ?? []), ...(htmlPayloads ?? [])];
/** Where each takes the hash of a password: every so many of them. */
const SOME = 25;
const some = texts.filter((_, index) => index % SOME === 0);

const generous = { perSecond: 10_000, burst: 10_000 };
const LIMIT_MS = 120_000;

const start = async () => {
  const clock = new TestClock();
  const server = await startTestServer({ machine: clock, limits: { commands: generous, sustained: generous } });
  return { clock, server };
};

/** The kind of answer: done, or the code of a refusal. */
const kindOf = (reply: { readonly ok: boolean; readonly error?: { readonly code: string } }): string =>
  reply.ok ? 'done' : (reply.error?.code ?? 'none');

const length = (text: string): number => [...text].length;

describe.skipIf(texts.length === 0)('texts of the corpora at the doors of the staff', () => {
  test('as names of people, departments and reasons, and as notes', { timeout: LIMIT_MS }, async () => {
    const { clock, server } = await start();
    const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
    const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
    const { channelId } = await server.queue(adminDesk, [ana]);
    const visitor = await server.visitor(channelId);
    await visitor.write('first');
    const { offer } = await anaDesk.update('offer.put');
    const { interactionId } = await anaDesk.must('offer.accept', { offerId: offer.id });
    const kinds = new Map<string, number>();
    let named = 'Ana';
    for (const text of texts) {
      clock.pass(SECOND);
      const note = { messageId: v7() as MessageId, kind: 'note' as const, text, mentions: [], attachmentIds: [] };
      const replies = [
        await adminDesk.command('agent.save', {
          agentId: ana.id,
          name: text,
          role: 'agent',
          supervises: [],
          absent: false,
        }),
        await adminDesk.command('department.save', { id: 'd1' as never, name: text, agentIds: [ana.id] }),
        await adminDesk.command('presenceReasons.save', {
          reasons: [{ id: 'r1' as never, state: 'break', name: text }],
        }),
        await anaDesk.command('message.post', { interactionId, ...note }),
      ];
      for (const reply of replies) kinds.set(kindOf(reply), (kinds.get(kindOf(reply)) ?? 0) + 1);
      if (replies[0]?.ok === true) named = cleanText(text, false);
      // What was refused has changed nothing.
      expect(server.running.engine.read(({ agents }) => agents.get(ana.id)?.name)).toBe(named);
    }
    expect([...kinds.keys()].filter((kind) => !['done', 'invalid'].includes(kind))).toEqual([]);
    expect(kinds.get('done')).toBeGreaterThan(texts.length * 2);
    // Whoever comes next gets all of it in one snapshot.
    expect((await server.desk(ana)).welcome).toBeDefined();
  });

  test('as settings of queues and channels', { timeout: LIMIT_MS }, async () => {
    const { clock, server } = await start();
    const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
    const adminDesk = await server.desk(admin);
    const { queueId, channelId } = await server.queue(adminDesk, [ana]);
    const versions = () =>
      server.running.engine.read(({ queues, channels }) => ({
        queue: queues.get(queueId)!,
        channel: channels.get(channelId)!,
      }));
    let saved = 0;
    for (const text of texts) {
      clock.pass(SECOND);
      const settings = {
        ...defaultQueueSettings,
        agentEntries: [{ agentId: ana.id, name: text.slice(0, 60), pictureId: null }],
        consent: { text: text.slice(0, 900), url: 'https://a.example/' },
        overdueNotice: { agentId: ana.id, text: text.slice(0, 400) },
        silence: { minutes: 5, text },
        topics: [text.slice(0, 40)],
        offHoursText: text,
        greeting: text,
        nobodyText: text,
        closeText: text,
      };
      const queue = await adminDesk.command('queue.save', {
        queueId,
        version: versions().queue.version,
        name: text.slice(0, 70),
        language: 'en',
        settings,
      });
      const channel = await adminDesk.command('channel.save', {
        channelId,
        version: versions().channel.version,
        name: text.slice(0, 70),
        queueId,
        kind: 'liveChat',
        settings: { ...defaultLiveChatSettings, title: text.slice(0, 70), greeting: text.slice(0, 400) },
      });
      expect(['done', 'invalid']).toContain(kindOf(queue));
      expect(['done', 'invalid']).toContain(kindOf(channel));
      if (!queue.ok) continue;
      saved += 1;
      expect(versions().queue.settings.greeting).toBe(cleanText(text, true));
      expect(versions().queue.name).toBe(cleanText(text.slice(0, 70), false));
    }
    expect(saved).toBeGreaterThan(texts.length / 2);
    // A customer who comes now is asked to accept what the last one set.
    expect(kindOf(await (await server.visitor(channelId)).write('Hello'))).toBe('consentRequired');
  });
});

describe.skipIf(texts.length === 0)('texts of the corpora at the doors for people who are not signed in', () => {
  test('as e-mail, password and device of a sign-in', { timeout: LIMIT_MS }, async () => {
    const { clock, server } = await start();
    const ana = await server.person('Ana');
    const statuses = new Set<number>();
    const post = async (body: object): Promise<void> => {
      clock.pass(HOUR);
      statuses.add((await server.post('/api/sign-in', body)).status);
    };
    for (const text of texts) {
      await post({ email: text, password: PASSWORD, device: 'browser' });
      await post({ email: `${text}@example.com`, password: '', device: text, more: text });
    }
    for (const text of some) await post({ email: ana.email, password: text, device: 'browser' });
    for (const text of some) await post({ email: 'nobody@example.com', password: PASSWORD, device: text.slice(0, 50) });
    expect([...statuses].filter((status) => ![400, 401].includes(status))).toEqual([]);
    expect((await server.post('/api/sign-in', { email: ana.email, password: PASSWORD, device: 'x' })).status).toBe(200);
  });

  test('at the first run, before and with the right code', { timeout: LIMIT_MS }, async () => {
    const { clock, server } = await start();
    const wish = (text: string, code: string) => ({
      code,
      centerName: text,
      name: text,
      email: 'ada@example.com',
      password: PASSWORD,
      language: 'en',
      device: 'browser',
      first: { kind: 'queue', queueName: text, channelName: text },
    });
    const statuses = new Set<number>();
    for (const text of texts) {
      clock.pass(HOUR);
      statuses.add((await server.post('/api/setup', wish(text, text))).status);
    }
    expect([...statuses].filter((status) => ![400, 403, 429].includes(status))).toEqual([]);
    clock.pass(HOUR);
    const payload = '<script>window.__pwned=1</script>\u202E';
    const code = (await server.running.setupCode()) ?? '';
    const done = await server.post('/api/setup', wish(payload, code));
    expect(done.status).toBe(200);
    const names = server.running.engine.read(({ queues }) => [...queues.values()].map(({ name }) => name));
    expect(names).toEqual([cleanText(payload, false)]);
  });

  test('at an invitation: as its secret, and as the name of who joins', { timeout: LIMIT_MS }, async () => {
    const { clock, server } = await start();
    const adminDesk = await server.desk(await server.person('Admin', 'admin'));
    const statuses = new Set<number>();
    const post = async (path: string, body: object): Promise<number> => {
      clock.pass(SECOND);
      const { status } = await server.post(path, body);
      statuses.add(status);
      return status;
    };
    const wish = { password: PASSWORD, language: 'en', device: 'browser' };
    for (const text of texts) {
      await post('/api/invitation', { secret: text });
      await post('/api/invitation/accept', { ...wish, secret: text, name: text });
    }
    expect([...statuses].filter((status) => ![400, 410].includes(status))).toEqual([]);
    let joined = 0;
    for (const [index, text] of some.entries()) {
      clock.pass(SECOND);
      const made = await adminDesk.ask('invitations.create', {
        email: `p${index}@example.com`,
        name: 'Pat',
        role: 'agent',
        departmentIds: [],
      });
      const secret = made.path.split('#')[1];
      const status = await post('/api/invitation/accept', { ...wish, secret, name: text });
      expect([200, 400]).toContain(status);
      if (status === 200) joined += 1;
    }
    expect(joined).toBeGreaterThan(some.length / 2);
  });

  test('as names of files', { timeout: LIMIT_MS }, async () => {
    const { clock, server } = await start();
    const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
    const adminDesk = await server.desk(admin);
    const { channelId } = await server.queue(adminDesk, [ana]);
    const statuses = new Set<number>();
    for (const text of [
      ...texts,
      '../../etc/passwd',
      'CON',
      'a.png.exe',
      '\u202Etxt.exe',
      'a"; filename="b',
      'a\r\nX: y',
    ]) {
      clock.pass(HOUR);
      const visitor = await server.visitor(channelId);
      const form = new FormData();
      form.append('file', new Blob(['text']), `${text}.txt`);
      const answer = await fetch(`${server.url}/widget/attachments`, {
        method: 'POST',
        body: form,
        headers: { authorization: `Bearer ${visitor.welcome!.token}` },
      });
      visitor.close();
      statuses.add(answer.status);
      const body = (await answer.json()) as { readonly attachment?: { readonly name: string } };
      if (body.attachment === undefined) continue;
      const { name } = body.attachment;
      expect({ name, bad: /[/\\\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(name) }).toEqual({
        name,
        bad: false,
      });
      expect(length(name)).toBeLessThanOrEqual(120);
    }
    expect([...statuses].filter((status) => ![200, 400, 415].includes(status))).toEqual([]);
    expect(statuses).toContain(200);
  });
});
