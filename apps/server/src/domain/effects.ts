import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Event } from './events.ts';
import type { State } from './state.ts';

/**
 * Something that must happen outside because of what happened inside: one row of the outbox, written in the same
 * transaction as the events and done at least once.
 */
export interface Effect {
  /** Which port carries it. */
  readonly type: string;
  /** The same effect never stands in the outbox twice under one key. */
  readonly key: string;
  /** Effects of one order are carried in order; a failing one holds back only its own. */
  readonly order?: string;
  readonly payload: unknown;
  /** Too late after this: dropped instead of done. */
  readonly notAfter?: Instant;
}

/**
 * What must happen outside. Website chat asks for nothing: its screens learn from updates and read the rest from the
 * tables. Channels with a provider behind them (mail, messengers, calls) add theirs here.
 */
export function effectsOf(_events: readonly Event[], _after: State): readonly Effect[] {
  return [];
}
