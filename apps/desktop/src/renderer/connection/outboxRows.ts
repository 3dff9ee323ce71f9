import type { AgentId, CommandId } from '@ringdesk/shared/model/ids.ts';
import { commands, type AnyCommand, type CommandName } from '@ringdesk/shared/protocol/commands.ts';

import { localDatabase, type OutboxRow } from '../workspace/localDatabase.ts';

/** Where commands wait on this device. */
export interface OutboxRows {
  /** Rows of one account, in the order in which the person acted. */
  load(account: AgentId): Promise<readonly OutboxRow[]>;
  put(row: OutboxRow): Promise<void>;
  delete(id: CommandId): Promise<void>;
}

/** Rows in IndexedDB. Ids are UUIDv7, so their order is the order in which they were made. */
export const indexedDbRows: OutboxRows = {
  async load(account) {
    const rows = await (await localDatabase()).getAllFromIndex('outbox', 'byAccount', account);
    return rows.filter((row) => stillUnderstood(row.command)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  },
  async put(row) {
    await (await localDatabase()).put('outbox', row);
  },
  async delete(id) {
    await (await localDatabase()).delete('outbox', id);
  },
};

/** A row written by an older version of the desk may no longer fit the contract; it could never be accepted. */
function stillUnderstood(command: { readonly name: string; readonly input: unknown }): command is AnyCommand {
  return (
    Object.hasOwn(commands, command.name) &&
    commands[command.name as CommandName].input.safeParse(command.input).success
  );
}
