import { type Instant, MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';

import type { SqliteDatabase } from './database.ts';

/** Ids kept in memory; twice as many at most. */
const REMEMBERED = 10_000;
/** Whoever makes ids may have a clock that is so far ahead; beyond it an id tells nothing of those that come next. */
const AHEAD_MS = 5 * MINUTE;

/**
 * Tells of most ids that nothing was ever stored under them, without a look-up: an id above every id that is only on disk, and
 * not among those remembered since. Ids sort by time, so nearly every new one is; of any other nothing is said.
 */
export interface UnseenIds {
  /** True: nothing is stored under it. False: there may be. */
  isUnseen(id: string): boolean;
  /** Something is stored under it from now on. */
  stored(id: string): void;
}

/** Ids that others make, with whatever time they like in them. */
export interface MadeByOthers {
  readonly now: () => Instant;
  /** Of what is on disk, in the order of plain strings; null: nothing is. */
  readonly highestBefore: (id: string) => string | null;
  readonly lowestFrom: (id: string) => string | null;
}

interface RememberedIds extends UnseenIds {
  /** Nothing is said any more of ids up to this one. */
  forgetUpTo(id: string): void;
}

/** `highestStored`: in the order of plain strings; null: nothing is stored yet. */
export function unseenIds(highestStored: string | null | undefined): RememberedIds {
  /** Every stored id above it is in one of the two sets. */
  let above = highestStored ?? '';
  let recent = new Set<string>();
  let older = new Set<string>();
  const forgetUpTo = (id: string): void => {
    if (id > above) above = id;
  };
  return {
    isUnseen: (id) => id > above && !recent.has(id) && !older.has(id),
    forgetUpTo,
    stored(id) {
      recent.add(id);
      if (recent.size < REMEMBERED) return;
      older.forEach(forgetUpTo);
      older = recent;
      recent = new Set();
    },
  };
}

/**
 * The same for ids that others make. One from the far future is looked up each time, and makes nobody else's be looked up before
 * that time has come, and a few minutes then.
 */
export function unseenIdsOfOthers({ now, highestBefore, lowestFrom }: MadeByOthers): UnseenIds {
  const ids = unseenIds(null);
  let madeAt = Number.NaN;
  let made = '';
  /** Where the far future begins, to a second: every command asks for it. */
  const horizon = (): string => {
    const second = Math.floor(now() / SECOND);
    if (second !== madeAt) made = idAt(second * SECOND + AHEAD_MS);
    madeAt = second;
    return made;
  };
  /** The lowest that is stored from the far future: from it on nothing is known. Null: none is. */
  let future: string | null = null;
  const lookAnew = (before: string): void => {
    ids.forgetUpTo(highestBefore(before) ?? '');
    future = lowestFrom(before);
  };
  lookAnew(horizon());
  return {
    isUnseen(id) {
      const end = horizon();
      // The time has come that an id was said to be from.
      if (future !== null && future < end) lookAnew(end);
      return id < end && ids.isUnseen(id);
    },
    stored(id) {
      if (id < horizon()) ids.stored(id);
      else if (future === null || id < future) future = id;
    },
  };
}

/** Before every UUIDv7 made at that time or later, after all before. */
function idAt(at: Instant): string {
  const digits = at.toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}`;
}

/** A statement that finds the outermost id on one side of another. */
export function outermost(database: SqliteDatabase, sql: string): (id: string) => string | null {
  const statement = database.prepare<[string], string | null>(sql).pluck();
  return (id) => statement.get(id) ?? null;
}
