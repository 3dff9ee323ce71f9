import type { AgentId, CommandId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Attachment } from '@ringdesk/shared/model/message.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { AnyCommand } from '@ringdesk/shared/protocol/commands.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** A command kept on this device until the server has answered it. */
export interface OutboxRow {
  readonly id: CommandId;
  readonly account: AgentId;
  readonly command: AnyCommand;
  readonly at: Instant;
  /** It was handed to the network at least once, so it may be done already. */
  readonly emitted: boolean;
  /** Given up: refused, or (without a refusal) older than 24 hours. Kept for Retry. */
  readonly failed?: { readonly refusal?: Refusal };
}

/** What a person has typed into a composer and not sent. */
export interface Draft {
  readonly account: AgentId;
  readonly interactionId: InteractionId;
  readonly kind: 'reply' | 'note';
  readonly text: string;
  readonly at: Instant;
}

/** A file on its way to a message that is not sent yet. */
export interface KeptUpload {
  readonly id: string;
  readonly account: AgentId;
  readonly interactionId: InteractionId;
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
  readonly at: Instant;
  /** Until the server has it. */
  readonly file?: Blob;
  /** Since then. */
  readonly attachment?: Attachment;
}

export interface DeskSchema extends DBSchema {
  outbox: { key: CommandId; value: OutboxRow; indexes: { byAccount: AgentId } };
  drafts: { key: [AgentId, InteractionId]; value: Draft; indexes: { byAccount: AgentId } };
  uploads: { key: string; value: KeptUpload; indexes: { byAccount: AgentId } };
}

export type LocalDatabase = IDBPDatabase<DeskSchema>;

let opened: Promise<LocalDatabase> | undefined;

/** What this device keeps between reloads. Personal data: everything is stored per account and wiped at sign-out. */
export function localDatabase(): Promise<LocalDatabase> {
  opened ??= open().catch((error: unknown) => {
    // Not for ever: there may be room the next time.
    opened = undefined;
    throw error;
  });
  return opened;
}

async function open(): Promise<LocalDatabase> {
  return openDB<DeskSchema>('ringdesk', 2, {
    upgrade(database, before) {
      if (before < 1) {
        database.createObjectStore('outbox', { keyPath: 'id' }).createIndex('byAccount', 'account');
        database
          .createObjectStore('drafts', { keyPath: ['account', 'interactionId'] })
          .createIndex('byAccount', 'account');
      }
      if (before < 2) database.createObjectStore('uploads', { keyPath: 'id' }).createIndex('byAccount', 'account');
    },
    // Another tab of a newer version waits for this one to let go.
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase | null)?.close();
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  });
}

/** Deletes everything of one account from this device. */
export async function forgetAccount(account: AgentId): Promise<void> {
  const database = await localDatabase();
  const stores = ['outbox', 'drafts', 'uploads'] as const;
  const transaction = database.transaction(stores, 'readwrite');
  for (const name of stores) {
    const store = transaction.objectStore(name);
    for await (const cursor of store.index('byAccount').iterate(account)) await cursor.delete();
  }
  await transaction.done;
}
