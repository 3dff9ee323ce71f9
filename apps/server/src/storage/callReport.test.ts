import type { AgentId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { ReportFilter } from '@ringdesk/shared/model/report.ts';
import { expect, test } from 'vitest';

import type { Sight } from '../application/ports/lists.ts';
import { openDatabase } from './database.ts';
import { migrate } from './migrations.ts';
import { reportRows } from './reportRows.ts';
import { migrations } from './schema.ts';

const [sales, ana] = ['sales' as QueueId, 'ana' as AgentId];
const ended = (outcome: string) => ({ at: 2, by: 'customer', outcome });
const kept: Readonly<Record<string, object | undefined>> = {
  chat: undefined,
  talked: { direction: 'in', end: ended('answered') },
  running: { direction: 'in' },
  missed: { direction: 'in', end: ended('missed') },
  returned: { direction: 'in', end: ended('missed'), calledBackAt: 3 },
  settled: { direction: 'in', end: ended('missed'), settledAt: 3 },
  mailbox: { direction: 'in', end: ended('voicemail') },
  made: { direction: 'out', end: ended('busy') },
};

test.for<[ReportFilter, string[]]>([
  [{}, ['chat', 'made', 'mailbox', 'missed', 'returned', 'running', 'settled', 'talked']],
  [{ medium: 'chat' }, ['chat']],
  [{ medium: 'call' }, ['made', 'mailbox', 'missed', 'returned', 'running', 'settled', 'talked']],
  [{ calls: 'in' }, ['mailbox', 'missed', 'returned', 'running', 'settled', 'talked']],
  [{ calls: 'out' }, ['made']],
  [{ calls: 'missed' }, ['mailbox', 'missed', 'returned', 'settled']],
  [{ calls: 'unreturned' }, ['mailbox', 'missed']],
  [{ calls: 'voicemail' }, ['mailbox']],
])('[73] the list of calls: %j', async ([filter, expected]) => {
  const { rows, totals } = await listed(filter, 'everything');
  expect(rows.map(({ id }) => id).toSorted()).toEqual(expected);
  expect(totals.count).toBe(expected.length);
});

test.for<[Sight, string[]]>([
  [{ queueIds: [], missedIn: [sales], agentId: ana }, ['mailbox', 'missed']],
  [{ queueIds: [], missedIn: [], agentId: ana }, []],
  [{ queueIds: [], missedIn: ['care' as QueueId], agentId: ana }, []],
])(
  '[61, 73] whoever serves a queue is listed what it has missed and nobody has returned: %j',
  async ([sight, expected]) => {
    const { rows } = await listed({ medium: 'call' }, sight);
    expect(rows.map(({ id }) => id).toSorted()).toEqual(expected);
  },
);

test('[73] who was talked with since is not to be called back, whatever was missed after that is', async () => {
  const { rows, totals } = await listed({ calls: 'unreturned' }, 'everything', {
    before: { direction: 'in', end: ended('missed') },
    talk: { direction: 'out', answeredAt: 2, end: ended('answered') },
    after: { direction: 'in', end: ended('missed') },
  });
  expect(rows.map(({ id }) => id).toSorted()).toEqual(['after', 'mailbox', 'missed']);
  expect(totals.count).toBe(3);
});

test.for<[string, readonly string[]]>([
  ['600111', ['number']],
  ['11222', ['number']],
  ['999', []],
])('[73] calls are found by digits of their number: %s', async ([digits, expected]) => {
  const more = { number: { direction: 'in', number: '+34600111222', end: ended('answered') } };
  const { rows } = await listed({ medium: 'call' }, 'everything', more, { words: `"${digits}"*`, digits });
  expect(rows.map(({ id }) => id)).toEqual(expected);
});

/** Whose calls these are; the others are of one customer each. */
const callers: Readonly<Record<string, string>> = { before: 'tom', talk: 'tom', after: 'tom' };

async function listed(
  filter: ReportFilter,
  sight: Sight,
  more: Readonly<Record<string, object>> = {},
  sought: object = {},
) {
  const database = openDatabase(':memory:');
  migrate(database, migrations, { failpoints: () => undefined });
  const put = database.prepare(
    `INSERT INTO interactions (id, state, queue_id, customer_id, arrived_at, last_at, customer_name, name_pending, data)
     VALUES (?, 'closed', 'sales', ?, ?, 1, 'Mia', 0, ?)`,
  );
  for (const [place, [id, call]] of Object.entries({ ...kept, ...more }).entries())
    put.run(id, callers[id] ?? id, place, JSON.stringify({ medium: call === undefined ? 'chat' : 'call', call }));
  const report = await reportRows(database)({
    filter,
    ...sought,
    sort: { by: 'arrivedAt', descending: false },
    sight,
    limit: 50,
    totals: true,
  });
  database.close();
  return report;
}
