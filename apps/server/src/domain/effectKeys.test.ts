import { describe, expect, it } from 'vitest';

import { CallCenter } from './calls.testkit.ts';
import { Center } from './center.testkit.ts';
import { effectsOf } from './effects.ts';
import type { Event } from './events.ts';

/** Each list of events is a transaction of its own; all of them within one millisecond. */
function keysOf(center: Center, transactions: readonly (() => readonly Event[])[]): string[] {
  return transactions.flatMap((transaction) => effectsOf(transaction(), center.state).map(({ key }) => key));
}

describe('an effect has a key of its own', () => {
  it('two orders of one type about one call, given in two transactions of the same millisecond', () => {
    const center = new CallCenter().withPhones('ana').callQueue('sales', ['ana'], { recording: 'onDemand' });
    center.rings('mia');
    center.talks('ana', 'mia');
    const records = (on: boolean) => () => center.on('ana', 'call.record', 'mia', { on });
    const keys = keysOf(center, [records(true), records(false), records(true)]);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(3);
  });

  it('two orders of one type about one call, given in one transaction', () => {
    const center = new CallCenter().withPhones('ana').callQueue('sales', ['ana'], { recording: 'onDemand' });
    center.rings('mia');
    center.talks('ana', 'mia');
    const keys = keysOf(center, [
      () => [true, false].flatMap((on) => center.on('ana', 'call.record', 'mia', { on })),
      () => center.on('ana', 'call.record', 'mia', { on: true }),
    ]);
    expect(new Set(keys).size).toBe(3);
  });

  it('copies of one conversation to two addresses, asked for in the same millisecond', () => {
    const center = new Center().agent('ana').queue('support', ['ana'], { transcriptByEmail: true });
    center.writes('mia', 'hello', { channel: 'support' });
    const asks = (email: string) => () =>
      center.do(center.customer('mia', 'support'), { type: 'customer.askedTranscript', email });
    const keys = keysOf(center, [asks('mia@example.com'), asks('mia@example.org')]);
    expect(new Set(keys).size).toBe(2);
  });
});
