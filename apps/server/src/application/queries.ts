import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { type QueryInput, type QueryName, queries } from '@ringdesk/shared/protocol/queries.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { QueryEnvelope, type Reply } from '@ringdesk/shared/protocol/socket.ts';
import { refuse } from '@ringdesk/shared/result.ts';

import { mayQuery } from '../domain/permissions.ts';
import { accountQueries } from './accountQueries.ts';
import { blockedSenders } from './blockedSenders.ts';
import { botQueries } from './bots/botQueries.ts';
import { cannedQueries } from './cannedQueries.ts';
import { centerQueries } from './centerQueries.ts';
import { channelQueries } from './channelQueries.ts';
import { conversationQueries } from './conversationQueries.ts';
import { parseAtDoor } from './door.ts';
import { mailQueries } from './mailQueries.ts';
import { BadCursor, TooManySearches } from './ports/lists.ts';
import { StorageFull } from './ports/tables.ts';
import {
  type Asker,
  maySeeCustomerStored,
  maySeeStored,
  type QueriesParts,
  type QueryHandler,
  type QueryHandlers,
} from './queryParts.ts';
import { reportQueries } from './reportQueries.ts';
import { recordingQueries } from './telephony/recordingQueries.ts';
import { telephonyQueries } from './telephonyQueries.ts';

const isQueryName = (name: string): name is QueryName => Object.hasOwn(queries, name);

/**
 * The way of a query from the wire to its answer: envelope, schema, right, handler. The rights are the domain's one matrix; for
 * what has left the engine's memory the same rules are applied to the stored row.
 */
export function createQueries(parts: QueriesParts) {
  const { engine } = parts;
  const handlers: QueryHandlers<QueryName> = {
    ...conversationQueries(parts),
    ...centerQueries(parts),
    ...blockedSenders(parts),
    ...cannedQueries(parts),
    ...reportQueries(parts),
    ...accountQueries(parts),
    ...channelQueries(parts),
    ...mailQueries(parts),
    ...telephonyQueries(parts),
    ...recordingQueries(parts),
    ...botQueries({ ...parts, secrets: parts.store.secrets }),
  };

  return async (asker: Asker, raw: unknown): Promise<Reply> => {
    const envelope = parseAtDoor(QueryEnvelope, raw);
    if (!envelope.ok) return envelope;
    const { name } = envelope.value;
    if (!isQueryName(name)) return refuse({ code: 'invalid', fields: { name: 'unknown-query' } });
    const input = parseAtDoor(queries[name].input, envelope.value.input);
    if (!input.ok) return input;
    const refused = await refusalOf(parts, asker.agentId, name, input.value);
    if (refused !== undefined) return refuse(refused);
    try {
      // Handler and input belong to the same name; TypeScript cannot follow that through the index.
      return await (handlers[name] as QueryHandler<QueryName>)(input.value as QueryInput<QueryName>, asker);
    } catch (error) {
      if (error instanceof BadCursor) return refuse({ code: 'invalid', fields: { cursor: 'not-a-cursor' } });
      if (error instanceof TooManySearches) return refuse({ code: 'unavailable' });
      if (error instanceof StorageFull) return refuse({ code: 'storageFull' });
      throw error;
    }
  };

  async function refusalOf(
    all: QueriesParts,
    agentId: AgentId,
    name: QueryName,
    input: unknown,
  ): Promise<Refusal | undefined> {
    const refused = engine.read((state) => mayQuery(state, agentId, name, input));
    if (refused?.code !== 'notFound') return refused;
    if (name === 'conversations.ofCustomer') {
      const { customerId } = input as QueryInput<typeof name>;
      return (await maySeeCustomerStored(all, agentId, customerId)) ? undefined : refused;
    }
    if (!readsArchive(name)) return refused;
    const { interactionId } = input as { readonly interactionId: InteractionId };
    return (await maySeeStored(all, agentId, interactionId)) ? undefined : refused;
  }
}

export type StaffQueries = ReturnType<typeof createQueries>;

/** Queries about one interaction that are answered from the store, so that they outlive the engine's memory of it. */
const readsArchive = (name: QueryName): boolean => name === 'transcript.get' || name === 'routing.trace';
