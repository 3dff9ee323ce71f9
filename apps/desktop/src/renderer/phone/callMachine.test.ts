import { describe, expect, test } from 'vitest';
import fc from 'fast-check';

import { KEPT_ENDED, step } from './callMachine.ts';
import type { PhoneEvent, PhoneOrder } from './phoneEvent.ts';
import { routesOf } from './mix.ts';
import { isListening, type LegId, legsOf, type PhoneCall, type PhoneCalls } from './phoneCall.ts';

const NOW = 1_800_000_000_000;

/** Runs events one after the other; answers the calls and the orders of the last. */
const run = (...events: readonly PhoneEvent[]): { calls: PhoneCalls; orders: readonly PhoneOrder[] } =>
  events.reduce<{ calls: PhoneCalls; orders: readonly PhoneOrder[] }>(({ calls }, event) => step(calls, event, NOW), {
    calls: [],
    orders: [],
  });

const accept: PhoneEvent = { type: 'accept', callId: 'a', role: 'talk', until: NOW + 15_000 };
const invited = (leg: LegId, role: 'talk' | 'consult' | 'listen' | 'whisper' | 'barge' = 'talk', callId = 'a') =>
  ({ type: 'invited', leg, callId, role, replaces: undefined }) as const satisfies PhoneEvent;
const joined = (leg: LegId): PhoneEvent => ({ type: 'joined', leg });
const left = (leg: LegId): PhoneEvent => ({ type: 'left', leg, because: 'farEnd' });
const held = (leg: LegId, on: boolean, ok = true): PhoneEvent => ({ type: 'holdChanged', leg, on, ok });
const talking = [accept, invited('leg-1'), joined('leg-1')] as const;
const asking = [
  ...talking,
  { type: 'consult', callId: 'a', leg: 'leg-2' },
  held('leg-1', true),
  { type: 'ringing', leg: 'leg-2', media: false },
  joined('leg-2'),
] as const satisfies readonly PhoneEvent[];

const only = ({ calls }: { readonly calls: PhoneCalls }): PhoneCall => {
  expect(calls).toHaveLength(1);
  return calls[0]!;
};
const routes = ({ calls }: { readonly calls: PhoneCalls }): string[] =>
  routesOf(calls).map(({ from, to }) => `${from}>${to}`);

