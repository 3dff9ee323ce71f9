import { expect, test } from 'vitest';

import { openDatabase, type SqliteDatabase } from './database.ts';
import { migrate } from './migrations.ts';
import { migrations } from './schema.ts';

/** A database as a release with this schema left it, filled, and brought up to date. */
function upgraded(from: number, fill: (database: SqliteDatabase) => void): SqliteDatabase {
  const database = openDatabase(':memory:');
  const failpoints = (): void => undefined;
  migrate(
    database,
    migrations.filter(({ version }) => version <= from),
    { failpoints },
  );
  fill(database);
  migrate(database, migrations, { failpoints });
  return database;
}

function addInteraction(
  database: SqliteDatabase,
  id: string,
  data: object,
  columns: Record<string, number> = {},
): void {
  const fixed = ['id', 'state', 'queue_id', 'customer_id', 'last_at', 'customer_name', 'name_pending', 'data'];
  const names = [...fixed, ...Object.keys(columns)];
  const values = [id, 'closed', 'sales', 'mia', 1, 'Mia', 0, JSON.stringify(data), ...Object.values(columns)];
  database.prepare(`INSERT INTO interactions (${names.join()}) VALUES (${names.map(() => '?').join()})`).run(...values);
}

test('[41] the one list of canned responses becomes the center’s, with the placeholders of today', () => {
  const database = upgraded(7, (old) => {
    const put = old.prepare('INSERT INTO canned_responses (id, shortcut, text) VALUES (?, ?, ?)');
    put.run('1', 'hi', 'Hello #CUSTOMER#, #OPERATOR# here. #CUSTOMER#?');
    put.run('2', 'bye', 'Good day');
  });
  expect(database.prepare('SELECT * FROM canned_responses ORDER BY id').all()).toEqual([
    {
      id: '1',
      scope: 'center',
      folder: '',
      shortcut: 'hi',
      text: 'Hello {customer}, {agent} here. {customer}?',
      uses: 0,
    },
    { id: '2', scope: 'center', folder: '', shortcut: 'bye', text: 'Good day', uses: 0 },
  ]);
  expect(database.prepare(`SELECT name FROM sqlite_schema WHERE name = 'canned_before'`).all()).toEqual([]);
});

test('[49] the figures of conversations are taken from what was kept of them', () => {
  const responses = { count: 2, firstMs: 10, totalMs: 50, maxMs: 40 };
  const database = upgraded(7, (old) => {
    addInteraction(old, 'i1', {
      channelId: 'site',
      arrivedAt: 5,
      responses,
      rating: { score: 4 },
      topic: 'Order',
      spam: true,
    });
    addInteraction(old, 'i2', { channelId: 'site', arrivedAt: 6, unansweredMarkAt: 7, replyDue: { overdue: true } });
  });
  const columns =
    'channel_id, arrived_at, replies, first_ms, total_ms, max_ms, rating, topic, unanswered, overdue, spam';
  expect(database.prepare(`SELECT ${columns} FROM interactions ORDER BY id`).raw().all()).toEqual([
    ['site', 5, 2, 10, 50, 40, 4, 'Order', 0, 0, 1],
    ['site', 6, null, null, null, null, null, null, 2, 2, 0],
  ]);
});

test('[35, 46] what was unanswered or overdue before the upgrade is found as such', () => {
  const database = upgraded(8, (old) => {
    addInteraction(old, 'now', {}, { unanswered: 1, overdue: 1 });
    addInteraction(old, 'once', { overdue: { count: 1, since: 3 } });
    addInteraction(old, 'never', {});
    old
      .prepare(`INSERT INTO events (position, version, type, at, data, checksum) VALUES (1, 1, ?, 1, ?, 0)`)
      .run('interaction.markedUnanswered', JSON.stringify({ interactionId: 'once' }));
  });
  expect(database.prepare('SELECT id, unanswered, overdue FROM interactions ORDER BY id').raw().all()).toEqual([
    ['never', 0, 0],
    ['now', 2, 2],
    ['once', 1, 1],
  ]);
});
