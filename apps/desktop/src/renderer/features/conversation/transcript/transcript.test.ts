import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import { type Happening, TranscriptLine } from '@ringdesk/shared/model/message.ts';
import { describe, expect, test } from 'vitest';

import { findLines, matchParts } from './find.ts';
import { happeningSentence } from './happeningSentence.ts';
import { atEnd, MOST_LINES, stepNewer, stepOlder, windowAround, windowOf } from './lineWindow.ts';
import { deliveryOf, transcriptRows } from './rows.ts';
import { linkParts, textParts } from './textParts.ts';

const DAY = 86_400_000;
const dayOf = (at: number): string => String(Math.floor(at / DAY));
const message = (seq: number, at: number, who: string, text = 'x', kind = 'reply'): TranscriptLine =>
  TranscriptLine.parse({
    type: 'message',
    id: `m${seq}`,
    interactionId: 'i',
    seq,
    at,
    text,
    mentions: [],
    attachments: [],
    kind,
    author: who === 'customer' ? { kind: 'customer' } : { kind: 'agent', agentId: who },
  });
const happening = (seq: number, at: number): TranscriptLine =>
  TranscriptLine.parse({ type: 'happening', interactionId: 'i', seq, at, what: { name: 'accepted', agentId: 'maya' } });

describe('rows', () => {
  test('a divider opens each day, also when the first line is the only one of its day', () => {
    const rows = transcriptRows([message(1, DAY - 1, 'customer'), message(2, DAY, 'customer')], { dayOf });
    expect(rows.map(({ kind }) => kind)).toEqual(['day', 'message', 'day', 'message']);
    expect(rows[3]).toMatchObject({ continues: false });
    expect(rows[1]).toMatchObject({ ends: true });
  });
  test('close messages of one author are one utterance with one time', () => {
    const rows = transcriptRows(
      [message(1, 0, 'customer'), message(2, 60_000, 'customer'), message(3, 61_000, 'maya')],
      { dayOf },
    );
    expect(rows.filter((row) => row.kind === 'message').map(({ continues, ends }) => [continues, ends])).toEqual([
      [false, false],
      [true, true],
      [false, true],
    ]);
  });
  test('a note, a happening, another agent and a pause each begin anew', () => {
    const lines = [
      message(1, 0, 'maya'),
      message(2, 1, 'maya', 'x', 'note'),
      message(3, 2, 'maya'),
      message(4, 3, 'ana'),
      happening(5, 4),
      message(6, 5, 'ana'),
      message(7, 300_005, 'ana'),
    ];
    expect(transcriptRows(lines, { dayOf }).some((row) => row.kind === 'message' && row.continues)).toBe(false);
  });
  test('[73] who hung up is said once, and a mark as spam beside it', () => {
    const what = (seq: number, said: object): TranscriptLine =>
      TranscriptLine.parse({ ...happening(seq, seq), what: said });
    const ended = what(1, { name: 'callEnded', by: 'customer', outcome: 'answered', talkSeconds: 4 });
    const closed = { name: 'closed', by: 'customer' };
    const shown = (lines: readonly TranscriptLine[]) =>
      transcriptRows(lines, { dayOf }).flatMap((row) => (row.kind === 'happening' ? [row.line.what.name] : []));
    expect(shown([ended, what(2, closed)])).toEqual(['callEnded']);
    expect(shown([ended, what(2, { ...closed, because: 'spam' })])).toEqual(['callEnded', 'closed']);
    expect(shown([ended, what(2, { ...closed, topic: 'Repair' })])).toEqual(['callEnded', 'closed']);
    expect(shown([what(2, closed)])).toEqual(['closed']);
  });
  test('"new" stands once, before the first unread message of the customer', () => {
    const lines = [
      message(1, 0, 'customer'),
      happening(2, 1),
      message(3, 2, 'maya'),
      message(4, 3, 'customer'),
      message(5, 4, 'customer'),
    ];
    const rows = transcriptRows(lines, { dayOf, unreadAfterSeq: 1 });
    expect(rows.map((row) => row.kind)).toEqual([
      'day',
      'message',
      'happening',
      'message',
      'unread',
      'message',
      'message',
    ]);
  });
  test('a tick says "read" only up to the line the customer has seen', () => {
    expect(deliveryOf({ seq: 4 }, 4)).toBe('read');
    expect(deliveryOf({ seq: 5 }, 4)).toBe('sent');
  });
  test('what leaves by a messenger is ticked as far as the messenger has it', () => {
    const shown = (['waiting', 'sent', 'uncertain', 'failed'] as const).map((delivery) =>
      deliveryOf({ seq: 5, delivery }, 4),
    );
    expect(shown).toEqual(['onItsWay', 'delivered', 'maybe', 'undelivered']);
  });
});