describe('what is answered', () => {
  test('the INVITE of a call this desk has accepted, by itself', () => {
    const made = run(accept, invited('leg-1'));
    expect(made.orders).toEqual([{ type: 'answer', leg: 'leg-1', role: 'talk' }]);
    expect(only(made).phase).toBe('answering');
    expect(only(run(...talking))).toMatchObject({ phase: 'talking', connectedAt: NOW });
  });

  test('nothing else: not what another desk accepted, not what names no call, not a second one, not after the time', () => {
    expect(run(invited('leg-1')).orders).toEqual([{ type: 'refuse', leg: 'leg-1', code: 486 }]);
    expect(run({ ...invited('leg-1'), callId: undefined }).orders).toEqual([
      { type: 'refuse', leg: 'leg-1', code: 603 },
    ]);
    expect(run(accept, { ...invited('leg-1'), role: undefined }).orders).toEqual([
      { type: 'refuse', leg: 'leg-1', code: 603 },
    ]);
    expect(run(accept, invited('leg-1'), invited('leg-2')).orders).toEqual([
      { type: 'refuse', leg: 'leg-2', code: 486 },
    ]);
    const late = step(run(accept).calls, { type: 'tick' }, NOW + 15_000);
    expect(late.calls[0]).toMatchObject({ phase: 'ended', end: { because: 'timeout' } });
    expect(step(late.calls, invited('leg-1'), NOW + 15_001).orders).toEqual([
      { type: 'refuse', leg: 'leg-1', code: 486 },
    ]);
    expect(step(run(accept).calls, { type: 'tick' }, NOW + 14_999).calls[0]).toMatchObject({ phase: 'expected' });
  });

  test('a supervisor only into a call which this phone carries', () => {
    expect(run(accept, invited('leg-1', 'listen')).orders).toEqual([{ type: 'refuse', leg: 'leg-1', code: 486 }]);
    expect(run(...talking, invited('leg-2', 'listen')).orders).toEqual([
      { type: 'answer', leg: 'leg-2', role: 'listen' },
    ]);
    const listening: PhoneEvent[] = [{ type: 'dial', callId: 'a', role: 'listen', leg: 'leg-1' }, joined('leg-1')];
    expect(run(...listening, invited('leg-2', 'barge')).orders).toEqual([{ type: 'refuse', leg: 'leg-2', code: 486 }]);
  });

  test('an INVITE that replaces the running leg takes its place without an end of the call', () => {
    const replaces = { ...invited('leg-9'), replaces: 'leg-1' } as const;
    const made = run(...talking, replaces);
    expect(made.orders).toEqual([{ type: 'answer', leg: 'leg-9', role: 'talk' }]);
    const stands = run(...talking, replaces, joined('leg-9'));
    expect(stands.orders).toEqual([{ type: 'end', leg: 'leg-1' }]);
    expect(only(run(...talking, replaces, joined('leg-9'), left('leg-1')))).toMatchObject({
      phase: 'talking',
      leg: 'leg-9',
      connectedAt: NOW,
    });
    expect(only(run(...talking, replaces, left('leg-1'), joined('leg-9')))).toMatchObject({ phase: 'talking' });
    expect(run(...talking, { ...replaces, replaces: 'leg-7' }).orders).toEqual([
      { type: 'refuse', leg: 'leg-9', code: 486 },
    ]);
  });

  test('whoever was asked gets the customer, with or without Replaces', () => {
    const asked: PhoneEvent[] = [{ ...accept, role: 'consult' }, invited('leg-1', 'consult'), joined('leg-1')];
    expect(only(run(...asked)).role).toBe('consult');
    const over = run(...asked, invited('leg-2'), joined('leg-2'), left('leg-1'));
    expect(only(over)).toMatchObject({ role: 'talk', phase: 'talking', leg: 'leg-2' });
  });
});

describe('hold', () => {
  test('the microphone is silent from the press until the call is resumed, both of them confirmed or not', () => {
    const hold: PhoneEvent = { type: 'hold', callId: 'a' };
    const resume: PhoneEvent = { type: 'resume', callId: 'a' };
    expect(routes(run(...talking))).toEqual(['leg-1>speaker', 'microphone>leg-1']);
    const holding = run(...talking, hold);
    expect(holding.orders).toEqual([{ type: 'hold', leg: 'leg-1', on: true }]);
    expect(routes(holding)).toEqual([]);
    expect(routes(run(...talking, hold, held('leg-1', true)))).toEqual([]);
    const resuming = run(...talking, hold, held('leg-1', true), resume);
    expect(resuming.orders).toEqual([{ type: 'hold', leg: 'leg-1', on: false }]);
    expect(routes(resuming)).toEqual([]);
    const back = run(...talking, hold, held('leg-1', true), resume, held('leg-1', false));
    expect(routes(back)).toEqual(['leg-1>speaker', 'microphone>leg-1']);
    expect(only(run(...talking, hold, held('leg-1', true), resume, held('leg-1', false, false))).hold).toBe('held');
  });

  test('a hold that failed leaves the microphone muted', () => {
    const failed = run(...talking, { type: 'hold', callId: 'a' }, held('leg-1', true, false));
    expect(only(failed)).toMatchObject({ hold: 'none', muted: true });
    expect(routes(failed)).toEqual(['leg-1>speaker']);
  });

  test('pressed back and forth, the last press counts', () => {
    const pressed = run(...talking, { type: 'hold', callId: 'a' }, { type: 'resume', callId: 'a' });
    expect(only(pressed).hold).toBe('resuming');
    expect(only({ calls: step(pressed.calls, held('leg-1', true), NOW).calls }).hold).toBe('resuming');
  });

  test('another call that is accepted or made holds the one that goes on', () => {
    const second = run(...talking, { ...accept, callId: 'b' }, invited('leg-2', 'talk', 'b'));
    expect(second.orders).toEqual([
      { type: 'hold', leg: 'leg-1', on: true },
      { type: 'answer', leg: 'leg-2', role: 'talk' },
    ]);
    expect(run(...talking, { type: 'dial', callId: 'b', role: 'talk', leg: 'leg-2' }).orders).toEqual([
      { type: 'hold', leg: 'leg-1', on: true },
      { type: 'invite', leg: 'leg-2', callId: 'b', role: 'talk' },
    ]);
  });
});

