import type { AgentId, ChannelId, CustomerId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Trace } from '@ringdesk/shared/model/trace.ts';
import type { ReportFilter, ReportSort, ReportTotals } from '@ringdesk/shared/model/report.ts';

import type { Consented, ConsentLookUp } from '../../domain/consent.ts';
import type { Kept } from '../../domain/inputs.ts';
import type { LookUp } from '../../domain/recall.ts';
import type { AuditEntry, QueueVersion } from './journal.ts';

/**
 * What a person may see in lists and search [74–77]: everything, or what is in these queues or is or was last
 * theirs. Worked out by the caller from the permission matrix; every list applies it inside its query. `missedIn`: of these
 * queues the report lists the missed calls that nobody has returned, too.
 */
export type Sight =
  | 'everything'
  | { readonly queueIds: readonly QueueId[]; readonly missedIn?: readonly QueueId[]; readonly agentId: AgentId };

export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; absent on the last page. */
  readonly next?: string;
}

/** A cursor that this server did not make, or one of another list: the caller answers `invalid`. */
export class BadCursor extends Error {
  override name = 'BadCursor';
}

export interface TranscriptReader {
  /** The interaction as of the last commit, archived ones too. */
  interaction(id: InteractionId): Promise<Interaction | undefined>;
  /** Up to `limit` (1–200) lines with `seq < beforeSeq`, oldest first. `public`: without the notes. */
  page(
    id: InteractionId,
    options: { readonly beforeSeq?: number; readonly limit: number; readonly only?: 'public' },
  ): Promise<{ readonly lines: readonly TranscriptLine[]; readonly more: boolean }>;
}

/** Interactions that have left the memory of the core, as of the last commit. */
export interface KeptInteractions {
  /** The one meant by a look-up of the rules, where it is closed. */
  find(lookUp: LookUp): Promise<Kept | undefined>;
  /** The one that began last of a customer on a channel, whatever its state. */
  newest(customerId: CustomerId, channelId: ChannelId): Promise<Interaction | undefined>;
  /** What the customer was called last, by themselves or by an agent, in any conversation; undefined: never anything. */
  nameOf(customerId: CustomerId): Promise<string | undefined>;
  /** Where, when and by whom the customer was blocked last; undefined: never. */
  lastBlockOf(customerId: CustomerId): Promise<KeptBlock | undefined>;
}

export interface KeptBlock {
  readonly interaction: Interaction;
  readonly line: Extract<TranscriptLine, { type: 'happening' }>;
}

/** [32] Consents as of the last commit. */
export interface ConsentTable {
  /** The newest version of a queue's statement that the customer accepted on the channel. */
  newest(of: ConsentLookUp): Promise<Consented | undefined>;
}

export interface ConversationLists {
  /** Newest activity first; `limit` 1–200. Throws BadCursor. */
  list(query: {
    readonly state: 'open' | 'closed' | 'any';
    readonly sight: Sight;
    readonly queueIds?: readonly QueueId[];
    readonly ownerId?: AgentId;
    readonly cursor?: string;
    readonly limit: number;
  }): Promise<Page<Interaction>>;
  /** Newest first; `limit` 1–50. */
  ofCustomer(query: {
    readonly customerId: CustomerId;
    readonly sight: Sight;
    readonly limit: number;
  }): Promise<readonly Interaction[]>;
}

export interface ConversationReport {
  /**
   * [49] One page of what the filter finds, `limit` 1–1000, and the totals of all of it. What has no value in the sorted
   * column comes last. A text without a letter or digit finds nothing. `only`: totals are not counted. Throws BadCursor,
   * TooManySearches.
   */
  page(query: {
    readonly filter: ReportFilter;
    readonly sort: ReportSort;
    readonly sight: Sight;
    readonly cursor?: string;
    readonly limit: number;
    readonly only?: 'rows';
  }): Promise<Page<Interaction> & { readonly totals: ReportTotals }>;
}

/** `snippet` shows the place with every match between ⟦ and ⟧; `seq` is absent for a match in the customer's name. */
export interface SearchHit {
  readonly interaction: Interaction;
  readonly snippet: string;
  readonly seq?: number;
}

/** More searches wait for their turn than it makes sense to wait for. */
export class TooManySearches extends Error {
  override name = 'TooManySearches';
}

export interface ConversationSearch {
  /**
   * Full text over message texts, notes and customer names; every word of `text` must begin a word found
   * (case and diacritics aside). Newest first, `limit` 1–50. Text without a letter or digit finds nothing. Throws
   * TooManySearches.
   */
  find(query: { readonly text: string; readonly sight: Sight; readonly limit: number }): Promise<readonly SearchHit[]>;
}

export interface DecisionHistory {
  /** The trace stored with the last decision about the interaction. */
  trace(id: InteractionId): Promise<Trace | undefined>;
  /** Newest first. */
  queueVersions(id: QueueId): Promise<readonly Omit<QueueVersion, 'queueId'>[]>;
}

export interface AuditLog {
  /** For acts outside the engine (signing in, accounts); the engine writes its own with its events. */
  append(entry: AuditEntry): Promise<void>;
  /** Newest first; `limit` 1–200. Throws BadCursor. */
  list(query: {
    readonly cursor?: string;
    readonly limit: number;
  }): Promise<Page<AuditEntry & { readonly id: number }>>;
  /** Wrong passwords for this account since it was last signed in to; undefined: none. */
  failedSignIns(agentId: AgentId): Promise<{ readonly count: number; readonly lastAt: Instant } | undefined>;
  /** Recomputes the hash chain from the first row; `brokenAt` is the first row that does not fit. */
  verify(): Promise<{ readonly rows: number; readonly brokenAt?: number }>;
}

/** State of the store for /readyz and metrics. */
export interface StorageHealth {
  /** A write inside a savepoint that is rolled back. */
  readonly writable: boolean;
  readonly freeBytes: number;
  /** 0 to 1. Below 0.05: readyz warns and no new attachments are taken. */
  readonly freeShare: number;
  readonly low: boolean;
  readonly walBytes: number;
  /** Rows of the outbox that are not yet done, and the age of the oldest in milliseconds. */
  readonly outboxWaiting: number;
  /** Rows of lists and transcripts that could not be written; `ringdesk doctor` names them. */
  readonly rowsAside: number;
  readonly at: Instant;
}
