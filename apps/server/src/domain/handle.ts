import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, type Result } from '@ringdesk/shared/result.ts';
import { absenceTexts } from './automaticTexts.ts';
import { decide } from './decide.ts';
import { withDelivery } from './delivery.ts';
import type { Event } from './events.ts';
import { evolve } from './evolve.ts';
import type { Context, Input } from './inputs.ts';
import { overdue } from './overdue.ts';
import { settleOnce } from './routing.ts';
import type { State } from './state.ts';

/** What an input came to: the facts to be journalled, already taken over into the state, and the answer. */
export interface Handled {
  readonly events: readonly Event[];
  readonly reply: unknown;
}

/** More consequences of one input than any center can have mean that the rules chase their own tail. */
const SETTLE_LIMIT = 1_000_000;

/**
 * One input, whole: decide, take the events over, and settle until nothing more follows. A refusal leaves the state
 * untouched and has no events. `clock.ticked` handles everything whose deadline is not after `now`.
 * Cost O(log n) in agents and waiting interactions per event.
 */
export function handle(state: State, input: Input, context: Context): Result<Handled, Refusal> {
  const decided = decide(state, input, context);
  if (!decided.ok) return decided;
  const events: Event[] = [];
  const take = (batch: readonly Event[]): void => {
    for (const plain of batch) {
      const event = withDelivery(state, plain);
      evolve(state, event);
      events.push(event);
    }
  };
  take(decided.value.events);
  if (input.type === 'clock.ticked') {
    for (let due = overdue(state, context); due.length > 0; due = overdue(state, context)) take(due);
    for (const queue of state.queues.values())
      if (queue.waiting.size > 0 && !state.work.queues.has(queue.id)) state.work.queues.set(queue.id, new Set());
  }
  const settle = (): void => {
    for (let more = settleOnce(state, context); more.length > 0; more = settleOnce(state, context)) {
      take(more);
      if (events.length > SETTLE_LIMIT) throw new Error(`settling ${input.type} does not end`);
    }
  };
  settle();
  // Whether anybody is there is known only now; what is said about it changes nothing of that, but must be taken off the lists.
  take(absenceTexts(state, context, events));
  settle();
  return ok({ events, reply: decided.value.reply });
}