describe('a page that was loaded anew', () => {
  const returns = (id: string, held: boolean): PhoneEvent => ({
    type: 'returns',
    call: { id, direction: 'in', muted: true, held, digits: '12', connectedAt: NOW - 60_000 },
    until: NOW + 20_000,
  });

  test('takes its call back as it was: its age, its tones, muted where it was', () => {
    const made = run(returns('a', false), invited('leg-1'));
    expect(made.orders).toEqual([{ type: 'answer', leg: 'leg-1', role: 'talk' }]);
    const back = run(returns('a', false), invited('leg-1'), joined('leg-1'));
    expect(only(back)).toMatchObject({ phase: 'talking', connectedAt: NOW - 60_000, muted: true, digits: '12' });
    expect(routes(back)).toEqual(['leg-1>speaker']);
    const late = step(run(returns('a', false)).calls, { type: 'tick' }, NOW + 20_000);
    expect(late.calls[0]).toMatchObject({ phase: 'ended', end: { because: 'timeout' } });
  });

  test('leaves who was on hold there, and lets the other call of the two go on', () => {
    const answered = run(returns('a', true), invited('leg-1'));
    expect(answered.orders).toEqual([{ type: 'answer', leg: 'leg-1', role: 'talk', held: true }]);
    const back = step(answered.calls, joined('leg-1'), NOW);
    expect(only(back)).toMatchObject({ phase: 'talking', hold: 'held' });
    expect(routes(back)).toEqual([]);
    const both = run(
      returns('a', true),
      returns('b', false),
      invited('leg-1', 'talk', 'b'),
      joined('leg-1'),
      invited('leg-2'),
      joined('leg-2'),
    );
    expect(both.calls.map(({ id, hold }) => [id, hold])).toEqual([
      ['a', 'held'],
      ['b', 'none'],
    ]);
  });
});

describe('two calls', () => {
  const answering = [...talking, { ...accept, callId: 'b' }, invited('leg-2', 'talk', 'b')] as const;

  test('one that is resumed while another is being answered is held again once that one stands', () => {
    const resumed = [...answering, held('leg-1', true), { type: 'resume', callId: 'a' }, held('leg-1', false)] as const;
    const made = run(...resumed, joined('leg-2'));
    expect(made.orders).toEqual([{ type: 'hold', leg: 'leg-1', on: true }]);
    expect(routes(made)).toEqual(['leg-2>speaker', 'microphone>leg-2']);
  });

  test('whoever is asked in one of them is not talked with while the other goes on', () => {
    const second = [...asking, { ...accept, callId: 'b' }, invited('leg-3', 'talk', 'b'), joined('leg-3')] as const;
    expect(routes(run(...second))).toEqual(['leg-3>speaker', 'microphone>leg-3']);
    const swapped = run(...second, held('leg-2', true), { type: 'swap', callId: 'a' });
    expect(swapped.orders).toContainEqual({ type: 'hold', leg: 'leg-3', on: true });
  });
});

