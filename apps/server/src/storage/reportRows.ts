import type { ReportFilter, ReportSort, ReportTotals } from '@ringdesk/shared/model/report.ts';
import { type Expression, Kysely, type SelectQueryBuilder, sql, SqliteDialect, type SqlBool } from 'kysely';

import type { Sight } from '../application/ports/lists.ts';
import type { SqliteDatabase } from './database.ts';
import type { Tables } from './tables.ts';

/** One page of the list of conversations, as it is handed to the worker. */
export interface ReportRequest {
  readonly filter: Omit<ReportFilter, 'text'>;
  /** What the text of the filter seeks, in the syntax of FTS5, made by `prefixQuery`. */
  readonly words?: string;
  /** Digits sought in the numbers of calls, beside the words. */
  readonly digits?: string | undefined;
  readonly sort: ReportSort;
  readonly sight: Sight;
  /** Key and id of the last row given. */
  readonly after?: readonly [number, string];
  readonly limit: number;
  /** Left out for pages after the first of a file: they cost as much as the page. */
  readonly totals: boolean;
}

export interface ReportPage {
  readonly rows: readonly { readonly key: number; readonly id: string; readonly data: string }[];
  /** Zeros where they were not asked for. */
  readonly totals: ReportTotals;
}

type Found = SelectQueryBuilder<Tables, 'interactions', object>;

const sortColumns: Readonly<Record<ReportSort['by'], Expression<number | null>>> = {
  arrivedAt: sql.ref('arrived_at'),
  lastAt: sql.ref('last_at'),
  firstMs: sql.ref('first_ms'),
  totalMs: sql.ref('total_ms'),
  averageMs: sql`(total_ms / replies)`,
  maxMs: sql.ref('max_ms'),
  rating: sql.ref('rating'),
};

const alwaysThere: ReadonlySet<ReportSort['by']> = new Set(['arrivedAt', 'lastAt']);

/** Nothing was found, or nobody asked. */
export const NO_TOTALS: ReportTotals = { count: 0, firstMs: null, averageMs: null, maxMs: null, rating: null };

/** Beyond every time and count: rows without a value come last, whichever way they are sorted. */
const PAST_ALL = Number.MAX_SAFE_INTEGER;

/** Pages of the list of conversations, with the totals of everything the filter finds. */
export function reportRows(database: SqliteDatabase): (request: ReportRequest) => Promise<ReportPage> {
  const tables = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  return async ({ filter, words, digits, sort, sight, after, limit, totals }) => {
    const found = narrowed(tables.selectFrom('interactions'), filter, { words, digits }, sight);
    const column = sortColumns[sort.by];
    // The plain column can be read in the order of its index.
    const key = alwaysThere.has(sort.by)
      ? sql<number>`${column}`
      : sql<number>`coalesce(${column}, ${sort.descending ? -1 : PAST_ALL})`;
    const direction = sort.descending ? 'desc' : 'asc';
    let page = found
      .select(['id', key.as('key')])
      .orderBy(key, direction)
      .orderBy('id', direction)
      .limit(limit);
    if (after !== undefined) {
      const [lastKey, lastId] = after;
      const past = sort.descending
        ? sql<SqlBool>`(${key}, id) < (${lastKey}, ${lastId})`
        : sql<SqlBool>`(${key}, id) > (${lastKey}, ${lastId})`;
      page = page.where(past);
    }
    // The conversations themselves are read only for the rows of the page.
    const rows = await page.execute();
    const data = await tables
      .selectFrom('interactions')
      .select(['id', 'data'])
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute();
    const byId = new Map(data.map((row) => [row.id, row.data]));
    return {
      rows: rows.map(({ id, key: at }) => ({ id, key: at, data: byId.get(id) ?? '' })),
      totals: totals ? await totalsOf(found) : NO_TOTALS,
    };
  };
}

async function totalsOf(found: Found): Promise<ReportTotals> {
  const [totals] = await found
    .select([
      sql<number>`count(*)`.as('count'),
      sql<number | null>`avg(first_ms)`.as('firstMs'),
      sql<number | null>`sum(total_ms) * 1.0 / sum(replies)`.as('averageMs'),
      sql<number | null>`max(max_ms)`.as('maxMs'),
      sql<number | null>`avg(rating)`.as('rating'),
    ])
    .execute();
  return totals ?? NO_TOTALS;
}

/**
 * Only what the filter lets through and the person may see. The plus before a column keeps the planner from an index of
 * that column: half of all rows by way of their conversations is slower than all of them by their figures.
 */
