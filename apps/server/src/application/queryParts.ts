import { type AgentId, CustomerId, type InteractionId, type SessionId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { QueryInput, QueryName, QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Result } from '@ringdesk/shared/result.ts';

import { maySeeArchived, reachOf } from '../domain/sight.ts';
import type { Accounts } from './accounts.ts';
import type { Attachments } from './attachments.ts';
import type { DeskEngine } from './deskEngine.ts';
import type { FetchOutside } from './fetchOutside.ts';
import type { FileLinks } from './fileLinks.ts';
import type { Invitations } from './invitations.ts';
import type { MailBox } from './mailSettings.ts';
import type { Audit } from './people.ts';
import type { Sight } from './ports/lists.ts';
import type { MessengerDesk } from './ports/messengers.ts';
import type { Store } from './ports/store.ts';
import type { Sessions } from './sessions.ts';
import type { Recordings } from './telephony/recordings.ts';
import type { TelephonyDesk } from './telephony/telephonyDesk.ts';

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
    | 'transcripts'
    | 'conversations'
    | 'search'
    | 'report'
    | 'decisions'
    | 'audit'
    | 'preferences'
    | 'canned'
    | 'savedViews'
    | 'sessions'
    | 'secrets'
    | 'kept'
    | 'visitorNames'
  >;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly invitations: Invitations;
  readonly attachments: Attachments;
  readonly links: FileLinks;
  readonly audit: Audit;
  readonly messengers: MessengerDesk;
  readonly mail: MailBox;
  readonly telephony: TelephonyDesk;
  readonly recordings: Recordings;
  /** Address of the server as browsers reach it, for the widget's snippet. */
  readonly publicUrl: () => string;
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly fetchOutside: FetchOutside;
}

/** Answers one query whose right has been checked. */
export type QueryHandler<N extends QueryName> = (
  input: QueryInput<N>,
  asker: Asker,
) => Promise<Result<QueryReply<N>, Refusal>>;
export type QueryHandlers<N extends QueryName> = { readonly [K in N]: QueryHandler<K> };

/** Sight of an interaction that is no longer in memory; one that still is was judged by the live state. */
export async function maySeeStored(
  { engine, store }: { readonly engine: DeskEngine; readonly store: Pick<Store<never>, 'transcripts'> },
  agentId: AgentId,
  id: InteractionId,
): Promise<boolean> {
  if (engine.read((state) => state.interactions.has(id))) return false;
  const stored = await store.transcripts.interaction(id);
  return stored !== undefined && engine.read((state) => maySeeArchived(state, agentId, stored));
}

/** Sight of a customer of whom nothing is in the person's hands: through any earlier conversation they may see [10]. */
export async function maySeeCustomerStored(
  { engine, store }: Pick<QueriesParts, 'engine' | 'store'>,
  agentId: AgentId,
  customerId: string,
): Promise<boolean> {
  const customer = CustomerId.safeParse(customerId);
  if (!customer.success) return false;
  const sight = sightFor(engine, agentId);
  return (await store.conversations.ofCustomer({ customerId: customer.data, sight, limit: 1 })).length > 0;
}

/** What lists and search may show to the person. */
export function sightFor(engine: DeskEngine, agentId: AgentId): Sight {
  const reach = engine.read((state) => reachOf(state, agentId));
  return reach.all ? 'everything' : { queueIds: reach.queueIds, missedIn: reach.missedIn, agentId };
}