describe('asking a colleague', () => {
  test('the customer waits on hold and hears nothing of it', () => {
    const made = run(...talking, { type: 'consult', callId: 'a', leg: 'leg-2' });
    expect(made.orders).toEqual([
      { type: 'hold', leg: 'leg-1', on: true },
      { type: 'invite', leg: 'leg-2', callId: 'a', role: 'consult' },
    ]);
    expect(routes(run(...asking))).toEqual(['leg-2>speaker', 'microphone>leg-2']);
  });

  test('swap, and back', () => {
    const swapped = run(...asking, { type: 'swap', callId: 'a' }, held('leg-1', false), held('leg-2', true));
    expect(routes(swapped)).toEqual(['leg-1>speaker', 'microphone>leg-1']);
    const again = step(swapped.calls, { type: 'swap', callId: 'a' }, NOW);
    expect(again.orders).toEqual([
      { type: 'hold', leg: 'leg-1', on: true },
      { type: 'hold', leg: 'leg-2', on: false },
    ]);
  });

  test('in a conference all three hear each other, and nobody themselves', () => {
    const made = run(...asking, { type: 'conference', callId: 'a' }, held('leg-1', false));
    expect(routes(made).toSorted()).toEqual([
      'leg-1>leg-2',
      'leg-1>speaker',
      'leg-2>leg-1',
      'leg-2>speaker',
      'microphone>leg-1',
      'microphone>leg-2',
    ]);
  });

  test('back to the customer by the own press; whoever hangs up leaves the customer on hold', () => {
    const back = run(...asking, { type: 'endConsult', callId: 'a' });
    expect(back.orders).toEqual([
      { type: 'end', leg: 'leg-2' },
      { type: 'hold', leg: 'leg-1', on: false },
    ]);
    expect(only(run(...asking, left('leg-2')))).toMatchObject({ consult: undefined, hold: 'held' });
  });

  test('back to the customer, also where the other leg has ended by then; without a hold there is nothing to do', () => {
    const back = run(...asking, left('leg-2'), { type: 'endConsult', callId: 'a' });
    expect(back.orders).toEqual([{ type: 'hold', leg: 'leg-1', on: false }]);
    expect(only(back)).toMatchObject({ hold: 'resuming' });
    expect(run(...talking, { type: 'endConsult', callId: 'a' }).orders).toEqual([]);
  });

  test('a hand-over ends as one, whichever leg goes first', () => {
    const over: PhoneEvent = { type: 'handOver', callId: 'a' };
    for (const legs of [
      ['leg-1', 'leg-2'],
      ['leg-2', 'leg-1'],
    ] as const)
      expect(only(run(...asking, over, left(legs[0]), left(legs[1])))).toMatchObject({
        phase: 'ended',
        end: { because: 'handedOver' },
      });
  });

  test('the customer hangs up meanwhile: nobody stays on the line', () => {
    expect(run(...asking, left('leg-1')).orders).toEqual([{ type: 'end', leg: 'leg-2' }]);
  });
});

describe('supervisors', () => {
  const heardBy = (mode: 'listen' | 'whisper' | 'barge') =>
    routes(run(...talking, invited('leg-5', mode), joined('leg-5'))).toSorted();
  const both = ['leg-1>leg-5', 'leg-1>speaker', 'microphone>leg-1', 'microphone>leg-5'];

  test('listening is heard by nobody, whispering by the agent, barging in by both', () => {
    expect(heardBy('listen')).toEqual(both);
    expect(heardBy('whisper')).toEqual([...both, 'leg-5>speaker'].toSorted());
    expect(heardBy('barge')).toEqual([...both, 'leg-5>speaker', 'leg-5>leg-1'].toSorted());
  });

  test('on the supervisor’s own phone, listening opens no microphone', () => {
    const on = (role: 'listen' | 'whisper') =>
      routes(run({ type: 'dial', callId: 'a', role, leg: 'leg-1' }, joined('leg-1')));
    expect(on('listen')).toEqual(['leg-1>speaker']);
    expect(on('whisper')).toEqual(['leg-1>speaker', 'microphone>leg-1']);
  });

  test('another mode takes the place of the one before', () => {
    const made = run({ type: 'dial', callId: 'a', role: 'listen', leg: 'leg-1' }, joined('leg-1'), {
      type: 'dial',
      callId: 'a',
      role: 'barge',
      leg: 'leg-2',
    });
    expect(made.orders).toEqual([
      { type: 'end', leg: 'leg-1' },
      { type: 'invite', leg: 'leg-2', callId: 'a', role: 'barge' },
    ]);
    expect(only({ calls: step(made.calls, left('leg-1'), NOW).calls })).toMatchObject({ phase: 'calling' });
  });
});

