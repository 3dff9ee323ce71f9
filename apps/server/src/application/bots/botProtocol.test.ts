import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import { choiceMeant } from '@ringdesk/shared/rules/menuBot.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { naughtyStrings } from '../../transport/testing/corpora.ts';
import { answerIn, botLines } from './botProtocol.ts';

describe('[45] an answer of an HTTP bot', () => {
  it('[45] is parsed, or none; whatever comes, nothing is thrown', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json({ maxDepth: 6 }), fc.string({ unit: 'binary' })), (body) => {
        const answer = answerIn(body);
        expect(answer === undefined || Array.isArray(answer.messages)).toBe(true);
      }),
    );
  });

  it('[45] keeps every text that fits as it is', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
      .filter((each) => /^[\p{L}\p{N} ]+$/u.test(each) && each.trim() === each);
    fc.assert(
      fc.property(fc.array(text, { maxLength: 10 }), (texts) => {
        const said = texts.map((each) => each.normalize('NFC'));
        const body = JSON.stringify({ messages: texts.map((each) => ({ text: each })), then: 'stays' });
        expect(answerIn(body)?.messages.map((message) => message.text)).toEqual(said);
      }),
    );
  });

  it.each(['__proto__', 'constructor'])('[45] %s in the answer changes nothing', (key) => {
    expect(answerIn(`{"messages":[],"then":"stays","${key}":{"polluted":true}}`)).toBeUndefined();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe.skipIf(naughtyStrings === undefined)('[45] texts of all kinds', () => {
  const texts = naughtyStrings ?? [];

  it('[45] lead to a choice or to none', () => {
    const menu = {
      id: 'start',
      text: 'What is it?',
      choices: ['Order', 'Return', 'Person'].map((label) => ({ label, answer: '', then: { kind: 'end' as const } })),
    };
    for (const text of texts) expect(() => choiceMeant(menu, text)).not.toThrow();
    expect(texts.length).toBeGreaterThan(100);
  });
});

it('[45] a bot hears what was said, and neither notes nor what the team did', () => {
  const base = { interactionId: 'i', mentions: [], attachments: [] };
  const lines = [
    { ...base, type: 'message', id: 'm1', seq: 1, at: 1, author: { kind: 'customer' }, kind: 'reply', text: 'Hello' },
    { type: 'happening', interactionId: 'i', seq: 2, at: 2, what: { name: 'botBegan', botName: 'Helper' } },
    {
      ...base,
      type: 'message',
      id: 'm3',
      seq: 3,
      at: 3,
      author: { kind: 'agent', agentId: 'a' },
      kind: 'note',
      text: 'rude',
    },
    {
      ...base,
      type: 'message',
      id: 'm4',
      seq: 4,
      at: 4,
      author: { kind: 'queue', text: 'greeting' },
      kind: 'reply',
      text: 'Welcome',
    },
    { ...base, type: 'message', id: 'm5', seq: 5, at: 5, author: { kind: 'customer' }, kind: 'reply', text: null },
  ] as unknown as TranscriptLine[];
  expect(botLines(lines)).toEqual([
    { from: 'customer', at: 1, text: 'Hello', attachments: [] },
    { from: 'queue', at: 4, text: 'Welcome', attachments: [] },
  ]);
});
