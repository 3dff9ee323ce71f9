import { both, holding, holdOthers, isOpen, wantConsultHold, wantHold } from './callHold.ts';
import type { KeptCall } from './keptCalls.ts';
import {
  type CallEndReason,
  type CallId,
  freshCall,
  type Hold,
  isListening,
  type LegId,
  legsOf,
  type PhoneCall,
  type PhoneCalls,
} from './phoneCall.ts';
import type { PhoneEvent, PhoneOrder } from './phoneEvent.ts';

export interface Step {
  readonly calls: PhoneCalls;
  readonly orders: readonly PhoneOrder[];
}

/** How many calls that are over stay to be shown. */
export const KEPT_ENDED = 5;

/** What DTMF has (RFC 4733, section 3.2), and a pause. */
const DIGITS = /^[0-9A-D*#,]{1,64}$/;

const none = (calls: PhoneCalls): Step => ({ calls, orders: [] });

const put = (calls: PhoneCalls, call: PhoneCall): PhoneCalls => {
  const others = calls.some(({ id }) => id === call.id)
    ? calls.map((each) => (each.id === call.id ? call : each))
    : [...calls, call];
  const ended = others.filter(({ phase }) => phase === 'ended');
  const tooMany = new Set(ended.slice(0, Math.max(0, ended.length - KEPT_ENDED)));
  return tooMany.size === 0 ? others : others.filter((each) => !tooMany.has(each));
};

const live = (calls: PhoneCalls, callId: CallId | undefined): PhoneCall | undefined =>
  calls.find(({ id, phase }) => id === callId && phase !== 'ended');

const withLeg = (calls: PhoneCalls, leg: LegId): PhoneCall | undefined =>
  calls.find((call) => call.phase !== 'ended' && legsOf(call).includes(leg));

function ended(calls: PhoneCalls, call: PhoneCall, because: CallEndReason, at: number, gone?: LegId): Step {
  const orders = legsOf(call)
    .filter((leg) => leg !== gone)
    .map((leg): PhoneOrder => ({ type: 'end', leg }));
  const over: PhoneCall = {
    ...call,
    phase: 'ended',
    hold: 'none',
    consult: undefined,
    conference: false,
    listeners: [],
    leg: undefined,
    replaced: undefined,
    expectedUntil: undefined,
    end: { because, at },
  };
  // Last, so that it is the youngest of those that are over.
  return {
    calls: put(
      calls.filter(({ id }) => id !== call.id),
      over,
    ),
    orders,
  };
}

/** An INVITE is answered only where the person of this desk has just asked for it; everything else is refused. */
function invited(calls: PhoneCalls, event: Extract<PhoneEvent, { type: 'invited' }>): Step {
  const { leg, role, replaces } = event;
  const call = live(calls, event.callId);
  const refuse = (code: 486 | 603): Step => ({ calls, orders: [{ type: 'refuse', leg, code }] });
  if (event.callId === undefined || role === undefined) return refuse(603);
  if (call === undefined) return refuse(486);
  if (isListening(role)) {
    // Whom the server lets listen was asked for there; here it must be a call which this phone carries.
    if (call.phase !== 'talking' || isListening(call.role)) return refuse(486);
    const listeners = [...call.listeners, { leg, mode: role, joined: false }];
    return { calls: put(calls, { ...call, listeners }), orders: [{ type: 'answer', leg, role }] };
  }
  const expected = call.phase === 'expected' && (role === call.role || role === 'talk');
  // The one who was asked gets the customer; or the server joins the same parties anew.
  const takesOver =
    call.phase === 'talking' &&
    role === 'talk' &&
    (call.role === 'consult' || (replaces !== undefined && replaces === call.leg));
  if (!expected && !takesOver) return refuse(486);
  // Who comes back on hold stays there.
  const stays = expected && call.hold === 'held';
  const others = stays ? none(calls) : holdOthers(calls, call.id);
  const next: PhoneCall = {
    ...call,
    role,
    phase: 'answering',
    hold: stays ? 'held' : 'none',
    leg,
    replaced: call.leg,
    expectedUntil: undefined,
  };
  const answer = { type: 'answer', leg, role, ...(stays && { held: true as const }) } as const;
  return { calls: put(others.calls, next), orders: [...others.orders, answer] };
}

function joined(calls: PhoneCalls, call: PhoneCall, leg: LegId, now: number): Step {
  if (leg === call.leg) {
    if (call.phase === 'talking') return none(calls);
    const next: PhoneCall = {
      ...call,
      phase: 'talking',
      earlyMedia: false,
      connectedAt: call.connectedAt ?? now,
      replaced: undefined,
    };
    return {
      calls: put(calls, next),
      orders: call.replaced === undefined ? [] : [{ type: 'end', leg: call.replaced }],
    };
  }
  if (leg === call.consult?.leg)
    return none(put(calls, { ...call, consult: { ...call.consult, phase: 'talking', hold: 'none' } }));
  const listeners = call.listeners.map((each) => (each.leg === leg ? { ...each, joined: true } : each));
  return none(put(calls, { ...call, listeners }));
}

function left(calls: PhoneCalls, call: PhoneCall, leg: LegId, because: CallEndReason, now: number): Step {
  if (leg === call.leg) return ended(calls, call, call.handingOver ? 'handedOver' : because, now, leg);
  if (leg === call.replaced) return none(put(calls, { ...call, replaced: undefined }));
  // The customer stays on hold: nobody is let back into the room without the person's own press.
  if (leg === call.consult?.leg) return none(put(calls, { ...call, consult: undefined, conference: false }));
  return none(put(calls, { ...call, listeners: call.listeners.filter((each) => each.leg !== leg) }));
}

function holdChanged(calls: PhoneCalls, call: PhoneCall, event: Extract<PhoneEvent, { type: 'holdChanged' }>): Step {
  const settle = (hold: Hold): Hold => {
    if (event.on && hold === 'holding') return event.ok ? 'held' : 'none';
    if (!event.on && hold === 'resuming') return event.ok ? 'none' : 'held';
    return hold;
  };
  // A hold that failed must not open the microphone again.
  const leaks = event.on && !event.ok;
  if (event.leg === call.leg) {
    const hold = settle(call.hold);
    const muted = call.muted || (leaks && hold === 'none' && call.hold !== 'none');
    return none(put(calls, { ...call, hold, muted }));
  }
  if (event.leg !== call.consult?.leg) return none(calls);
  const hold = settle(call.consult.hold);
  const muted = call.muted || (leaks && hold === 'none' && call.consult.hold !== 'none');
  return none(put(calls, { ...call, muted, consult: { ...call.consult, hold } }));
}

/** What the person wants of a call that goes on; what makes no sense in its phase changes nothing. */
function wanted(calls: PhoneCalls, call: PhoneCall, event: PhoneEvent, now: number): Step {
  const talks = call.phase === 'talking';
  const change = (made: { call: PhoneCall; orders: readonly PhoneOrder[] }): Step => ({
    calls: put(calls, made.call),
    orders: made.orders,
  });
  switch (event.type) {
    case 'hold':
      return isListening(call.role) ? none(calls) : change(holding(call));
    case 'resume': {
      if (!talks || isOpen(call.hold)) return none(calls);
      // Who is asked waits while the customer is talked with.
      return change(
        both(
          call,
          (each) => wantConsultHold(each, true),
          (each) => wantHold(each, false),
        ),
      );
    }
    case 'swap': {
      if (!talks || call.consult?.phase !== 'talking' || call.conference) return none(calls);
      const customerOpen = isOpen(call.hold);
      return change(
        both(
          call,
          (each) => wantHold(each, customerOpen),
          (each) => wantConsultHold(each, !customerOpen),
        ),
      );
    }
    case 'conference': {
      if (!talks || call.consult?.phase !== 'talking' || call.conference) return none(calls);
      return change(
        both(
          { ...call, conference: true },
          (each) => wantHold(each, false),
          (each) => wantConsultHold(each, false),
        ),
      );
    }
    case 'endConsult': {
      if (!talks) return none(calls);
      // The leg may have ended before the word came that it should: back to the customer all the same.
      const made = wantHold({ ...call, consult: undefined, conference: false }, false);
      const ends = call.consult === undefined ? [] : [{ type: 'end', leg: call.consult.leg } as const];
      return change({ call: made.call, orders: [...ends, ...made.orders] });
    }
    case 'handOver':
      return talks && call.consult !== undefined ? none(put(calls, { ...call, handingOver: true })) : none(calls);
    case 'mute':
      return none(put(calls, { ...call, muted: event.on }));
    case 'dtmf': {
      const leg = call.consult?.phase === 'talking' && isOpen(call.consult.hold) ? call.consult.leg : call.leg;
      if (!talks || leg === undefined || !DIGITS.test(event.digits)) return none(calls);
      return { calls, orders: [{ type: 'dtmf', leg, digits: event.digits }] };
    }
    case 'hangUp':
      return ended(calls, call, 'hungUp', now);
    default:
      return none(calls);
  }
}

/** Where this call has become one in which somebody is talked with, the others go on hold. */
function alone(made: Step, callId: CallId): Step {
  const call = live(made.calls, callId);
  if (call?.phase !== 'talking' || isListening(call.role)) return made;
  if (!isOpen(call.hold) && (call.consult === undefined || !isOpen(call.consult.hold))) return made;
  const others = holdOthers(made.calls, callId);
  return others.orders.length === 0 ? made : { calls: others.calls, orders: [...others.orders, ...made.orders] };
}

function consulted(calls: PhoneCalls, call: PhoneCall, leg: LegId): Step {
  if (call.role !== 'talk' || call.phase !== 'talking' || call.consult !== undefined) return none(calls);
  const held = wantHold(call, true);
  const next: PhoneCall = { ...held.call, consult: { leg, phase: 'calling', hold: 'none' } };
  return {
    calls: put(calls, next),
    orders: [...held.orders, { type: 'invite', leg, callId: call.id, role: 'consult' }],
  };
}

function dialled(calls: PhoneCalls, event: Extract<PhoneEvent, { type: 'dial' }>): Step {
  const { callId, role, leg } = event;
  const before = live(calls, callId);
  // Only who listens already may ask again, in another way.
  if (before !== undefined && !(isListening(before.role) && isListening(role))) return none(calls);
  const others = holdOthers(calls, callId);
  const call: PhoneCall = { ...freshCall, id: callId, role, direction: 'out', phase: 'calling', leg };
  const ends = before === undefined ? [] : legsOf(before).map((each): PhoneOrder => ({ type: 'end', leg: each }));
  return {
    calls: put(others.calls, call),
    orders: [...others.orders, ...ends, { type: 'invite', leg, callId, role }],
  };
}

const returning = ({ held, ...kept }: KeptCall, until: number): PhoneCall => ({
  ...freshCall,
  ...kept,
  role: 'talk',
  phase: 'expected',
  hold: held ? 'held' : 'none',
  expectedUntil: until,
});

/** What becomes of the calls of this phone, and what its legs must do. Pure; an event that does not fit changes nothing. */
export function step(calls: PhoneCalls, event: PhoneEvent, now: number): Step {
  switch (event.type) {
    case 'accept': {
      if (live(calls, event.callId) !== undefined) return none(calls);
      const { callId: id, role, until } = event;
      return none(put(calls, { ...freshCall, id, role, direction: 'in', phase: 'expected', expectedUntil: until }));
    }
    case 'returns':
      return live(calls, event.call.id) === undefined
        ? none(put(calls, returning(event.call, event.until)))
        : none(calls);
    case 'dial':
      return dialled(calls, event);
    case 'invited':
      return invited(calls, event);
    case 'tick': {
      const late = calls.filter(({ expectedUntil }) => expectedUntil !== undefined && expectedUntil <= now);
      return late.reduce<Step>((made, call) => ended(made.calls, call, 'timeout', now), none(calls));
    }
    case 'forget':
      return none(calls.filter(({ id, phase }) => id !== event.callId || phase !== 'ended'));
    case 'ringing':
    case 'joined':
    case 'left':
    case 'tonesSent':
    case 'holdChanged': {
      const call = withLeg(calls, event.leg);
      if (call === undefined) return none(calls);
      if (event.type === 'tonesSent')
        return event.ok ? none(put(calls, { ...call, digits: (call.digits + event.digits).slice(-64) })) : none(calls);
      if (event.type === 'joined') return alone(joined(calls, call, event.leg, now), call.id);
      if (event.type === 'left') return left(calls, call, event.leg, event.because, now);
      if (event.type === 'holdChanged') return holdChanged(calls, call, event);
      if (event.leg === call.leg && (call.phase === 'calling' || call.phase === 'ringing'))
        return none(put(calls, { ...call, phase: 'ringing', earlyMedia: call.earlyMedia || event.media }));
      if (event.leg === call.consult?.leg && call.consult.phase === 'calling')
        return none(put(calls, { ...call, consult: { ...call.consult, phase: 'ringing' } }));
      return none(calls);
    }
    default: {
      const call = live(calls, event.callId);
      if (call === undefined) return none(calls);
      const made = event.type === 'consult' ? consulted(calls, call, event.leg) : wanted(calls, call, event, now);
      return made.calls === calls ? made : alone(made, call.id);
    }
  }
}
