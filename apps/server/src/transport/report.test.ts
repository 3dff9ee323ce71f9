import type { CannedResponseId, ChannelId, InteractionId, MessageId, SavedViewId } from '@ringdesk/shared/model/ids.ts';
import { CANNED_IMPORT_PATH, CONVERSATIONS_CSV_PATH, ROWS_HEADER } from '@ringdesk/shared/protocol/files.ts';
import type { ReportFilter, ReportSort } from '@ringdesk/shared/model/report.ts';
import { request } from 'node:http';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';

import type { AgentClient } from './testing/clients.ts';
import { startTestServer, TestClock, type TestServer } from './testing/testServer.ts';

const byArrival: ReportSort = { by: 'arrivedAt', descending: false };

/** A customer writes, and the agent of the desk answers after `ms`. */
async function talk(
  { server, clock }: { readonly server: TestServer; readonly clock: TestClock },
  desk: AgentClient,
  channelId: ChannelId,
  {
    name,
    text = 'Hello',
    ms,
    topic,
  }: { readonly name: string; readonly text?: string; readonly ms: number; readonly topic?: string },
): Promise<InteractionId> {
  const visitor = await server.visitor(channelId);
  await visitor.command('name.set', { name });
  const from = desk.updates.all.length;
  await visitor.write(text);
  const { offer } = await desk.update('offer.put', () => true, from);
  const { interactionId } = await desk.must('offer.accept', { offerId: offer.id });
  clock.pass(ms);
  await desk.must('message.post', {
    interactionId,
    messageId: v7() as MessageId,
    kind: 'reply',
    text: `Good day, ${name}`,
    mentions: [],
    attachmentIds: [],
  });
  await desk.must('interaction.close', { interactionId, ...(topic === undefined ? {} : { topic }) });
  return interactionId;
}

async function center() {
  const clock = new TestClock();
  const server = await startTestServer({ machine: clock });
  const at = { server, clock };
  const [admin, ana, ben, sam] = [
    await server.person('Admin', 'admin'),
    await server.person('Ana'),
    await server.person('Ben'),
    await server.person('Sam', 'supervisor'),
  ];
  const adminDesk = await server.desk(admin);
  const [anaDesk, benDesk] = [await server.desk(ana), await server.desk(ben)];
  const sales = await server.queue(adminDesk, [ana], { topics: ['Order'] });
  const care = await server.queue(adminDesk, [ben]);
  await adminDesk.must('agent.save', {
    agentId: sam.id,
    name: 'Sam',
    role: 'supervisor',
    supervises: [care.queueId],
    absent: false,
  });
  const vera = await talk(at, anaDesk, sales.channelId, {
    name: '=Vera',
    text: 'A parcel',
    ms: 10_000,
    topic: 'Order',
  });
  const will = await talk(at, anaDesk, sales.channelId, { name: 'Will', ms: 30_000 });
  const xena = await talk(at, benDesk, care.channelId, { name: 'Xena', ms: 20_000 });
  const samDesk = await server.desk(sam);
  return { ...at, admin, ana, ben, sam, adminDesk, anaDesk, benDesk, samDesk, sales, care, vera, will, xena };
}

const report = async (desk: AgentClient, filter: ReportFilter, sort = byArrival, limit = 50) => {
  const reply = await desk.ask('conversations.report', { filter, sort, limit });
  return { ...reply, ids: reply.interactions.map(({ id }) => id) };
};

