import type { InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import { ok, refuse } from '@ringdesk/shared/result.ts';

import type { Input } from '../../domain/inputs.ts';
import { createEngine, type EngineOptions } from '../engine.ts';
import type { Alarm, Effect, Engine, EventLog, Journal, JournalEvent, Projection, Rules } from '../ports/journal.ts';

/**
 * Rules small enough to see through, for tests of the engine and the store. A customer's message becomes one line of
 * the interaction `conversation`; the name of `customer.named` is an order: `refuse`, `boom` (throws half-way),
 * `effect:KEY`, `deadline:INSTANT`, `stuck` (every clock tick throws from then on).
 */
export type TinyEvent = JournalEvent &
  (
    | { readonly type: 'line.written'; readonly seq: number; readonly content?: { readonly text: string } }
    | { readonly type: 'effect.wanted'; readonly key: string }
    | { readonly type: 'deadline.set'; readonly due: number }
    | { readonly type: 'deadline.passed'; readonly due: number }
    | { readonly type: 'server.began' }
    | { readonly type: 'clock.stuck' }
  );

export interface TinyState {
  seq: number;
  texts: (string | null)[];
  deadlines: number[];
  starts: number;
  stuck: boolean;
}

export interface TinyChanges {
  readonly lines: number;
}

export const conversation = 'conversation' as InteractionId;

const evolve = (state: TinyState, event: TinyEvent): TinyState => {
  switch (event.type) {
    case 'line.written':
      state.seq = event.seq;
      state.texts.push(event.content?.text ?? null);
      break;
    case 'deadline.set':
      state.deadlines = [...state.deadlines, event.due].toSorted((a, b) => a - b);
      break;
    case 'deadline.passed':
      state.deadlines = state.deadlines.filter((due) => due !== event.due);
      break;
    case 'server.began':
      state.starts += 1;
      break;
    case 'clock.stuck':
      state.stuck = true;
      break;
    case 'effect.wanted':
      break;
  }
  return state;
};

const lineOf = (event: TinyEvent): TranscriptLine[] =>
  event.type !== 'line.written'
    ? []
    : [
        {
          type: 'message',
          id: `m-${event.seq}` as MessageId,
          interactionId: conversation,
          seq: event.seq,
          at: event.at,
          author: { kind: 'customer' },
          kind: 'reply',
          text: event.content?.text ?? null,
          mentions: [],
          attachments: [],
        },
      ];

const projectionOf = (events: readonly TinyEvent[]): Projection => ({
  interactions: [],
  archivedIds: [],
  lines: events.flatMap(lineOf),
  traces: [],
  queueVersions: [],
  consents: [],
  audit: [],
});

function eventsFor(state: TinyState, input: Input, at: number): readonly TinyEvent[] | 'refused' {
  if (input.type === 'server.started') return [{ type: 'server.began', at }];
  if (input.type === 'clock.ticked') {
    if (state.stuck) throw new Error('a rule of the clock fails');
    return state.deadlines.filter((due) => due <= at).map((due) => ({ type: 'deadline.passed', at, due }));
  }
  if (input.type === 'customer.wrote') {
    return [{ type: 'line.written', at, seq: state.seq + 1, content: { text: input.text } }];
  }
  if (input.type !== 'customer.named') return [];
  const [order, argument = ''] = input.name.split(':');
  if (order === 'refuse') return 'refused';
  if (order === 'boom') {
    state.texts.push('half a change');
    throw new Error('a rule fails half-way');
  }
  if (order === 'effect') return [{ type: 'effect.wanted', at, key: argument }];
  if (order === 'deadline') return [{ type: 'deadline.set', at, due: Number(argument) }];
  if (order === 'stuck') return [{ type: 'clock.stuck', at }];
  return [];
}

export const tinyRules: Rules<TinyState, TinyEvent, TinyChanges> = {
  emptyState: () => ({ seq: 0, texts: [], deadlines: [], starts: 0, stuck: false }),
  checkpointOf: (state) => structuredClone(state),
  stateFrom(checkpoint) {
    if (typeof checkpoint !== 'object' || checkpoint === null || !('seq' in checkpoint)) throw new Error('unreadable');
    return structuredClone(checkpoint) as TinyState;
  },
  handle(state, input, { now }) {
    const events = eventsFor(state, input, now);
    if (events === 'refused') return refuse({ code: 'notFound' });
    for (const event of events) evolve(state, event);
    return ok({ events, reply: { seq: state.seq } });
  },
  evolve,
  nextDeadline: (state) => state.deadlines[0],
  effectsOf: (events): Effect[] =>
    events.flatMap((event) => (event.type === 'effect.wanted' ? [{ type: 'test', key: event.key, payload: {} }] : [])),
  changesOf: (events) => ({ lines: events.filter(({ type }) => type === 'line.written').length }),
  projectionOf,
  budgetRunning: (state) => state.deadlines.length > 0,
};

/** An alarm that rings when the test says so. */
export class HandAlarm implements Alarm {
  afterMs: number | undefined;
  #ring: (() => void) | undefined;
  arm(afterMs: number, ring: () => void): void {
    this.afterMs = afterMs;
    this.#ring = ring;
  }
  disarm(): void {
    this.afterMs = undefined;
    this.#ring = undefined;
  }
  ring(): void {
    const ring = this.#ring;
    this.#ring = undefined;
    ring?.();
  }
}

export class HandClock {
  wallNow = 1_800_000_000_000;
  monotonicNow = 5_000;
  wall = (): number => this.wallNow;
  monotonic = (): number => this.monotonicNow;
  /** Both clocks, as time does. */
  pass(ms: number): void {
    this.wallNow += ms;
    this.monotonicNow += ms;
  }
}

export const silentLog: EventLog = { info: () => {}, warn: () => {}, error: () => {} };

export const wrote = (text: string): Input => ({
  type: 'customer.wrote',
  messageId: 'm' as MessageId,
  text,
  attachments: [],
  customerName: '',
});

export const ordered = (name: string): Input => ({ type: 'customer.named', name });

export const server = { actor: { kind: 'server' } } as const;

export const command = (id: string, bodyHash = 'body') => ({
  actor: { kind: 'server' } as const,
  command: { scope: 'agent', id, bodyHash },
});

/** Until everything that is due in this and the next turns of the loop has happened. */
export const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 8; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

export interface Bench {
  readonly engine: Engine<TinyState, TinyEvent, TinyChanges>;
  readonly clock: HandClock;
  readonly alarm: HandAlarm;
  readonly quietAlarm: HandAlarm;
  readonly fatal: unknown[];
}

/** An engine on hand-moved clocks over a journal. */
export async function startEngine(
  journal: Journal<TinyEvent>,
  over: Partial<EngineOptions<TinyState, TinyEvent, TinyChanges>> = {},
  clock = new HandClock(),
): Promise<Bench> {
  const alarm = new HandAlarm();
  const quietAlarm = new HandAlarm();
  const fatal: unknown[] = [];
  let ids = 0;
  const engine = await createEngine({
    journal,
    rules: tinyRules,
    machine: clock,
    newId: () => `id-${(ids += 1)}`,
    alarm,
    quietAlarm,
    log: silentLog,
    onFatal: (error) => fatal.push(error),
    ...over,
  });
  return { engine, clock, alarm, quietAlarm, fatal };
}
