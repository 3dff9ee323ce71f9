import { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import { expect, test } from 'vitest';

import { responseTimes } from './responseTimes.ts';

let seq = 0;
const authors = {
  customer: { kind: 'customer' },
  agent: { kind: 'agent', agentId: 'maya' },
  note: { kind: 'agent', agentId: 'maya' },
  queue: { kind: 'queue', text: 'greeting' },
  bot: { kind: 'bot', botId: 'guide', name: 'Guide' },
} as const;
const message = (who: keyof typeof authors, at: number): TranscriptLine => {
  seq += 1;
  return TranscriptLine.parse({
    type: 'message',
    id: `m${seq}`,
    interactionId: 'i',
    seq,
    at,
    text: 'x',
    mentions: [],
    attachments: [],
    kind: who === 'note' ? 'note' : 'reply',
    author: authors[who],
  });
};
const happening = (what: object, at: number): TranscriptLine => {
  seq += 1;
  return TranscriptLine.parse({ type: 'happening', interactionId: 'i', seq, at, what });
};

test('[49] first, average, longest and total of the answers', () => {
  const lines = [
    message('customer', 0),
    message('agent', 24_000),
    message('customer', 100_000),
    message('agent', 160_000),
  ];
  expect(responseTimes(lines)).toEqual({ first: 24_000, average: 42_000, longest: 60_000, total: 84_000, answers: 2 });
});
test('several messages in a row wait once, from the oldest', () => {
  expect(responseTimes([message('customer', 0), message('customer', 9_000), message('agent', 10_000)])?.total).toBe(
    10_000,
  );
});
test('a note answers nobody, a second reply counts nothing', () => {
  const lines = [message('customer', 0), message('note', 1_000), message('agent', 5_000), message('agent', 50_000)];
  expect(responseTimes(lines)).toMatchObject({ first: 5_000, answers: 1 });
});
test('nothing answered yet is not zero', () => {
  expect(responseTimes([message('customer', 0)])).toBeUndefined();
  expect(responseTimes([message('agent', 0)])).toBeUndefined();
});
test('[49] what the queue says by itself answers nobody', () => {
  const lines = [message('customer', 0), message('queue', 100), message('agent', 6_000), message('customer', 9_000)];
  expect(responseTimes([...lines, message('queue', 9_500)])).toMatchObject({ first: 6_000, total: 6_000, answers: 1 });
});
test('[45, 49] with a bot nobody waits; for a person since it handed over', () => {
  const lines = [
    message('customer', 0),
    happening({ name: 'botBegan', botName: 'Guide' }, 0),
    message('bot', 0),
    message('customer', 60_000),
    message('bot', 60_000),
    message('customer', 90_000),
    happening({ name: 'botHandedOver', because: 'asked' }, 90_000),
    message('agent', 95_000),
  ];
  expect(responseTimes(lines)).toMatchObject({ first: 5_000, answers: 1 });
});
test('[49] who leaves, or is spam, waits for nobody any more', () => {
  const ends = [
    { name: 'closed', by: 'customer' },
    { name: 'closed', by: 'agent', agentId: 'maya', because: 'spam' },
  ];
  for (const end of ends) {
    expect(responseTimes([message('customer', 0), happening(end, 5_000), message('agent', 9_000)])).toBeUndefined();
  }
});