describe('[49] the list of conversations', () => {
  test('[10] an agent sees theirs, a supervisor those of their queues, an admin all', async () => {
    const { adminDesk, anaDesk, samDesk, vera, will, xena } = await center();
    expect((await report(adminDesk, {})).ids).toEqual([vera, will, xena]);
    expect(await report(anaDesk, {})).toMatchObject({ ids: [vera, will], totals: { count: 2 } });
    expect(await report(samDesk, {})).toMatchObject({ ids: [xena], totals: { count: 1 } });
  });

  test('first, average and longest response are those of what the filter finds', async () => {
    const { adminDesk, sales } = await center();
    const { totals } = await report(adminDesk, { queueIds: [sales.queueId] });
    expect(totals.count).toBe(2);
    for (const [figure, ms] of [
      [totals.firstMs, 20_000],
      [totals.averageMs, 20_000],
      [totals.maxMs, 30_000],
    ] as const)
      expect(Math.round(Number(figure) / 1_000)).toBe(ms / 1_000);
    expect(totals.rating).toBeNull();
  });

  test('[35] every filter narrows, alone and with others', async () => {
    const { adminDesk, ana, ben, sales, care, vera, will, xena } = await center();
    const found = async (filter: ReportFilter) => (await report(adminDesk, filter)).ids;
    expect(await found({ agentIds: [ana.id] })).toEqual([vera, will]);
    expect(await found({ channelIds: [care.channelId] })).toEqual([xena]);
    expect(await found({ topics: ['Order'] })).toEqual([vera]);
    expect(await found({ text: 'parc' })).toEqual([vera]);
    expect(await found({ text: 'xena' })).toEqual([xena]);
    expect(await found({ text: '!?' })).toEqual([]);
    expect(await found({ state: 'open' })).toEqual([]);
    expect(await found({ state: 'closed', queueIds: [sales.queueId], text: 'will' })).toEqual([will]);
    expect(await found({ spam: true })).toEqual([]);
    expect(await found({ unanswered: true, overdue: true })).toEqual([]);
    expect(await found({ agentIds: [ben.id], queueIds: [sales.queueId] })).toEqual([]);
    const [first] = (await report(adminDesk, {})).interactions;
    expect(await found({ to: first!.arrivedAt })).toEqual([]);
    expect(await found({ from: first!.arrivedAt, to: first!.arrivedAt + 1 })).toEqual([vera]);
  });

  test('[35, 46] what was unanswered or overdue is found while it is so, and afterwards as what was', async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock });
    const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
    const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
    const settings = { markUnansweredAfterMinutes: 1, firstReplySeconds: 30, offerSeconds: 3_600 };
    const { channelId } = await server.queue(adminDesk, [ana], settings);
    const found = async (filter: ReportFilter) => (await report(adminDesk, filter)).ids;
    const visitor = await server.visitor(channelId);
    await visitor.write('Hello');
    const { offer } = await anaDesk.update('offer.put');
    const { interactionId } = await anaDesk.must('offer.accept', { offerId: offer.id });
    clock.pass(61_000);
    await visitor.command('conversation.read', { seq: 1 });
    const is = [interactionId];
    for (const now of [{ unanswered: true }, { overdue: true }, { wasUnanswered: true }, { wasOverdue: true }])
      expect(await found(now)).toEqual(is);
    const message = { interactionId, messageId: v7() as MessageId, text: 'Sorry', mentions: [], attachmentIds: [] };
    await anaDesk.must('message.post', { ...message, kind: 'reply' });
    await anaDesk.must('interaction.close', { interactionId });
    const quick = await talk({ server, clock }, anaDesk, channelId, { name: 'Quick', ms: 1_000 });
    expect(await found({ unanswered: true })).toEqual([]);
    expect(await found({ overdue: true })).toEqual([]);
    expect(await found({ wasUnanswered: true, wasOverdue: true, unanswered: false })).toEqual(is);
    expect(await found({ wasUnanswered: false, wasOverdue: false })).toEqual([quick]);
    // It stays so after the core has forgotten the conversation, and when it is taken up again.
    clock.pass(3_600_000);
    await anaDesk.must('presence.set', { state: 'available' });
    await anaDesk.must('interaction.reopen', { interactionId });
    expect(await found({ wasUnanswered: true, wasOverdue: true })).toEqual(is);
  });

  test('every order is paged to its end, once each; what has no value comes last', async () => {
    const { server, adminDesk, sales, vera, will, xena } = await center();
    await (await server.visitor(sales.channelId)).write('Anybody?');
    for (const by of ['arrivedAt', 'lastAt', 'firstMs', 'totalMs', 'averageMs', 'maxMs', 'rating'] as const) {
      for (const descending of [false, true]) {
        const ids: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await adminDesk.ask('conversations.report', {
            filter: {},
            sort: { by, descending },
            limit: 2,
            ...(cursor === undefined ? {} : { cursor }),
          });
          ids.push(...page.interactions.map(({ id }) => id));
          cursor = page.next;
        } while (cursor !== undefined);
        expect(new Set(ids).size).toBe(4);
        const order = descending ? [will, xena, vera] : [vera, xena, will];
        expect(by === 'maxMs' ? ids.slice(0, 3) : order).toEqual(order);
      }
    }
    const foreign = await adminDesk.query('conversations.report', {
      filter: {},
      sort: byArrival,
      limit: 2,
      cursor: (await adminDesk.ask('conversations.list', { state: 'any', limit: 1 })).next,
    });
    expect(foreign).toMatchObject({ ok: false, error: { code: 'invalid' } });
  });

  test('the file holds what the list shows, in the language of the asker, safe for spreadsheets, and is logged', async () => {
    const { server, adminDesk, ana } = await center();
    await (await server.desk(ana)).must('profile.save', { name: 'Ana', language: 'ru', pictureId: null });
    const query = new URLSearchParams({ filter: '{}', sort: JSON.stringify(byArrival), zone: 'Europe/Madrid' });
    const response = await server.fetch(`${CONVERSATIONS_CSV_PATH}?${query.toString()}`, {
      token: await server.token(ana),
    });
    expect(response.headers.get(ROWS_HEADER)).toBe('2');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(Array.from(bytes.slice(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
    const [headings, first, second, end] = new TextDecoder().decode(bytes).split('\r\n');
    expect(headings).toMatch(/^Обращение,Начало,/);
    expect(first).toMatch(/,2026-09-21 \d\d:\d\d:\d\d,.*,Закрыто,.*,Ana,'=Vera,,,Order,1,10,10,10,10,/);
    expect(second).toContain(',Will,');
    expect(end).toBe('');
    const { entries } = await adminDesk.ask('audit.list', { limit: 1 });
    expect(entries).toMatchObject([{ act: 'conversations.exported', by: ana.id, details: '{"rows":2}' }]);
  });

  test.each([
    ['nobody', '{}', 'UTC', 401],
    ['a filter that is no JSON', '{', 'UTC', 400],
    ['a filter of another form', '{"queueIds":"x"}', 'UTC', 400],
    ['a zone that is none', '{}', 'Nowhere/Else', 400],
  ])('the file is refused to %s', async (who, filter, zone, status) => {
    const server = await startTestServer();
    const admin = await server.person('Admin', 'admin');
    const query = new URLSearchParams({ filter, zone, sort: JSON.stringify(byArrival) });
    const token = who === 'nobody' ? {} : { token: await server.token(admin) };
    expect((await server.fetch(`${CONVERSATIONS_CSV_PATH}?${query.toString()}`, token)).status).toBe(status);
  });

  test('a view is kept, shared by those who lead, changed by whoever made it or an admin', async () => {
    const { adminDesk, anaDesk, samDesk, benDesk, care } = await center();
    const view = (name: string, shared: boolean) => ({
      id: v7() as SavedViewId,
      name,
      shared,
      filter: { queueIds: [care.queueId] },
      sort: byArrival,
    });
    const [own, shared] = [view('Mine', false), view('Care', true)];
    await anaDesk.ask('savedViews.save', own);
    await samDesk.ask('savedViews.save', shared);
    expect(await benDesk.query('savedViews.save', view('For all', true))).toMatchObject({
      error: { code: 'notAllowed' },
    });
    expect((await anaDesk.ask('savedViews.list', {})).views).toEqual([
      { ...shared, mine: false },
      { ...own, mine: true },
    ]);
    expect((await benDesk.ask('savedViews.list', {})).views).toEqual([{ ...shared, mine: false }]);
    expect(await benDesk.query('savedViews.delete', { id: own.id })).toMatchObject({ error: { code: 'notFound' } });
    expect(await anaDesk.query('savedViews.save', { ...shared, name: 'x' })).toMatchObject({
      error: { code: 'notAllowed' },
    });
    await adminDesk.ask('savedViews.save', { ...shared, name: 'Care team' });
    expect((await samDesk.ask('savedViews.list', {})).views).toEqual([{ ...shared, name: 'Care team', mine: true }]);
    await adminDesk.ask('savedViews.delete', { id: shared.id });
    expect((await samDesk.ask('savedViews.list', {})).views).toEqual([]);
  });
});

describe('[41] canned responses', () => {
  const response = (shortcut: string, scope: object, text = 'Hello {customer}') => ({
    id: v7() as CannedResponseId,
    scope,
    folder: '',
    shortcut,
    text,
    uses: 0,
  });
  const shortcuts = async (desk: AgentClient) =>
    (await desk.ask('canned.list', {})).responses.map(({ shortcut }) => shortcut);

  test('each sees the center’s, those of their queues and their own; each list has its editors', async () => {
    const { adminDesk, anaDesk, benDesk, samDesk, sales, care } = await center();
    const toCare = { kind: 'queue', queueId: care.queueId };
    await adminDesk.ask('canned.save', response('center', { kind: 'center' }));
    await adminDesk.ask('canned.save', response('sales', { kind: 'queue', queueId: sales.queueId }));
    await samDesk.ask('canned.save', response('care', toCare));
    const own = response('own', { kind: 'personal' });
    await anaDesk.ask('canned.save', own);
    expect(await shortcuts(anaDesk)).toEqual(['center', 'own', 'sales']);
    expect(await shortcuts(benDesk)).toEqual(['care', 'center']);
    expect(await shortcuts(samDesk)).toEqual(['care', 'center']);
    const notAllowed = { error: { code: 'notAllowed' } };
    expect(await anaDesk.query('canned.save', response('x', { kind: 'center' }))).toMatchObject(notAllowed);
    expect(await benDesk.query('canned.save', response('x', toCare))).toMatchObject(notAllowed);
    expect(await samDesk.query('canned.save', response('x', { kind: 'queue', queueId: sales.queueId }))).toMatchObject(
      notAllowed,
    );
    for (const desk of [benDesk, adminDesk])
      expect(await desk.query('canned.delete', { id: own.id })).toMatchObject({ error: { code: 'notFound' } });
    expect(await adminDesk.query('canned.save', { ...own, scope: { kind: 'personal' } })).toMatchObject({
      error: { code: 'notFound' },
    });
  });

  test('[8] the list of a queue goes with the queue, and no other', async () => {
    const { server, adminDesk, sales, care } = await center();
    await adminDesk.ask('canned.save', response('center', { kind: 'center' }));
    await adminDesk.ask('canned.save', response('sales', { kind: 'queue', queueId: sales.queueId }));
    await adminDesk.ask('canned.save', response('care', { kind: 'queue', queueId: care.queueId }));
    await adminDesk.must('queue.delete', { queueId: sales.queueId, openTo: null });
    const { canned } = server.running.application.demoParts;
    const lists = [{ kind: 'center' }, { kind: 'queue', ...sales }, { kind: 'queue', ...care }] as const;
    await expect
      .poll(async () => (await canned.list(lists)).map(({ shortcut }) => shortcut))
      .toEqual(['care', 'center']);
  });

  test('an insertion is counted, only where the response is seen', async () => {
    const { adminDesk, anaDesk, benDesk, sales } = await center();
    const hello = response('hello', { kind: 'queue', queueId: sales.queueId });
    await adminDesk.ask('canned.save', hello);
    await anaDesk.ask('canned.used', { id: hello.id });
    expect(await benDesk.query('canned.used', { id: hello.id })).toMatchObject({ error: { code: 'notFound' } });
    expect((await anaDesk.ask('canned.list', {})).responses).toMatchObject([{ shortcut: 'hello', uses: 1 }]);
  });

  test('a file is taken whole or not at all, also one too large for the socket', async () => {
    const { server, admin, ana, adminDesk } = await center();
    const line = (shortcut: string, text = 'x'.repeat(4_000)) => ({ shortcut, folder: 'F', text });
    const lines = Array.from({ length: 50 }, (_, index) => line(`r${index}`));
    const send = async (responses: readonly object[], token: string) =>
      server.post(CANNED_IMPORT_PATH, { scope: { kind: 'center' }, responses }, { authorization: `Bearer ${token}` });
    const token = await server.token(admin);
    const bad = await send([...lines, line('two words')], token);
    expect([bad.status, await bad.json()]).toMatchObject([400, { code: 'invalid' }]);
    expect(await shortcuts(adminDesk)).toEqual([]);
    expect(await (await send(lines, token)).json()).toEqual({ added: 50, replaced: 0 });
    expect(await (await send([line('r1', 'new'), line('s')], token)).json()).toEqual({ added: 1, replaced: 1 });
    expect(await shortcuts(adminDesk)).toHaveLength(51);
    expect((await send(lines, await server.token(ana))).status).toBe(403);
  });

  test('nothing of a large file is read of a stranger, or of who sends one after the other', async () => {
    const { server, ana } = await center();
    /** The answer to a request of which only the beginning has come. */
    const begin = (token: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const sending = request(`${server.url}${CANNED_IMPORT_PATH}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'content-length': 12 * 1024 * 1024,
            authorization: `Bearer ${token}`,
          },
        });
        sending.once('response', ({ statusCode }) => {
          resolve(statusCode);
          sending.destroy();
        });
        sending.on('error', reject);
        sending.write('{');
      });
    expect(await begin('x'.repeat(43))).toBe(401);
    const token = await server.token(ana);
    const small = () =>
      server.post(CANNED_IMPORT_PATH, { scope: { kind: 'center' } }, { authorization: `Bearer ${token}` });
    for (let count = 0; count < 5; count += 1) expect((await small()).status).toBe(400);
    expect(await begin(token)).toBe(429);
  });
});
