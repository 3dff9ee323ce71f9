import type { Instant } from '@ringdesk/shared/model/time.ts';

import type { Effect, EventLog, Failpoints, SettledEffect } from './ports/journal.ts';
import type { OutboxTable } from './ports/outbox.ts';

/** What came of giving an effect away. */
export type Given = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly reason: string };

/**
 * A part of this process that is given effects of one type. It takes them at once and answers by what it reports later; what
 * it was given dies with the process, and is of no use to the next one.
 */
export interface Recipient {
  /** Throwing leaves it unknown whether it was taken. */
  give(payload: unknown): Given;
}

export interface HandOverOptions {
  readonly table: OutboxTable;
  /** By type of effect. */
  readonly recipients: ReadonlyMap<string, Recipient>;
  readonly now: () => Instant;
  readonly log: EventLog;
  readonly failpoints: Failpoints;
}

export interface HandOver {
  /** Gives away what a commit wants, in its order, before this returns. Answers whether there is more for carriers. */
  committed(effects: readonly Effect[]): boolean;
  /** Once: settles what an earlier process was to give away, or had given, when it ended. */
  endLeft(): Promise<void>;
}

/**
 * Gives committed effects to parts of this process, without a lease: nothing has to remember that they are on their way,
 * because they arrive at once or never. How that ended is written a moment later; of what a killed process leaves
 * nobody knows whether it was given, and all of it was about what ended with that process.
 */
export function createHandOver(options: HandOverOptions): HandOver {
  const { table, recipients, now, log, failpoints } = options;
  const startedAt = now();
  let leftEnded = recipients.size === 0;

  function given(recipient: Recipient, { key, type, payload }: Effect): SettledEffect {
    const at = now();
    try {
      const result = recipient.give(payload);
      if (result.kind === 'done') return { key, state: 'done', at };
      log.warn({ event: type, status: 'dead' }, 'effect not carried');
      return { key, state: 'dead', at, note: result.reason };
    } catch (error) {
      log.error({ event: type, err: error }, 'an effect met a bug');
      return { key, state: 'uncertain', at, note: error instanceof Error ? error.name : 'error' };
    }
  }

  return {
    committed(effects) {
      let isMore = false;
      for (const effect of effects) {
        const recipient = recipients.get(effect.type);
        if (recipient === undefined) {
          isMore = true;
          continue;
        }
        const settled = given(recipient, effect);
        failpoints('effectSentBeforeDone');
        table.settleLater(settled);
      }
      return isMore;
    },
    async endLeft() {
      if (leftEnded) return;
      const reason = 'the server ended while it was sent';
      const count = await table.endLeft([...recipients.keys()], { upTo: startedAt, at: now(), reason });
      leftEnded = true;
      if (count > 0) log.info({ count }, 'effects of a server that ended were given up');
    },
  };
}
