import { HOUR } from '@ringdesk/shared/model/time.ts';
import { describe, expect, it } from 'vitest';

import { CallCenter } from './calls.testkit.ts';
import { agentId } from './center.testkit.ts';
import { callEffects } from './callOrders.ts';

const FORWARDS = { missed: { kind: 'forwardToNumber', number: '+34910000009' } } as const;
const never = { timeZone: 'UTC', week: [[], [], [], [], [], [], []], holidays: [] } as never;

const given = (...names: readonly string[]) => new CallCenter().withPhones(...names).trunk();
const fails = (center: CallCenter, caller: string) =>
  center.tells('call.farEndFailed', caller, { role: 'forward', because: 'unreachable' });

describe('[61] nobody hears music for ever', () => {
  it('a number that cannot be called, and nobody to ring: it ends with a busy tone', () => {
    const center = given('ana').callQueue('sales', ['ana'], { ...FORWARDS, missedAfterSeconds: 5 });
    center.phone('ana', []);
    center.rings('mia');
    center.pass(5_000);
    expect(center.callOf('mia').call?.action).toBe('forwarding');
    expect(center.orders(fails(center, 'mia'))).toEqual([{ type: 'announce', file: null, callId: 'mia' }]);
    expect(center.callOf('mia').call?.end?.outcome).toBe('missed');
  });

  it('a number that cannot be called while somebody serves it: it waits for them', () => {
    const center = given('ana').callQueue('sales', ['ana'], FORWARDS);
    center.rings('mia');
    center.refuses('ana', 'mia');
    expect(center.callOf('mia').call?.action).toBe('forwarding');
    fails(center, 'mia');
    expect(center.callOf('mia').call?.end).toBeUndefined();
  });

  it('[29] who waits when it closes is turned away', () => {
    const center = given('ana').callQueue('sales', ['ana'], {});
    center.phone('ana', []);
    center.rings('mia');
    expect(center.callOf('mia').state).toBe('queued');
    const events = center.saveCalls('sales', ['ana'], {}, { workingHours: never });
    expect(center.orders(events)).toContainEqual({ type: 'announce', file: null, callId: 'mia' });
    expect(center.callOf('mia').call?.end).toMatchObject({ by: 'server', outcome: 'missed' });
  });

  it('[29] and who waits when it closes by the clock', () => {
    // The day of the test begins at 9:00 UTC.
    const day = [{ from: 0, to: 10 * 60 }];
    const workingHours = { timeZone: 'UTC', week: [day, day, day, day, day, day, day], holidays: [] };
    const center = given('ana').callQueue('sales', ['ana'], {}, { workingHours });
    center.phone('ana', []);
    center.rings('mia');
    center.pass(HOUR - 1);
    expect(center.callOf('mia').state).toBe('queued');
    center.pass(1);
    expect(center.callOf('mia').call?.end?.outcome).toBe('missed');
  });
});

describe('orders to the endpoint', () => {
  it('what begins something is dropped when it comes late; what ends something comes however late', () => {
    const center = given('ana').callQueue('sales', ['ana']);
    center.rings('mia');
    const begun = center.picksUp('ana', 'mia');
    const late = (events: typeof begun) =>
      events
        .flatMap((event, index) => callEffects(event, index, center.state))
        .map(({ payload, notAfter }) => [(payload as { type: string }).type, notAfter !== undefined]);
    expect(late(begun)).toContainEqual(['connect', true]);
    center.tells('call.connected', 'mia', { agentId: agentId('ana') });
    const ended = center.on('ana', 'call.hangUp', 'mia', {});
    expect(late(ended)).toContainEqual(['hangUp', false]);
  });
});
