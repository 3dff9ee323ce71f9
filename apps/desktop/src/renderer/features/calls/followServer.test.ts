import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { expect, test } from 'vitest';

import { freshCall, type PhoneCall } from '../../phone/phoneCall.ts';
import { mirrorOf } from '../../workspace/mirror.ts';
import { interactionNoun, snapshotOf, T0 } from '../../workspace/testNouns.ts';
import { callTheConsulted, endTheLost } from './followServer.ts';

const leg: PhoneCall = {
  ...freshCall,
  id: 'c1',
  role: 'talk',
  direction: 'in',
  phase: 'talking',
  leg: 'leg-1',
};
const world = (consult: object | undefined) =>
  mirrorOf(
    snapshotOf({
      interactions: [
        interactionNoun('c1', {
          medium: 'call',
          call: {
            direction: 'in',
            via: 'trunk',
            rang: true,
            answeredAt: T0,
            ...(consult !== undefined && { consult }),
          },
        }),
      ],
    }),
  );

const look = (consult: object | undefined, legs: readonly PhoneCall[], asked = new Map<InteractionId, number>()) => {
  const made: string[] = [];
  callTheConsulted({ consult: (id) => void made.push(id) }, legs, world(consult), asked);
  return made;
};

test('a colleague is called when they have accepted, a number at once', () => {
  const offered = { with: { kind: 'agent', agentId: 'ana', offerId: 'o1' }, state: 'ringing', since: T0 };
  expect(look(offered, [leg])).toEqual([]);
  expect(look({ ...offered, with: { kind: 'agent', agentId: 'ana' } }, [leg])).toEqual(['c1']);
  expect(look({ ...offered, with: { kind: 'number', number: '+34600111222' } }, [leg])).toEqual(['c1']);
});

test('once for each time somebody is asked, and again when somebody is asked again', () => {
  const asked = new Map<InteractionId, number>();
  const consult = (since: number) => ({ with: { kind: 'agent', agentId: 'ana' }, state: 'ringing', since });
  expect(look(consult(T0), [leg], asked)).toEqual(['c1']);
  expect(look(consult(T0), [leg], asked)).toEqual([]);
  expect(look(undefined, [leg], asked)).toEqual([]);
  expect(look(consult(T0), [leg], asked)).toEqual(['c1']);
  expect(look(consult(T0 + 5_000), [leg], asked)).toEqual(['c1']);
});

test('only by the desk which carries the customer', () => {
  const consult = { with: { kind: 'agent', agentId: 'ana' }, state: 'ringing', since: T0 };
  expect(look(consult, [])).toEqual([]);
  expect(look(consult, [{ ...leg, role: 'listen' }])).toEqual([]);
  expect(look(consult, [{ ...leg, phase: 'ended' }])).toEqual([]);
  expect(look(consult, [{ ...leg, consult: { leg: 'leg-2', phase: 'calling', hold: 'none' } }])).toEqual([]);
});

test('a call which the server has lost, or knows nothing of, is ended here; any other end is the server’s to carry out', () => {
  const ended = (outcome: string | undefined, legs: readonly PhoneCall[] = [leg]) => {
    const over: string[] = [];
    const end = outcome === undefined ? {} : { end: { at: T0, by: 'server', outcome } };
    const call = { direction: 'in', via: 'web', rang: true, answeredAt: T0, ...end };
    const interactions = [interactionNoun('c1', { medium: 'call', call })];
    const mirror = mirrorOf(snapshotOf({ interactions }));
    endTheLost({ hangUp: (id) => void over.push(id) }, legs, mirror, new Map([['c2', 0]]), 2_000);
    return over;
  };
  expect(ended('lost')).toEqual(['c1']);
  expect(ended(undefined)).toEqual([]);
  expect(ended('forwarded')).toEqual([]);
  expect(ended('answered')).toEqual([]);
  expect(ended('lost', [{ ...leg, phase: 'expected' }])).toEqual([]);
  expect(ended(undefined, [{ ...leg, id: 'c2' }])).toEqual(['c2']);
});

test('a call that was talked in before a reload comes back only while it is mine', () => {
  const looked = (change: object | undefined): string[] => {
    const over: string[] = [];
    const interactions =
      change === undefined
        ? []
        : [interactionNoun('c1', { medium: 'call', state: 'active', ownerId: 'me', ...change })];
    const returning: PhoneCall = { ...leg, phase: 'expected', leg: undefined, connectedAt: T0 };
    endTheLost(
      { hangUp: (id) => void over.push(id) },
      [returning],
      mirrorOf(snapshotOf({ interactions })),
      new Map(),
      0,
    );
    return over;
  };
  expect(looked({})).toEqual([]);
  // Nothing is known yet.
  expect(looked(undefined)).toEqual([]);
  expect(looked({ ownerId: 'ana' })).toEqual(['c1']);
  expect(looked({ state: 'queued', nextWakeAt: T0 })).toEqual(['c1']);
});

test('a call that was handed over goes out of sight before its leg ends: it is given a moment', () => {
  const over: string[] = [];
  const unseen = new Map<string, number>();
  const look = (now: number, ids: readonly string[] = []) =>
    endTheLost(
      { hangUp: (id) => void over.push(id) },
      [leg],
      mirrorOf(snapshotOf({ interactions: ids.map((id) => interactionNoun(id, { medium: 'call' })) })),
      unseen,
      now,
    );
  expect(look(1_000)).toBe(2_000);
  expect(look(2_500)).toBe(500);
  // It came back: what was seen missing before is forgotten.
  expect(look(2_600, ['c1'])).toBeUndefined();
  expect(look(4_000)).toBe(2_000);
  expect(over).toEqual([]);
  expect(look(6_000)).toBeUndefined();
  expect(over).toEqual(['c1']);
});