describe('the rest', () => {
  test('tones go to whoever is talked with, and only tones', () => {
    expect(run(...talking, { type: 'dtmf', callId: 'a', digits: '12#' }).orders).toEqual([
      { type: 'dtmf', leg: 'leg-1', digits: '12#' },
    ]);
    expect(run(...asking, { type: 'dtmf', callId: 'a', digits: '1' }).orders).toEqual([
      { type: 'dtmf', leg: 'leg-2', digits: '1' },
    ]);
    expect(run(...talking, { type: 'dtmf', callId: 'a', digits: '1x' }).orders).toEqual([]);
    const asked = [...talking, { type: 'dtmf', callId: 'a', digits: '12#' }] as const;
    expect(only(run(...asked)).digits).toBe('');
    const sent = (digits: string, ok: boolean) => ({ type: 'tonesSent', leg: 'leg-1', digits, ok }) as const;
    expect(only(run(...asked, sent('1', true), sent('2', true), sent('#', false))).digits).toBe('12');
  });

  test('why an outgoing call did not come about is kept, and it can be forgotten', () => {
    const busy = run(
      { type: 'dial', callId: 'a', role: 'talk', leg: 'leg-1' },
      { type: 'left', leg: 'leg-1', because: 'busy' },
    );
    expect(only(busy)).toMatchObject({ phase: 'ended', end: { because: 'busy', at: NOW } });
    expect(step(busy.calls, { type: 'forget', callId: 'a' }, NOW).calls).toEqual([]);
  });

  test('before it is answered only the far end’s own tone is heard', () => {
    const dial: PhoneEvent = { type: 'dial', callId: 'a', role: 'talk', leg: 'leg-1' };
    expect(routes(run(dial, { type: 'ringing', leg: 'leg-1', media: false }))).toEqual([]);
    expect(routes(run(dial, { type: 'ringing', leg: 'leg-1', media: true }))).toEqual(['leg-1>speaker']);
  });
});

/** The rules which a step broke, in words; none in every state that events can lead to. */
function broken(before: PhoneCalls, event: PhoneEvent, { calls, orders }: ReturnType<typeof step>): string[] {
  const running = calls.filter(({ phase }) => phase !== 'ended');
  const legs = running.flatMap(legsOf);
  const rules: string[] = [];
  const must = (rule: string, kept: boolean): void => void (kept || rules.push(`${event.type}: ${rule}`));
  must('a leg belongs to one call', new Set(legs).size === legs.length);
  must('a call is there once', new Set(calls.map(({ id }) => id)).size === calls.length);
  must('old calls are forgotten', calls.length - running.length <= KEPT_ENDED);
  for (const call of calls) {
    const own = legsOf(call);
    must(
      'what is over or expected has no legs',
      ['ended', 'expected'].includes(call.phase) === (call.leg === undefined),
    );
    must('what is over has no legs at all', call.phase !== 'ended' || own.length === 0);
    must('what is over has a reason', (call.phase === 'ended') === (call.end !== undefined));
    must('a conference has three', !call.conference || call.consult?.phase === 'talking');
    for (const { from, to } of routesOf([call])) {
      must('on hold nobody hears', to !== call.leg || call.hold === 'none');
      must('on hold whoever is asked hears nobody', to !== call.consult?.leg || call.consult?.hold === 'none');
      must('nobody hears themselves', from !== to);
      must('a muted microphone is silent', from !== 'microphone' || !call.muted);
      must(
        'only legs of the call are joined',
        [from, to].every((end) => end === 'microphone' || end === 'speaker' || own.includes(end)),
      );
    }
  }
  const open = running.filter(
    (call) => !isListening(call.role) && routesOf([call]).some(({ from }) => from === 'microphone'),
  );
  must('nobody speaks into two calls', open.length <= 1);
  for (const order of orders)
    must(
      'only what there is gets orders',
      !['hold', 'dtmf', 'invite', 'answer'].includes(order.type) || legs.includes(order.leg),
    );
  const ends = orders.flatMap((order) => (order.type === 'end' ? [order.leg] : []));
  for (const gone of before.flatMap(legsOf).filter((leg) => !legs.includes(leg)))
    must('no leg is forgotten', ends.includes(gone) || (event.type === 'left' && event.leg === gone));
  return rules;
}

