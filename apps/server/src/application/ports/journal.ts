import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { AgentId, ChannelId, CustomerId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Trace } from '@ringdesk/shared/model/trace.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Reply } from '@ringdesk/shared/protocol/socket.ts';
import type { Result } from '@ringdesk/shared/result.ts';

import type { Actor, Context, Input } from '../../domain/inputs.ts';

/** What every event of the log has in common. `content` is everything personal; it may be erased later. */
export interface JournalEvent {
  readonly type: string;
  readonly at: Instant;
  readonly content?: object;
}

/**
 * Something that must happen outside, written with the events that caused it.
 * `key`: unique for ever, so an effect derived twice is kept once. `order`: effects of one order leave one after
 * the other, and a head that cannot leave blocks only its own order. `notAfter`: from then on it is dropped.
 */
export interface Effect {
  readonly type: string;
  readonly key: string;
  readonly payload: unknown;
  readonly order?: string;
  readonly notAfter?: Instant;
}

/** How an effect ended, written with the event that says so: never one without the other. */
export interface SettledEffect {
  readonly key: string;
  readonly state: 'done' | 'dead' | 'uncertain';
  readonly at: Instant;
  readonly note?: string;
}

/** An administrative act for the audit log. `details`: JSON or words of the product, never message text. */
export interface AuditEntry {
  readonly at: Instant;
  readonly by: AgentId | null;
  readonly act: string;
  readonly subject: string | null;
  readonly details: string | null;
}

/** [32] Who accepted which version of whose statement, and when. */
export interface Consent {
  readonly customerId: CustomerId;
  readonly channelId: ChannelId;
  readonly queueId: QueueId;
  readonly version: number;
  readonly at: Instant;
}

/** One saved version of a queue's settings [11]. */
export interface QueueVersion {
  readonly queueId: QueueId;
  readonly version: number;
  readonly at: Instant;
  readonly by: AgentId | null;
  readonly name: string;
  readonly settings: QueueSettings;
}

/**
 * Rows that lists, search and reports read. Administrative ones are written in the transaction of the events they come
 * from, the others may come a moment later, and never too late for a reader.
 */
export interface Projection {
  readonly interactions: readonly Interaction[];
  readonly archivedIds: readonly InteractionId[];
  readonly lines: readonly TranscriptLine[];
  /** Lines that were written before and read differently now: edited, or delivered. */
  readonly changedLines?: readonly TranscriptLine[];
  /** Effects of the outbox which ended with these events. */
  readonly settled?: readonly SettledEffect[];
  readonly traces: readonly { readonly interactionId: InteractionId; readonly trace: Trace }[];
  readonly queueVersions: readonly QueueVersion[];
  readonly consents: readonly Consent[];
  readonly audit: readonly AuditEntry[];
}

/**
 * The domain as the engine sees it: the five pure functions and what surrounds them. Passed in, so that tests and
 * benches can run the engine with rules of their own.
 */
export interface Rules<S, E extends JournalEvent, C> {
  emptyState(): S;
  checkpointOf(state: S): unknown;
  /** Throws on a checkpoint it cannot read; the engine then folds from the next older one. */
  stateFrom(checkpoint: unknown): S;
  /** decide and settle; on success the state has evolved, on refusal it is untouched. */
  handle(
    state: S,
    input: Input,
    context: Context,
  ): Result<{ readonly events: readonly E[]; readonly reply: unknown }, Refusal>;
  /** Mutates and returns the same object. Must accept events whose content is gone. */
  evolve(state: S, event: E): S;
  nextDeadline(state: S): Instant | undefined;
  effectsOf(events: readonly E[], after: S): readonly Effect[];
  changesOf(events: readonly E[], after: S): C;
  projectionOf(events: readonly E[], after: S): Projection;
  /** Whether a deadline that promises a duration is running (an offer): the clock is then only slewed, never stepped (I14). */
  budgetRunning(state: S): boolean;
}

/** Identity of a command: `scope` is whose ids they are (a session's agent, a visitor), `bodyHash` tells a reuse. */
export interface CommandKey {
  readonly scope: string;
  readonly id: string;
  readonly bodyHash: string;
}

export interface Submission {
  readonly actor: Actor;
  readonly command?: CommandKey;
}

/** One durable batch. `inputs` in the order they were decided, refused ones included. */
export interface Committed<E, C> {
  readonly events: readonly E[];
  readonly changes: C;
  readonly inputs: readonly Input[];
  readonly effects: readonly Effect[];
  /** Interactions that changed and are remembered, as everybody who may see them sees them now. */
  readonly interactions: readonly Interaction[];
  /** Engine time of the batch. */
  readonly at: Instant;
  /** Position of the last event of the log. */
  readonly position: number;
}

/** `readOnly`: the disk is full; reads go on, every submission is refused with storageFull until there is room. */
export type EngineMode = 'running' | 'readOnly' | 'stopped';

