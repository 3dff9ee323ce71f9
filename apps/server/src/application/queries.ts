import type { AgentId, InteractionId, SessionId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import { type QueryInput, type QueryName, type QueryReply, queries } from '@ringdesk/shared/protocol/queries.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { QueryEnvelope, type Reply } from '@ringdesk/shared/protocol/socket.ts';
import { refuse, type Result } from '@ringdesk/shared/result.ts';

import { maySeeArchived, mayQuery, reachOf } from '../domain/permissions.ts';
import { accountQueries } from './accountQueries.ts';
import { centerQueries } from './centerQueries.ts';
import { conversationQueries } from './conversationQueries.ts';
import type { Accounts } from './accounts.ts';
import type { Attachments } from './attachments.ts';
import type { DeskEngine } from './deskEngine.ts';
import { parseAtDoor } from './door.ts';
import type { FileLinks } from './fileLinks.ts';
import type { Invitations } from './invitations.ts';
import type { Audit } from './people.ts';
import { BadCursor, type Sight } from './ports/lists.ts';
import type { Store } from './ports/store.ts';
import { StorageFull } from './ports/tables.ts';
import type { Sessions } from './sessions.ts';

/** Who asks, from the socket; never from the payload. */
export interface Asker {
  readonly agentId: AgentId;
  readonly sessionId: SessionId;
  /** The network the request came from, for the delays on wrong passwords. */
  readonly network: string;
  /** The desk shows this transcript from now on. */
  follow(id: InteractionId): void;
}

export interface QueriesParts {
  readonly engine: DeskEngine;
  readonly store: Pick<
    Store<never>,
    'transcripts' | 'conversations' | 'search' | 'decisions' | 'audit' | 'preferences' | 'canned' | 'sessions'
  >;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly invitations: Invitations;
  readonly attachments: Attachments;
  readonly links: FileLinks;
  readonly audit: Audit;
  /** Address of the server as browsers reach it, for the widget's snippet. */
  publicUrl(): string;
  now(): Instant;
}

/** Answers one query whose right has been checked. */
export type QueryHandler<N extends QueryName> = (input: QueryInput<N>, asker: Asker) => Promise<Result<QueryReply<N>, Refusal>>;
export type QueryHandlers<N extends QueryName> = { readonly [K in N]: QueryHandler<K> };

const isQueryName = (name: string): name is QueryName => Object.hasOwn(queries, name);

/**
 * The way of a query from the wire to its answer: envelope, schema, right, handler. The rights are the domain's one matrix; for
 * what has left the engine's memory the same rules are applied to the stored row.
 */
export function createQueries(parts: QueriesParts) {
  const { engine } = parts;
  const handlers: QueryHandlers<QueryName> = { ...conversationQueries(parts), ...centerQueries(parts), ...accountQueries(parts) };

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
      if (error instanceof StorageFull) return refuse({ code: 'storageFull' });
      throw error;
    }
  };

  async function refusalOf(all: QueriesParts, agentId: AgentId, name: QueryName, input: unknown): Promise<Refusal | undefined> {
    const refused = engine.read((state) => mayQuery(state, agentId, name, input));
    if (refused?.code !== 'notFound' || !readsArchive(name)) return refused;
    const { interactionId } = input as { readonly interactionId: InteractionId };
    return (await maySeeStored(all, agentId, interactionId)) ? undefined : refused;
  }
}

export type StaffQueries = ReturnType<typeof createQueries>;

/** Queries about one interaction that are answered from the store, so that they outlive the engine's memory of it. */
const readsArchive = (name: QueryName): boolean => name === 'transcript.get' || name === 'routing.trace';

/** Sight of an interaction that is no longer in memory; one that still is was judged by the live state. */
export async function maySeeStored({ engine, store }: Pick<QueriesParts, 'engine' | 'store'>, agentId: AgentId, id: InteractionId): Promise<boolean> {
  if (engine.read((state) => state.interactions.has(id))) return false;
  const stored = await store.transcripts.interaction(id);
  return stored !== undefined && engine.read((state) => maySeeArchived(state, agentId, stored));
}

/** What lists and search may show to the person. */
export function sightFor(engine: DeskEngine, agentId: AgentId): Sight {
  const reach = engine.read((state) => reachOf(state, agentId));
  return reach.all ? 'everything' : { queueIds: reach.queueIds, agentId };
}
