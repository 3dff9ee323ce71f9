import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { TokenBucket } from '../../../application/tokenBuckets.ts';
import { createFlow, type Exchange, type Flow } from './flow.ts';
import { dialLeg, type Leg, type LegEnd, receiveLeg } from './leg.ts';
import { realWaiting } from './reliability.ts';
import { uriOf } from './stack.ts';
import { soundOf } from './testing/sipPage.ts';

/** RFC 3261, 17.1.2.2: so long an answer is waited for. Milliseconds. */
const TIMER_F = 32_000;

/** A leg to a page over a socket, which stands. */
async function given() {
  const exchange: Exchange = {
    now: () => Date.now(),
    waiting: realWaiting,
    budget: new TokenBucket({ perSecond: 1e6, burst: 1e6 }, 0),
    noted: () => undefined,
  };
  const wire = { cut: false };
  const theirs: Leg[] = [];
  const open = (user: string, other: () => Flow): Flow =>
    createFlow(
      {
        transport: 'WS',
        user,
        host: 'ringdesk.invalid',
        limitBytes: 64_000,
        send: (text) => {
          if (!wire.cut) setTimeout(() => other().receive(text));
        },
        invited: (request, flow) => {
          const leg = receiveLeg(flow, request, realWaiting);
          theirs.push(leg);
          void leg.answer(soundOf(user));
        },
      },
      exchange,
    );
  const server: Flow = open('call', () => page);
  const page: Flow = open('ana', () => server);
  const to = uriOf('sip:ana@ringdesk.invalid');
  const dialled = dialLeg(
    server,
    { target: to, from: to, fromName: '', to, sdp: soundOf('call'), headers: [], hops: 70 },
    realWaiting,
    () => undefined,
  );
  void dialled.answered.then((reply) => reply.ok && reply.ack());
  await vi.advanceTimersByTimeAsync(100);
  const ends: LegEnd[] = [];
  dialled.leg.listener = { ...dialled.leg.listener, ended: (how) => void ends.push(how) };
  return { leg: dialled.leg, theirs: theirs[0]!, wire, ends };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('whether a page still knows its call, asked into a socket that breaks', () => {
  test('and is back in time: the answer that never came is no reason to take the call from it', async () => {
    const { leg, theirs, wire, ends } = await given();
    expect(leg.state).toBe('standing');
    wire.cut = true;
    leg.probe();
    await vi.advanceTimersByTimeAsync(5_000);
    wire.cut = false;
    theirs.info('application/dtmf-relay', 'Signal=1\r\nDuration=160\r\n');
    await vi.advanceTimersByTimeAsync(TIMER_F);
    expect([leg.state, ends]).toEqual(['standing', []]);
  });

  test('and says nothing any more: it is lost', async () => {
    const { leg, wire, ends } = await given();
    wire.cut = true;
    leg.probe();
    await vi.advanceTimersByTimeAsync(TIMER_F + 1_000);
    expect([leg.state, leg.forgotten, ends]).toEqual(['ended', false, ['lost']]);
  });
});