describe('window of lines', () => {
  const lines = Array.from({ length: 1_000 }, (_, index) => ({ seq: index + 1 }));

  test('starts at the end and follows it', () => {
    expect(windowOf(lines, atEnd)).toMatchObject({ olderKnown: 900, newerKnown: 0 });
    expect(windowOf([...lines, { seq: 1_001 }], atEnd).lines.at(-1)).toEqual({ seq: 1_001 });
  });
  test('going back never puts more than 400 lines in the page and reaches the first', () => {
    let placed = atEnd;
    for (let step = 0; step < 20; step += 1) {
      placed = stepOlder(lines, placed);
      expect(windowOf(lines, placed).lines.length).toBeLessThanOrEqual(MOST_LINES);
    }
    expect(windowOf(lines, placed).lines[0]).toEqual({ seq: 1 });
    expect(windowOf(lines, placed).newerKnown).toBe(600);
  });
  test('going back keeps what was on the upper edge in sight, and back down too', () => {
    let placed = atEnd;
    for (let step = 0; step < 9; step += 1) {
      const top = windowOf(lines, placed).lines[0]!;
      placed = stepOlder(lines, placed);
      expect(windowOf(lines, placed).lines).toContain(top);
    }
    for (let step = 0; step < 9; step += 1) {
      const bottom = windowOf(lines, placed).lines.at(-1)!;
      placed = stepNewer(lines, placed);
      expect(windowOf(lines, placed).lines).toContain(bottom);
    }
    expect(placed.place).toEqual({ kind: 'end' });
  });
  test('a new line does not move a window that is held elsewhere', () => {
    const placed = windowAround(lines, 300);
    expect(windowOf([...lines, { seq: 1_001 }], placed).lines).toEqual(windowOf(lines, placed).lines);
  });
  test.each([1, 50, 300, 850, 950, 1_000])('what was found (%i) is inside the window around it', (seq) => {
    const shown = windowOf(lines, windowAround(lines, seq)).lines;
    expect(shown.some((line) => line.seq === seq)).toBe(true);
    expect(shown.length).toBeLessThanOrEqual(MOST_LINES);
  });
});

describe('find', () => {
  test('finds without case and accents, also in Russian', () => {
    const lines = [message(1, 0, 'customer', 'Hola José'), message(2, 1, 'maya', 'ЗАКАЗ пришёл'), happening(3, 2)];
    expect(findLines(lines, 'jose')).toEqual([1]);
    expect(findLines(lines, 'пришел')).toEqual([2]);
    expect(findLines(lines, '  ')).toEqual([]);
  });
  test('cuts a text at every match and loses nothing', () => {
    expect(matchParts('Éa eA ea', 'ea')).toEqual([
      { text: 'Éa', match: true },
      { text: ' ', match: false },
      { text: 'eA', match: true },
      { text: ' ', match: false },
      { text: 'ea', match: true },
    ]);
    expect(
      matchParts('İstanbul ﬁsh', 'sh')
        .map(({ text }) => text)
        .join(''),
    ).toBe('İstanbul ﬁsh');
  });
});