const kept = { direction: 'in', muted: false, digits: '', connectedAt: NOW - 60_000 } as const;

const person = (callId: string, leg: LegId): readonly PhoneEvent[] => [
  { type: 'accept', callId, role: 'talk', until: NOW + 1 },
  { type: 'accept', callId, role: 'consult', until: NOW + 1 },
  ...[false, true].map((held): PhoneEvent => ({
    type: 'returns',
    call: { ...kept, id: callId, held },
    until: NOW + 1,
  })),
  { type: 'dial', callId, role: 'talk', leg },
  { type: 'dial', callId, role: 'whisper', leg },
  { type: 'consult', callId, leg },
  ...(['hold', 'resume', 'swap', 'conference', 'endConsult', 'handOver', 'hangUp'] as const).map(
    (type): PhoneEvent => ({ type, callId }),
  ),
  { type: 'mute', callId, on: true },
];

/** Everything that can happen next, with a leg that was never used before. */
function nextEvents(calls: PhoneCalls, fresh: LegId, ids: readonly string[]): PhoneEvent[] {
  const legs = calls.flatMap(legsOf);
  return [
    ...ids.flatMap((id) => person(id, fresh)),
    ...ids.flatMap((callId) =>
      (['talk', 'consult', 'barge'] as const).flatMap((role): PhoneEvent[] =>
        [undefined, ...legs].map((replaces) => ({ type: 'invited', leg: fresh, callId, role, replaces })),
      ),
    ),
    ...legs.flatMap((leg): PhoneEvent[] => [
      { type: 'ringing', leg, media: false },
      { type: 'joined', leg },
      { type: 'left', leg, because: 'farEnd' },
      { type: 'holdChanged', leg, on: true, ok: true },
      { type: 'holdChanged', leg, on: true, ok: false },
      { type: 'holdChanged', leg, on: false, ok: true },
      { type: 'holdChanged', leg, on: false, ok: false },
    ]),
    { type: 'tick' },
  ];
}

/** Two states which differ in the numbers of their legs only are one. */
const nameless = (calls: PhoneCalls): string => {
  const names = new Map<string, string>();
  return JSON.stringify(calls).replaceAll(/leg-\d+/g, (leg) => {
    const name = names.get(leg) ?? `l${names.size}`;
    names.set(leg, name);
    return name;
  });
};

describe('every state', () => {
  test('that one call can reach in nine events keeps the rules', () => {
    let edge: readonly { calls: PhoneCalls; legs: number }[] = [{ calls: [], legs: 0 }];
    const seen = new Set<string>();
    const problems: string[] = [];
    for (let depth = 0; depth < 9; depth++) {
      const next: { calls: PhoneCalls; legs: number }[] = [];
      for (const { calls, legs } of edge)
        for (const event of nextEvents(calls, `leg-${legs + 1}`, ['a'])) {
          const made = step(calls, event, NOW);
          const running = made.calls.filter(({ phase }) => phase !== 'ended');
          // More listeners and legs than these are only more of the same.
          if (running.flatMap(legsOf).length > 4) continue;
          const name = nameless(made.calls);
          if (seen.has(name)) continue;
          seen.add(name);
          problems.push(...broken(calls, event, made));
          next.push({ calls: made.calls, legs: legs + 1 });
        }
      edge = next;
    }
    expect(problems).toEqual([]);
    expect(seen.size).toBeGreaterThan(500);
  });

  test('that three calls can reach in any order keeps the rules', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 20, maxLength: 120 }), (choices) => {
        let calls: PhoneCalls = [];
        choices.forEach((choice, turn) => {
          const events = nextEvents(calls, `leg-${turn + 1}`, ['a', 'b', 'c']);
          const event = events[choice % events.length]!;
          const made = step(calls, event, NOW + turn);
          expect(broken(calls, event, made)).toEqual([]);
          ({ calls } = made);
        });
      }),
      { numRuns: 400, seed: 20_261_121 },
    );
    expect.hasAssertions();
  });
});
