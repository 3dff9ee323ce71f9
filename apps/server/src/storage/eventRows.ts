import { crc32 } from 'node:zlib';

import type { JournalEvent } from '../application/ports/journal.ts';
import { EVENTS_VERSION } from '../domain/events.ts';

export interface EventRow {
  readonly position: number;
  readonly version: number;
  readonly type: string;
  readonly at: number;
  readonly data: string;
  readonly checksum: number;
  /** Null: the event has none, or it was erased. */
  readonly content: string | null;
  readonly content_checksum: number | null;
}

/** A row that must not be guessed at: the server refuses to start and names it. */
export class CorruptJournal extends Error {
  override name = 'CorruptJournal';
  readonly table: string;
  readonly row: number;
  constructor(table: string, row: number, why: string) {
    super(
      `Row ${row} of table ${table} cannot be used: ${why}. Nothing was changed.` +
        ' Look at the damage with: ringdesk doctor — then bring back the newest good backup with: ringdesk restore FILE',
    );
    this.table = table;
    this.row = row;
  }
}

/** A row that is as a newer release wrote it: nothing is damaged, this release is too old for it. */
export class WrittenByNewer extends CorruptJournal {
  override name = 'WrittenByNewer';
  constructor(row: number, why: string) {
    super('events', row, why);
    this.message =
      `A newer release wrote row ${row} of table events: ${why}. Start the newer release,` +
      ' or restore a backup made before the update: ringdesk restore FILE';
  }
}

export interface EncodedEvent {
  readonly data: string;
  readonly checksum: number;
  /** Null: it has none. */
  readonly content: string | null;
  readonly contentChecksum: number | null;
}

/** Splits an event into the part that stays for ever and the personal part, each with its checksum. */
export function encodeEvent(position: number, event: JournalEvent): EncodedEvent {
  const { type, at, content } = event;
  // Nothing is written of what is undefined; a copy with all but these fields takes longer than writing them.
  const data = JSON.stringify({ ...event, type: undefined, at: undefined, content: undefined });
  const contentText = content === undefined ? null : JSON.stringify(content);
  return {
    data,
    checksum: crc32(`${position}|${EVENTS_VERSION}|${type}|${at}|${data}`),
    content: contentText,
    contentChecksum: contentText === null ? null : crc32(`${position}|${contentText}`),
  };
}

/**
 * The event of a row. Throws CorruptJournal when a checksum does not fit, WrittenByNewer when it does but the version is newer
 * than ours or the type is not one of `types` (undefined: any).
 */
export function decodeEvent(row: EventRow, types: ReadonlySet<string> | undefined): JournalEvent {
  const fail = (table: string, why: string): never => {
    throw new CorruptJournal(table, row.position, why);
  };
  if (crc32(`${row.position}|${row.version}|${row.type}|${row.at}|${row.data}`) !== row.checksum) {
    fail('events', 'its checksum does not fit');
  }
  if (row.version > EVENTS_VERSION) {
    const why = `version ${row.version} of event ${JSON.stringify(row.type)} is not known to this release`;
    throw new WrittenByNewer(row.position, why);
  }
  if (types !== undefined && !types.has(row.type)) {
    throw new WrittenByNewer(row.position, `the event ${JSON.stringify(row.type)} is not known to this release`);
  }
  if (row.content !== null && crc32(`${row.position}|${row.content}`) !== row.content_checksum) {
    fail('events', 'the checksum of its content does not fit');
  }
  const rest = objectOf(row.data) ?? fail('events', 'it is not a JSON object');
  const event = { ...rest, type: row.type, at: row.at };
  if (row.content === null) return event;
  return { ...event, content: objectOf(row.content) ?? fail('events', 'its content is not a JSON object') };
}

function objectOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