export interface Engine<S, E extends JournalEvent, C> {
  /**
   * Resolves only after the commit (refusals too: they are final and stored under the command's id).
   * Not stored, may be sent again: `storageFull`, `unavailable` (stopping), `internal` (a bug; the log has it).
   */
  submit(input: Input, meta: Submission): Promise<Reply>;
  /** Synchronous read of the live state. Never keep what it returns across an await. */
  read<T>(fn: (state: S) => T): T;
  /** Called after each durable batch that has events, in order, before the next one is decided. */
  onCommitted(listener: (committed: Committed<E, C>) => void): () => void;
  /** After `readOnly` → `running` facts that were refused meanwhile (sockets come and gone) must be told again. */
  onMode(listener: (mode: EngineMode) => void): () => void;
  mode(): EngineMode;
  /** Engine time: monotonic since the start, slowly following the wall clock (engineClock.ts). */
  now(): Instant;
  /** Commits what was submitted, saves a checkpoint, releases the alarm. Later submissions get `unavailable`. */
  stop(): Promise<void>;
}

/** A reply as it was given, kept 7 days. */
export interface StoredReply {
  readonly bodyHash: string;
  readonly reply: Reply;
}

export interface ReplyEntry extends CommandKey {
  readonly at: Instant;
  readonly reply: Reply;
}

/** Everything one tick writes, in one transaction. */
export interface Batch<E extends JournalEvent> {
  readonly at: Instant;
  readonly events: readonly E[];
  readonly replies: readonly ReplyEntry[];
  readonly effects: readonly Effect[];
  readonly projection: Projection;
}

/**
 * The batch itself cannot be written: a bug of whatever made one of its rows, which is the `cause`. Nothing of it was
 * written, and the store is as sound as before.
 */
export class UnwritableBatch extends Error {
  override name = 'UnwritableBatch';
  constructor(cause: unknown) {
    super('the batch cannot be written', { cause });
  }
}

/** What the fold starts from: the newest checkpoint that can be read, then every event after it. */
export interface Loaded<E extends JournalEvent> {
  readonly checkpoint?: { readonly position: number; readonly at: Instant; readonly state: unknown };
  /** Streamed; each row is checked. Throws CorruptJournal naming the row and the repair command. */
  readonly events: Iterable<{ readonly position: number; readonly event: E }>;
}

/**
 * The log. One leader writes: `epoch` is the leader's; a batch of an older one is refused by throwing.
 */
export interface Journal<E extends JournalEvent> {
  readonly epoch: number;
  /**
   * Atomic and durable when it resolves. `full`: nothing was written, there is no room. Throws UnwritableBatch where nothing
   * else is wrong; any other failure means that the store cannot be relied on.
   */
  append(epoch: number, batch: Batch<E>): Promise<Result<{ readonly position: number }, 'full'>>;
  /** One look-up for all commands of a tick; the result stands in the order asked. */
  findReplies(keys: readonly CommandKey[]): Promise<readonly (StoredReply | undefined)[]>;
  /** `skipCheckpoints`: how many of the newest to pass over because they could not be read. */
  load(skipCheckpoints?: number): Promise<Loaded<E>>;
  /**
   * Lists and transcripts may lag behind the log for a moment; whoever reads them sees everything that is committed. After
   * a crash they lag: position of the last event they contain.
   */
  projectedTo(): number;
  /** Brings them up to `position` with what the events after {@link projectedTo} came to. */
  project(projection: Projection, position: number): Promise<void>;
  /** Returns false when there was no room for it. */
  saveCheckpoint(
    epoch: number,
    checkpoint: { readonly position: number; readonly at: Instant; readonly state: unknown },
  ): Promise<boolean>;
  /** After `full`: frees the reserve so that deletions work, and reports whether there is room again. */
  regainRoom(): Promise<boolean>;
  /**
   * Work that can wait: search index, replies older than 7 days, and in a quiet moment the WAL checkpoint. A few
   * milliseconds per call, less between two batches. True when nothing is left.
   */
  tidy(now: Instant, moment: 'quiet' | 'between'): Promise<boolean>;
}

/** Time as the machine gives it. `wall`: milliseconds since 1970; `monotonic`: milliseconds, never goes back. */
export interface MachineClock {
  wall(): Instant;
  monotonic(): number;
}

/**
 * One armed timer; arming again replaces it. The engine owns one. It may ring early, for what it was armed before: whoever is
 * rung looks at what is due and arms it again.
 */
export interface Alarm {
  arm(afterMs: number, ring: () => void): void;
  disarm(): void;
}

/** Structured log: ids, codes and sizes only, never content. */
export interface EventLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Named places where tests make the process die or a call fail; in production every call does nothing. */
export type FailpointName =
  | 'beforeCommit'
  | 'commit'
  | 'afterCommitBeforeAck'
  | 'afterAckBeforePublish'
  | 'effectSentBeforeDone'
  | 'updateKept'
  | 'updateTakenBeforeSettled'
  | 'updatesTakenBeforeConfirmed'
  | `migrationStatement:${number}`
  | `backupPage:${number}`
  | 'restoreCopied'
  | 'restoreDecided'
  | 'restoreLogAside'
  | 'restoreAside';
export type Failpoints = (name: FailpointName) => void;
