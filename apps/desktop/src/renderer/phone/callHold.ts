import type { PhoneOrder } from './phoneEvent.ts';
import { type CallId, type Hold, isListening, type PhoneCall, type PhoneCalls } from './phoneCall.ts';

/** A call as it becomes, and what its legs must do for it. */
interface Change {
  call: PhoneCall;
  orders: PhoneOrder[];
}

/** Whether it is talked into, or will be: a hold that is being taken back counts as none. */
export const isOpen = (hold: Hold): boolean => hold === 'none' || hold === 'resuming';

/** The call with its legs on hold, and the orders which make it so. */
export function holding(call: PhoneCall): Change {
  const orders: PhoneOrder[] = [];
  const { consult } = call;
  let next = call;
  if (call.phase === 'talking' && call.leg !== undefined && isOpen(call.hold)) {
    orders.push({ type: 'hold', leg: call.leg, on: true });
    next = { ...next, hold: 'holding' };
  }
  if (consult?.phase === 'talking' && isOpen(consult.hold)) {
    orders.push({ type: 'hold', leg: consult.leg, on: true });
    next = { ...next, consult: { ...consult, hold: 'holding' } };
  }
  return { call: { ...next, conference: false }, orders };
}

/** Nobody talks with two at a time: what else is open goes on hold. */
export function holdOthers(calls: PhoneCalls, callId: CallId): { calls: PhoneCalls; orders: PhoneOrder[] } {
  const orders: PhoneOrder[] = [];
  const next = calls.map((each) => {
    if (each.id === callId || each.phase !== 'talking' || isListening(each.role)) return each;
    const held = holding(each);
    orders.push(...held.orders);
    return held.call;
  });
  return { calls: next, orders };
}

/** Puts the customer on hold, or back; nothing where they are already. */
export const wantHold = (call: PhoneCall, on: boolean): Change => {
  if (call.leg === undefined || call.phase !== 'talking' || isOpen(call.hold) !== on) return { call, orders: [] };
  return {
    call: { ...call, hold: on ? 'holding' : 'resuming' },
    orders: [{ type: 'hold', leg: call.leg, on }],
  };
};

/** The same for whoever is asked. */
export const wantConsultHold = (call: PhoneCall, on: boolean): Change => {
  const { consult } = call;
  if (consult?.phase !== 'talking' || isOpen(consult.hold) !== on) return { call, orders: [] };
  return {
    call: { ...call, consult: { ...consult, hold: on ? 'holding' : 'resuming' } },
    orders: [{ type: 'hold', leg: consult.leg, on }],
  };
};

/** Both halves after each other. */
export const both = (call: PhoneCall, ...changes: readonly ((call: PhoneCall) => Change)[]): Change =>
  changes.reduce<Change>(
    (made, change) => {
      const next = change(made.call);
      return { call: next.call, orders: [...made.orders, ...next.orders] };
    },
    { call, orders: [] },
  );
