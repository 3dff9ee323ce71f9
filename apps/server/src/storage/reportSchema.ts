import type { Migration } from './migrations.ts';

/** [35, 46, 47] A mark that stands is 2 from now on, one that stood 1: supervisors look back, too. */
export const marksOfAnyTime: Migration = {
  version: 10,
  name: 'conversations that were unanswered or overdue',
  statements: [
    `UPDATE interactions SET
       unanswered = CASE WHEN unanswered = 1 THEN 2 WHEN id IN (
         SELECT data ->> '$.interactionId' FROM events WHERE type = 'interaction.markedUnanswered'
       ) THEN 1 ELSE 0 END,
       overdue = CASE WHEN overdue = 1 THEN 2 WHEN data ->> '$.overdue.count' > 0 THEN 1 ELSE 0 END`,
  ],
};

/**
 * What the list of conversations is filtered, sorted and counted by [49] stands beside the conversation, in one index: the
 * whole list is looked through without reading the conversations themselves.
 */
export const conversationReport: Migration = {
  version: 8,
  name: 'figures of conversations, saved views, and lists of canned responses',
  statements: [
    `ALTER TABLE interactions ADD COLUMN channel_id TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE interactions ADD COLUMN arrived_at INTEGER NOT NULL DEFAULT 0`,
    `ALTER TABLE interactions ADD COLUMN replies INTEGER`,
    `ALTER TABLE interactions ADD COLUMN first_ms INTEGER`,
    `ALTER TABLE interactions ADD COLUMN total_ms INTEGER`,
    `ALTER TABLE interactions ADD COLUMN max_ms INTEGER`,
    `ALTER TABLE interactions ADD COLUMN rating INTEGER`,
    `ALTER TABLE interactions ADD COLUMN topic TEXT`,
    `ALTER TABLE interactions ADD COLUMN unanswered INTEGER NOT NULL DEFAULT 0`,
    `ALTER TABLE interactions ADD COLUMN overdue INTEGER NOT NULL DEFAULT 0`,
    `ALTER TABLE interactions ADD COLUMN spam INTEGER NOT NULL DEFAULT 0`,
    `UPDATE interactions SET
       channel_id = data ->> '$.channelId', arrived_at = data ->> '$.arrivedAt',
       replies = data ->> '$.responses.count', first_ms = data ->> '$.responses.firstMs',
       total_ms = data ->> '$.responses.totalMs', max_ms = data ->> '$.responses.maxMs',
       rating = data ->> '$.rating.score', topic = data ->> '$.topic',
       unanswered = data ->> '$.unansweredMarkAt' IS NOT NULL,
       overdue = coalesce(data ->> '$.replyDue.overdue', 0), spam = coalesce(data ->> '$.spam', 0)`,
    // The time of the last line changes with every message; it stands in an index of its own already.
    `CREATE INDEX interactions_report ON interactions (
       arrived_at, id, state, queue_id, agent_id, channel_id, replies, first_ms, total_ms, max_ms, rating, topic,
       unanswered, overdue, spam
     )`,
    `CREATE TABLE saved_views (
       id TEXT PRIMARY KEY,
       agent_id TEXT NOT NULL,
       shared INTEGER NOT NULL,
       name TEXT NOT NULL,
       filter TEXT NOT NULL,
       sort TEXT NOT NULL
     ) STRICT`,
    `CREATE INDEX saved_views_of_agent ON saved_views (agent_id)`,

    // [41] The one list there was becomes the center's; its placeholders get the names they have now.
    `ALTER TABLE canned_responses RENAME TO canned_before`,
    `CREATE TABLE canned_responses (
       id TEXT PRIMARY KEY,
       scope TEXT NOT NULL,
       folder TEXT NOT NULL,
       shortcut TEXT NOT NULL,
       text TEXT NOT NULL,
       uses INTEGER NOT NULL DEFAULT 0,
       UNIQUE (scope, shortcut)
     ) STRICT`,
    `INSERT INTO canned_responses (id, scope, folder, shortcut, text)
     SELECT id, 'center', '', shortcut, replace(replace(text, '#CUSTOMER#', '{customer}'), '#OPERATOR#', '{agent}')
     FROM canned_before`,
    `DROP TABLE canned_before`,
  ],
};
