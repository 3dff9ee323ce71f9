import type { InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import { cleanText } from '@ringdesk/shared/model/text.ts';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';

import { htmlPayloads, naughtyStrings } from './testing/corpora.ts';
import { startTestServer, TestClock, type TestServer } from './testing/testServer.ts';

const own = [
  'x',
  '\u00A0',
  'constructor',
  '__proto__',
  '\u0000null\u0007',
  '\uD800 lone',
  '\uFEFFbom',
  'e\u0301'.repeat(50),
  'a\u0301\u0302\u0303'.repeat(200),
  '👩‍👩‍👧‍👦🏳️‍🌈',
  '\u202Egnp.exe\u2066',
  "'; DROP TABLE events; --",
  '${7*7} {{7*7}} #OPERATOR##DIALOG#',
  '<script>window.__pwned=1</script>',
  'a" NEAR/2 * OR (b',
  'line\r\nline\n'.repeat(300),
  'x'.repeat(4_000),
  '🔑'.repeat(4_000),
];

const generous = { perSecond: 10_000, burst: 10_000 };

async function conversation(server: TestServer) {
  const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
  const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
  const { channelId, queueId } = await server.queue(adminDesk, [ana]);
  const visitor = await server.visitor(channelId);
  await visitor.write('first');
  const { offer } = await anaDesk.update('offer.put');
  const { interactionId } = await anaDesk.must('offer.accept', { offerId: offer.id });
  return { adminDesk, anaDesk, visitor, interactionId, queueId, channelId };
}

/** Sends every text, reads the transcript back page by page, and searches for each of them. */
async function throughTheDoors(texts: readonly string[]) {
  const clock = new TestClock();
  const server = await startTestServer({ machine: clock, limits: { commands: generous, sustained: generous } });
  const { anaDesk, visitor, interactionId } = await conversation(server);
  const kept: string[] = ['first'];
  const refusals = new Set<string>();
  for (const text of texts) {
    clock.pass(1_000);
    const reply = await visitor.write(text);
    if (reply.ok) kept.push(cleanText(text, true));
    else refusals.add(reply.error.code);
    const found = await anaDesk.query('conversations.search', { text: text.slice(0, 200), limit: 5 });
    if (!found.ok) refusals.add(found.error.code);
  }
  const lines: string[] = [];
  for (let beforeSeq: number | undefined; ;) {
    clock.pass(1_000);
    const page = await anaDesk.ask('transcript.get', {
      interactionId,
      limit: 200,
      ...(beforeSeq === undefined ? {} : { beforeSeq }),
    });
    lines.unshift(...page.lines.flatMap((line) => (line.type === 'message' ? [line.text ?? ''] : [])));
    if (!page.more) break;
    beforeSeq = page.lines[0]!.seq;
  }
  return { lines, kept, refusals: [...refusals] };
}

describe('any text a visitor sends is kept as it is meant, or refused by a code', () => {
  test.for([
    ['a list of our own', own],
    ['the corpus of naughty strings', naughtyStrings],
    ['the corpus of HTML payloads', htmlPayloads],
  ] as const)('%s', { timeout: 60_000 }, async ([, texts], { skip }) => {
    skip(texts === undefined, 'RINGDESK_CORPORA names a folder without it');
    const { lines, kept, refusals } = await throughTheDoors(texts ?? []);
    expect(lines).toEqual(kept);
    expect(kept.length).toBeGreaterThan((texts?.length ?? 0) / 2);
    expect(refusals.filter((code) => code !== 'invalid')).toEqual([]);
  });
});

test('names, notes and settings take the same list without harm', { timeout: 30_000 }, async () => {
  const clock = new TestClock();
  const server = await startTestServer({ machine: clock, limits: { commands: generous, sustained: generous } });
  const { adminDesk, anaDesk, visitor, interactionId } = await conversation(server);
  const codes = new Set<string>();
  for (const text of own) {
    clock.pass(1_000);
    const note = {
      interactionId: interactionId as InteractionId,
      messageId: v7() as MessageId,
      kind: 'note' as const,
      text,
      mentions: [],
      attachmentIds: [],
    };
    const replies = [
      await visitor.command('name.set', { name: text }),
      await anaDesk.command('message.post', note),
      await anaDesk.command('profile.save', { name: text, language: 'en', pictureId: null }),
      await anaDesk.command('offer.decline', { offerId: 'none' as never, reason: text }),
      await anaDesk.query('preferences.save', { keys: { [text.slice(0, 60)]: text } }),
      await adminDesk.query('invitations.create', { email: text, name: text, role: 'agent', departmentIds: [] }),
      await adminDesk.query('canned.save', { id: 'a', shortcut: text, text }),
      await adminDesk.query('conversations.list', { state: 'any', cursor: text.slice(0, 200), limit: 5 }),
      await adminDesk.query('audit.list', { cursor: text.slice(0, 200), limit: 5 }),
    ];
    for (const reply of replies) if (!reply.ok) codes.add(reply.error.code);
  }
  expect([...codes].filter((code) => !['invalid', 'notFound'].includes(code))).toEqual([]);
  expect((await server.fetch('/healthz')).status).toBe(200);
});

test(
  'whatever JSON comes as a command or query, the answer is a refusal and the socket lives',
  { timeout: 60_000 },
  async () => {
    const clock = new TestClock();
    const server = await startTestServer({ machine: clock, limits: { commands: generous, sustained: generous } });
    const { anaDesk, visitor } = await conversation(server);
    const anything = fc.jsonValue({ maxDepth: 4 });
    const envelope = fc.oneof(
      anything,
      fc.record({
        id: fc.constantFrom('a', 'A', '', 'x'.repeat(41)),
        name: fc.constantFrom('message.post', 'offer.accept', 'queue.save', 'toString', ''),
        input: anything,
      }),
      fc.record({
        name: fc.constantFrom('transcript.get', 'conversations.list', 'routing.tryIt', 'preferences.save', 'valueOf'),
        input: anything,
      }),
    );
    await fc.assert(
      fc.asyncProperty(envelope, async (raw) => {
        clock.pass(1_000);
        for (const reply of [
          await anaDesk.emit('command', raw),
          await anaDesk.emit('query', raw),
          await visitor.emit('command', raw),
        ]) {
          expect(['done', 'invalid', 'notFound', 'commandIdReused']).toContain(reply.ok ? 'done' : reply.error.code);
        }
        expect([anaDesk.socket.connected, visitor.socket.connected]).toEqual([true, true]);
      }),
      { numRuns: 200 },
    );
  },
);
