import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';

import type { Projection } from '../application/ports/journal.ts';
import { auditWriter } from './auditLog.ts';
import type { SqliteDatabase } from './database.ts';
import { outboxSettler } from './outboxRows.ts';
import { consentWriter } from './visitorRecords.ts';

/** The owner, or who joins or had it last: whose conversation it is in lists. */
function agentOf(interaction: Interaction): string | null {
  if (interaction.state === 'connecting') return interaction.agentId;
  if ('ownerId' in interaction) return interaction.ownerId;
  return interaction.lastOwnerId ?? null;
}

type Count = number | null;
/** id, state, queue, customer, agent, last line, name, data, channel, arrival; replies and their times; rating, topic; marks */
type InteractionColumns = [
  ...[string, string, string, string, string | null, number, string, string, string, number],
  ...[Count, Count, Count, Count, Count, string | null, number, number, number],
];

type LatePart = Pick<Projection, 'interactions' | 'archivedIds' | 'lines' | 'changedLines' | 'traces'>;
type PromptPart = Pick<Projection, 'queueVersions' | 'consents' | 'audit' | 'settled'>;

/** Writes the rows that are written with their events; the caller has opened the transaction. */
export function promptWriter(database: SqliteDatabase): (projection: PromptPart) => void {
  const putVersion = database.prepare<[string, number, number, string | null, string, string]>(
    'INSERT INTO queue_versions (queue_id, version, at, by_agent, name, settings) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const writeAudit = auditWriter(database);
  const writeConsents = consentWriter(database);
  const settle = outboxSettler(database);
  return ({ queueVersions, consents, audit, settled = [] }) => {
    writeConsents(consents);
    for (const { queueId, version, at, by, name, settings } of queueVersions) {
      putVersion.run(queueId, version, at, by, name, JSON.stringify(settings));
    }
    for (const entry of audit) writeAudit(entry);
    for (const effect of settled) settle(effect);
  };
}

/** Writes the rows that may come later than their events; the caller has opened the transaction. */
export function projectionWriter(database: SqliteDatabase): (projection: LatePart) => void {
  const putInteraction = interactionWriter(database);
  const archive = database.prepare<[string]>('UPDATE interactions SET archived = 1 WHERE id = ?');
  const putTrace = database.prepare<[string, string]>(
    'INSERT INTO traces (interaction_id, data) VALUES (?, ?) ON CONFLICT (interaction_id) DO UPDATE SET data = excluded.data',
  );
  const writeLine = lineWriter(database);
  const changeLine = lineChanger(database);
  return ({ interactions, archivedIds, lines, changedLines = [], traces }) => {
    for (const interaction of interactions) putInteraction(interaction);
    for (const id of archivedIds) archive.run(id);
    for (const line of lines) writeLine(line);
    for (const line of changedLines) changeLine(line);
    for (const { interactionId, trace } of traces) putTrace.run(interactionId, JSON.stringify(trace));
  };
}

/** The conversation, and beside it what lists are filtered and sorted by. */
function interactionWriter(database: SqliteDatabase): (interaction: Interaction) => void {
  const put = database.prepare<InteractionColumns>(
    `INSERT INTO interactions (
       id, state, queue_id, customer_id, agent_id, last_at, customer_name, data, channel_id, arrived_at,
       replies, first_ms, total_ms, max_ms, rating, topic, unanswered, overdue, spam, name_pending
     ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
     ON CONFLICT (id) DO UPDATE SET
       state = excluded.state, queue_id = excluded.queue_id,
       agent_id = excluded.agent_id, last_at = excluded.last_at, data = excluded.data, archived = 0,
       name_pending = max(interactions.name_pending, excluded.customer_name <> interactions.customer_name),
       customer_name = excluded.customer_name,
       replies = excluded.replies, first_ms = excluded.first_ms, total_ms = excluded.total_ms,
       max_ms = excluded.max_ms, rating = excluded.rating, topic = excluded.topic,
       unanswered = max(excluded.unanswered, min(interactions.unanswered, 1)), overdue = excluded.overdue, spam = excluded.spam`,
  );
  return (interaction) => {
    const { responses } = interaction;
    put.run(
      interaction.id,
      interaction.state,
      interaction.queueId,
      interaction.customer.id,
      agentOf(interaction),
      interaction.lastAt,
      interaction.customer.name,
      JSON.stringify(interaction),
      interaction.channelId,
      interaction.arrivedAt,
      responses?.count ?? null,
      responses?.firstMs ?? null,
      responses?.totalMs ?? null,
      responses?.maxMs ?? null,
      interaction.rating?.score ?? null,
      interaction.topic ?? null,
      markOf(interaction.unansweredMarkAt !== undefined, interaction.wasUnanswered === true),
      markOf(interaction.replyDue?.overdue === true, interaction.overdue !== undefined),
      interaction.spam === true ? 1 : 0,
    );
  };
}

/** 2: it is so now, 1: it was so at some time, 0: never. */
const markOf = (is: boolean, was: boolean): number => (is ? 2 : was ? 1 : 0);

/** The text stands in a column of its own, which can be set to null; the rest of the line stays. */
function lineWriter(database: SqliteDatabase): (line: TranscriptLine) => void {
  const insert = database.prepare<[string, number, string, string, string | null]>(
    'INSERT INTO transcript_lines (interaction_id, seq, kind, data, text) VALUES (?, ?, ?, ?, ?)',
  );
  const bindFile = database.prepare<[string, string, string]>(
    'UPDATE files SET interaction_id = ?, message_id = ? WHERE id = ?',
  );
  return (line) => {
    if (line.type === 'happening') {
      insert.run(line.interactionId, line.seq, 'happening', JSON.stringify(line), null);
      return;
    }
    insert.run(line.interactionId, line.seq, line.kind, JSON.stringify({ ...line, text: undefined }), line.text);
    for (const file of line.attachments) bindFile.run(line.interactionId, line.id, file.id);
  };
}

/** A message that reads differently now; one whose words changed is found by the new ones. */
function lineChanger(database: SqliteDatabase): (line: TranscriptLine) => void {
  const before = database.prepare<[string, number], { readonly row: number; readonly text: string | null }>(
    'SELECT row, text FROM transcript_lines WHERE interaction_id = ? AND seq = ?',
  );
  const update = database.prepare<[string, string | null, number]>(
    'UPDATE transcript_lines SET data = ?, text = ? WHERE row = ?',
  );
  const isIndexed = database.prepare<[number], { readonly yes: number }>(
    'SELECT indexed_row >= ? AS yes FROM search_progress WHERE id = 1',
  );
  const removeWords = database.prepare<[number]>('DELETE FROM message_search WHERE rowid = ?');
  const addWords = database.prepare<[number]>(
    `INSERT INTO message_search (rowid, text)
     SELECT row, replace(replace(text, 'ё', 'е'), 'Ё', 'Е') FROM transcript_lines
     WHERE row = ? AND text IS NOT NULL AND text <> ''`,
  );
  return (line) => {
    if (line.type !== 'message') return;
    const found = before.get(line.interactionId, line.seq);
    if (found === undefined) return;
    const { text, ...rest } = line;
    update.run(JSON.stringify(rest), text, found.row);
    if (text === found.text || isIndexed.get(found.row)?.yes !== 1) return;
    removeWords.run(found.row);
    addWords.run(found.row);
  };
}
