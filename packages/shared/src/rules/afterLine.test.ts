import { describe, expect, it } from 'vitest';

import type { Interaction } from '../model/interaction.ts';
import type { TranscriptLine } from '../model/message.ts';
import { afterLine, previewOf } from './afterLine.ts';

const before = {
  lastSeq: 4,
  lastAt: 100,
  lastCustomerSeq: 2,
  ownerReadSeq: 4,
  unread: 0,
  customerOnline: false,
} as Interaction;
const message = (seq: number, author: string, change: object = {}): TranscriptLine =>
  ({ type: 'message', kind: 'reply', seq, at: 200, author: { kind: author }, text: 'Hi', ...change }) as TranscriptLine;

describe('an interaction after a line', () => {
  it('of the customer: it waits for an answer since the oldest of them', () => {
    const once = afterLine(before, message(5, 'customer'));
    expect(once).toEqual({
      lastSeq: 5,
      lastAt: 200,
      preview: { by: 'customer', text: 'Hi' },
      unansweredSince: 200,
      lastCustomerSeq: 5,
      ownerReadSeq: 4,
      unread: 1,
      customerOnline: true,
    });
    expect(afterLine(once, message(6, 'customer', { at: 300 }))).toMatchObject({ unansweredSince: 200, unread: 2 });
  });

  it('of a customer of a messenger: still nobody knows whether a page is open', () => {
    const { customerOnline: _, ...elsewhere } = before;
    expect('customerOnline' in afterLine(elsewhere, message(5, 'customer'))).toBe(false);
  });

  it('of an agent: answered, and everything before is read', () => {
    const asked = afterLine(before, message(5, 'customer'));
    const answered = afterLine(asked, message(6, 'agent', { at: 300 }));
    expect(answered).toMatchObject({ lastSeq: 6, ownerReadSeq: 6, unread: 0, firstReplyAt: 300 });
    expect('unansweredSince' in answered).toBe(false);
  });

  it('taken over twice, out of order, of a note or a happening: nothing', () => {
    for (const line of [
      message(4, 'customer'),
      message(6, 'customer'),
      message(5, 'agent', { kind: 'note' }),
      { ...message(5, 'customer'), type: 'happening' } as unknown as TranscriptLine,
    ])
      expect(afterLine(before, line)).toBe(before);
  });

  it('an erased text has no preview, a long one its first 140 characters', () => {
    expect(afterLine(before, message(5, 'customer', { text: null })).preview).toEqual({ by: 'customer', text: null });
    expect(previewOf('x'.repeat(141))).toHaveLength(140);
    expect(previewOf('😀'.repeat(141))).toBe('😀'.repeat(140));
  });
});