function narrowed(
  all: Found,
  filter: ReportRequest['filter'],
  { words, digits }: { readonly words: string | undefined; readonly digits: string | undefined },
  sight: Sight,
): Found {
  const { from, to, state, queueIds, channelIds, agentIds, topics, ratings, spam } = filter;
  const among = (column: string, values: readonly (string | number)[]) =>
    sql<SqlBool>`+${sql.ref(column)} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
  let rows = all;
  if (from !== undefined) rows = rows.where('arrived_at', '>=', from);
  if (to !== undefined) rows = rows.where('arrived_at', '<', to);
  if (state === 'closed') rows = rows.where('state', '=', 'closed');
  if (state === 'open') rows = rows.where('state', '!=', 'closed');
  if (state === 'waiting') rows = rows.where('state', 'in', ['queued', 'offered']);
  if (queueIds !== undefined) rows = rows.where(among('queue_id', queueIds));
  if (channelIds !== undefined) rows = rows.where(among('channel_id', channelIds));
  if (agentIds !== undefined) rows = rows.where(among('agent_id', agentIds));
  if (topics !== undefined) rows = rows.where(among('topic', topics));
  if (ratings !== undefined) rows = rows.where(among('rating', ratings));
  // A mark is 2 while it stands, and 1 from then on.
  for (const [mark, isNow, ever] of [
    ['unanswered', filter.unanswered, filter.wasUnanswered],
    ['overdue', filter.overdue, filter.wasOverdue],
  ] as const) {
    if (isNow !== undefined) rows = rows.where(mark, isNow ? '=' : '<', 2);
    if (ever !== undefined) rows = rows.where(mark, ever ? '>' : '=', 0);
  }
  if (spam !== undefined) rows = rows.where('spam', '=', Number(spam));
  if (filter.medium !== undefined) rows = rows.where(ofMedium(filter.medium));
  if (filter.calls !== undefined) rows = rows.where(callsThat[filter.calls]);
  if (words !== undefined) {
    const held = holding(words);
    rows = rows.where(digits === undefined ? held : sql<SqlBool>`(${held} OR ${ofNumber(digits)})`);
  }
  if (sight === 'everything') return rows;
  const { missedIn = [] } = sight;
  const own = sql<SqlBool>`${among('queue_id', sight.queueIds)} OR +agent_id = ${sight.agentId}`;
  if (missedIn.length === 0) return rows.where(sql<SqlBool>`(${own})`);
  return rows.where(sql<SqlBool>`(${own} OR (${among('queue_id', missedIn)} AND ${mayBeReturned}))`);
}

/** The facts of a call stand in the conversation alone: it is read for the rows which the rest of the filter left. */
const ofMedium = (medium: 'chat' | 'call') => sql<SqlBool>`data ->> '$.medium' = ${medium}`;

const missed = sql<SqlBool>`data ->> '$.call.direction' = 'in' AND data ->> '$.call.end.outcome' IN ('missed', 'voicemail')`;
const stillMissed = sql<SqlBool>`data ->> '$.call.calledBackAt' IS NULL AND data ->> '$.call.settledAt' IS NULL`;
/** What had left the memory of the core when they were talked with says nothing of it by itself. */
const notTalkedWithSince = sql<SqlBool>`NOT EXISTS (
    SELECT 1 FROM interactions AS later WHERE later.customer_id = interactions.customer_id
      AND later.arrived_at > interactions.arrived_at AND later.data ->> '$.call.answeredAt' IS NOT NULL)`;
/** As the core has it of what is in its memory: nobody had it, and nobody has called back. */
const mayBeReturned = sql<SqlBool>`+agent_id IS NULL AND +state = 'closed' AND ${missed} AND ${stillMissed}`;
const callsThat = {
  in: sql<SqlBool>`data ->> '$.call.direction' = 'in'`,
  out: sql<SqlBool>`data ->> '$.call.direction' = 'out'`,
  missed: sql<SqlBool>`(${missed})`,
  unreturned: sql<SqlBool>`(${missed} AND ${stillMissed} AND ${notTalkedWithSince})`,
  voicemail: sql<SqlBool>`data ->> '$.call.end.outcome' = 'voicemail'`,
} as const;

const ofNumber = (digits: string) => sql<SqlBool>`instr(data ->> '$.call.number', ${digits}) > 0`;

const holding = (words: string) =>
  sql<SqlBool>`(id IN (
      SELECT l.interaction_id FROM message_search JOIN transcript_lines l ON l.row = message_search.rowid
      WHERE message_search MATCH ${words}
    ) OR "row" IN (SELECT rowid FROM name_search WHERE name_search MATCH ${words}))`;