describe('addresses in messages', () => {
  const hrefs = (text: string): (string | undefined)[] =>
    linkParts(text)
      .filter(({ href }) => href !== undefined)
      .map(({ href }) => href);
  test.each([
    ['see https://halden.bike/e-bikes.', ['https://halden.bike/e-bikes']],
    ['(https://x.test/a_(b))', ['https://x.test/a_(b)']],
    ['«http://x.test/ю»!', ['http://x.test/%D1%8E']],
    ['javascript:alert(1) data:text/html,x', []],
    ['https://', []],
  ])('%s', (text, expected) => {
    expect(hrefs(text)).toEqual(expected);
  });
  test('parts put together are the text, a match inside an address stays a link', () => {
    const text = 'a https://x.test/war b war';
    expect(
      textParts(text, 'war')
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
    expect(textParts(text, 'war').find(({ match }) => match)).toEqual({
      text: 'war',
      link: { href: 'https://x.test/war', shown: 'https://x.test/war' },
      match: true,
    });
  });
});

describe('what happened, in sentences', () => {
  const facts = { me: 'maya' as AgentId, nameOf: (id: AgentId) => id.toUpperCase(), when: (at: number) => `at ${at}` };
  const ana = 'ana' as AgentId;
  const maya = 'maya' as AgentId;
  test.each<[Happening['what'], string, object]>([
    [{ name: 'accepted', agentId: maya }, 'acceptedMe', { agent: 'MAYA' }],
    [{ name: 'taken', agentId: maya }, 'takenMe', { agent: 'MAYA' }],
    [{ name: 'intercepted', agentId: maya }, 'interceptedMe', { agent: 'MAYA' }],
    [{ name: 'taken', agentId: ana, fromAgentId: maya }, 'takenFrom', { agent: 'ANA', from: 'MAYA' }],
    [{ name: 'transferred', fromAgentId: ana, toAgentId: maya }, 'transferredToMe', { from: 'ANA', to: 'MAYA' }],
    [{ name: 'transferred', fromAgentId: maya, toAgentId: ana }, 'transferredByMe', { from: 'MAYA', to: 'ANA' }],
    [
      { name: 'transferred', fromAgentId: ana, byAgentId: maya, toAgentId: 'eva' as AgentId },
      'transferredBy',
      { by: 'MAYA', from: 'ANA', to: 'EVA' },
    ],
    [
      { name: 'transferred', fromAgentId: ana, byAgentId: maya, toQueueName: 'Sales' },
      'transferredToQueueBy',
      { by: 'MAYA', from: 'ANA', queue: 'Sales' },
    ],
    [
      { name: 'transferred', fromAgentId: ana, toQueueName: 'Sales' },
      'transferredToQueue',
      { from: 'ANA', queue: 'Sales' },
    ],
    [
      { name: 'transferEnded', outcome: 'expired', fromAgentId: maya, toAgentId: ana },
      'transferEnded.expired',
      { from: 'MAYA', to: 'ANA' },
    ],
    [{ name: 'parked', agentId: ana, until: 5 }, 'parked', { agent: 'ANA', when: 'at 5' }],
    [{ name: 'closed', by: 'agent', agentId: maya }, 'closed.me', { agent: 'MAYA' }],
    [{ name: 'closed', by: 'customer' }, 'closed.customer', {}],
    [{ name: 'customerNamed', customerName: '' }, 'customerUnnamed', {}],
    [
      { name: 'callEnded', by: 'customer', outcome: 'answered', talkSeconds: 61, agentId: ana },
      'callEnded.hungUp.customer',
      { time: '1:01' },
    ],
    [
      { name: 'callEnded', by: 'agent', outcome: 'answered', talkSeconds: 9, agentId: maya },
      'callEnded.hungUp.me',
      { agent: 'MAYA', time: '0:09' },
    ],
    [
      { name: 'callEnded', by: 'agent', outcome: 'answered', talkSeconds: 9, agentId: ana },
      'callEnded.hungUp.agent',
      { agent: 'ANA', time: '0:09' },
    ],
    [
      { name: 'callEnded', by: 'server', outcome: 'answered', talkSeconds: 9, agentId: ana },
      'callEnded.answered',
      { time: '0:09' },
    ],
    [{ name: 'callEnded', by: 'customer', outcome: 'missed', talkSeconds: 0 }, 'callEnded.missed', { time: '0:00' }],
  ])('%j', (what, key, values) => {
    expect(happeningSentence(what, facts)).toEqual({ key: `happening.${key}`, values });
  });
});
