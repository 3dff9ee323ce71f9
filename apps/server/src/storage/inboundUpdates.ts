import { createHash } from 'node:crypto';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

import type { InboundTable, InboundUpdate, MessengerPeople } from '../application/ports/messengers.ts';
import type { SqliteDatabase } from './database.ts';
import { guardedWrite } from './guardedWrite.ts';

interface Row {
  readonly row: number;
  readonly channel_id: string;
  readonly external_id: string;
  readonly received_at: number;
  readonly body: string;
}

const hashOf = (body: string): string => createHash('sha256').update(body, 'utf8').digest('base64url');

/** Updates of messengers in SQLite: unique by channel and the messenger's own id. */
export function inboundTable(database: SqliteDatabase): InboundTable {
  const insert = database.prepare<[string, string, number, string, string]>(
    `INSERT INTO inbound_updates (channel_id, external_id, received_at, body, body_hash, state)
     VALUES (?, ?, ?, ?, ?, 'new') ON CONFLICT (channel_id, external_id) DO NOTHING`,
  );
  const known = database.prepare<[string, string], { readonly body_hash: string }>(
    'SELECT body_hash FROM inbound_updates WHERE channel_id = ? AND external_id = ?',
  );
  const waiting = database.prepare<[string, number], Row>(
    `SELECT row, channel_id, external_id, received_at, body FROM inbound_updates
     WHERE channel_id = ? AND state = 'new' ORDER BY row LIMIT ?`,
  );
  const settle = database.prepare<[string, string | null, string | null, string | null, number | null, string, number]>(
    `UPDATE inbound_updates SET state = ?, note = ?, message_id = ?, interaction_id = ?, seq = ?,
       body = CASE ? WHEN 'held' THEN body ELSE NULL END
     WHERE row = ?`,
  );
  const release = database.prepare<[string]>(
    `UPDATE inbound_updates SET state = 'new', note = NULL WHERE channel_id = ? AND state = 'held'`,
  );
  const place = database.prepare<[string, string], { readonly interaction_id: string; readonly seq: number }>(
    `SELECT interaction_id, seq FROM inbound_updates
     WHERE channel_id = ? AND message_id = ? AND interaction_id IS NOT NULL AND seq IS NOT NULL ORDER BY row LIMIT 1`,
  );
  const forget = database.prepare<[number, number]>(
    `DELETE FROM inbound_updates WHERE row IN (
       SELECT row FROM inbound_updates WHERE received_at < ? AND state IN ('done', 'ignored', 'refused')
       ORDER BY received_at LIMIT ?)`,
  );
  const count = database.prepare<[string, string], { readonly count: number }>(
    'SELECT count(*) AS count FROM inbound_updates WHERE channel_id = ? AND state = ?',
  );
  const updateOf = (row: Row): InboundUpdate => ({
    row: row.row,
    channelId: row.channel_id as InboundUpdate['channelId'],
    externalId: row.external_id,
    receivedAt: row.received_at,
    body: row.body,
  });
  return {
    async keep({ channelId, externalId, receivedAt, body }) {
      const hash = hashOf(body);
      const { changes } = guardedWrite(() => insert.run(channelId, externalId, receivedAt, body, hash));
      if (changes > 0) return 'new';
      return known.get(channelId, externalId)?.body_hash === hash ? 'known' : 'differs';
    },
    waiting: async (channelId, limit) => waiting.all(channelId, limit).map(updateOf),
    async settle(row, outcome) {
      const { state, note = null } = outcome;
      const at = outcome.state === 'done' ? outcome : undefined;
      guardedWrite(() =>
        settle.run(state, note, at?.messageId ?? null, at?.interactionId ?? null, at?.seq ?? null, state, row),
      );
    },
    release: async (channelId) => guardedWrite(() => release.run(channelId)).changes,
    async placeOf(channelId, messageId) {
      const found = place.get(channelId, messageId);
      return found && { interactionId: found.interaction_id as InteractionId, seq: found.seq };
    },
    forget: async (before, limit) => guardedWrite(() => forget.run(before, limit)).changes,
    count: async (channelId, state) => count.get(channelId, state)?.count ?? 0,
  };
}

export function messengerPeople(database: SqliteDatabase): MessengerPeople {
  const put = database.prepare<[string, string, string]>(
    `INSERT INTO messenger_people (channel_id, customer_id, external_id) VALUES (?, ?, ?)
     ON CONFLICT (channel_id, customer_id) DO UPDATE SET external_id = excluded.external_id
     WHERE external_id <> excluded.external_id`,
  );
  const get = database.prepare<[string, string], { readonly external_id: string }>(
    'SELECT external_id FROM messenger_people WHERE channel_id = ? AND customer_id = ?',
  );
  return {
    async put(channelId, customerId, externalId) {
      guardedWrite(() => put.run(channelId, customerId, externalId));
    },
    externalId: async (channelId, customerId) => get.get(channelId, customerId)?.external_id,
  };
}
