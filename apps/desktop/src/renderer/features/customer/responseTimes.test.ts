import { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import { expect, test } from 'vitest';

import { responseTimes } from './responseTimes.ts';

let seq = 0;
const message = (who: 'customer' | 'agent' | 'note', at: number): TranscriptLine => {
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
    author: who === 'customer' ? { kind: 'customer' } : { kind: 'agent', agentId: 'maya' },
  });
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
