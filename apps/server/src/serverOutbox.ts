import type { DeskEngine } from './application/deskEngine.ts';
import type { Recipient } from './application/handOver.ts';
import { type Carrier, createOutbox, type Outbox } from './application/outbox.ts';
import type { Alarm, EventLog, Failpoints } from './application/ports/journal.ts';
import type { OutboxTable } from './application/ports/outbox.ts';

export interface OutboxParts {
  readonly engine: DeskEngine;
  readonly table: OutboxTable;
  /** By type of effect. */
  readonly carriers: ReadonlyMap<string, Carrier>;
  readonly recipients: ReadonlyMap<string, Recipient>;
  readonly alarm: Alarm;
  readonly log: EventLog;
  readonly failpoints?: Failpoints;
}

/**
 * Carries what the rules want to happen outside, from now on and after every commit which wants something; what an earlier
 * process left is carried first.
 */
export function startOutbox({ engine, table, carriers, recipients, alarm, log, failpoints }: OutboxParts): Outbox {
  const outbox = createOutbox({
    table,
    carriers,
    recipients,
    alarm,
    now: () => engine.now(),
    random: Math.random,
    log,
    ...(failpoints === undefined ? {} : { failpoints }),
  });
  const unsubscribe = engine.onCommitted(({ effects }) => outbox.committed(effects));
  outbox.kick();
  return {
    ...outbox,
    stop() {
      unsubscribe();
      return outbox.stop();
    },
  };
}
