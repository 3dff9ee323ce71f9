import type {
  AgentId,
  AttachmentId,
  CannedResponseId,
  CustomerId,
  DepartmentId,
  InteractionId,
  InvitationId,
  MessageId,
  QueueId,
  SavedViewId,
  SessionId,
} from '@ringdesk/shared/model/ids.ts';
import type { Role } from '@ringdesk/shared/model/agent.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { CannedResponse, ImportedResponse } from '@ringdesk/shared/model/cannedResponse.ts';
import type { Preferences } from '@ringdesk/shared/model/preferences.ts';
import type { SavedView } from '@ringdesk/shared/model/report.ts';
import type { Result } from '@ringdesk/shared/result.ts';

/**
 * Ordinary tables beside the engine. Secrets come in hashed. Every write is durable when it resolves; without room
 * on the disk it throws StorageFull (the caller answers `storageFull`).
 */
export class StorageFull extends Error {
  override name = 'StorageFull';
}

/** Sign-in of one agent. `email` is lower case and unique in the center. */
export interface Account {
  readonly agentId: AgentId;
  readonly email: string;
  /** Encoded argon2id hash with its parameters. */
  readonly passwordHash: string;
  readonly createdAt: Instant;
  readonly passwordChangedAt: Instant;
}

export interface AccountTable {
  count(): Promise<number>;
  create(
    account: Pick<Account, 'agentId' | 'email' | 'passwordHash' | 'createdAt'>,
  ): Promise<Result<void, 'emailTaken'>>;
  /** Takes back an account whose agent could not be added. */
  delete(agentId: AgentId): Promise<void>;
  byEmail(email: string): Promise<Account | undefined>;
  byAgent(agentId: AgentId): Promise<Account | undefined>;
  setPassword(agentId: AgentId, passwordHash: string, at: Instant): Promise<void>;
}

export interface Session {
  readonly id: SessionId;
  readonly agentId: AgentId;
  /** SHA-256 of the token, hexadecimal. */
  readonly tokenHash: string;
  readonly device: string;
  readonly createdAt: Instant;
  readonly lastSeenAt: Instant;
  /** Absolute end. */
  readonly expiresAt: Instant;
}

export interface SessionTable {
  create(session: Session): Promise<void>;
  byTokenHash(tokenHash: string): Promise<Session | undefined>;
  byId(id: SessionId): Promise<Session | undefined>;
  /** Newest activity first. */
  ofAgent(agentId: AgentId): Promise<readonly Session[]>;
  touch(id: SessionId, at: Instant): Promise<void>;
  /** True when it was there. */
  end(id: SessionId): Promise<boolean>;
  /** Ends all of an agent's, save one; returns the ids that ended. */
  endAllOf(agentId: AgentId, except?: SessionId): Promise<readonly SessionId[]>;
  /** Ends those past their absolute end or not seen since `seenBefore`; returns the ids that ended. */
  endExpired(now: Instant, seenBefore: Instant): Promise<readonly SessionId[]>;
}

export interface InvitationRow {
  readonly id: InvitationId;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly departmentIds: readonly DepartmentId[];
  readonly secretHash: string;
  readonly createdBy: AgentId;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

export interface InvitationTable {
  create(invitation: InvitationRow): Promise<void>;
  /** Those not expired, newest first. */
  list(now: Instant): Promise<readonly InvitationRow[]>;
  bySecretHash(secretHash: string, now: Instant): Promise<InvitationRow | undefined>;
  /** True for the one caller that got it: an invitation is used once. */
  take(id: InvitationId): Promise<boolean>;
  /** Puts back what `take` removed, when the account could not be made after all. */
  restore(invitation: InvitationRow): Promise<void>;
  revoke(id: InvitationId): Promise<boolean>;
}

export interface ResetLinkTable {
  /** Replaces earlier links of the agent. */
  create(link: { readonly agentId: AgentId; readonly secretHash: string; readonly expiresAt: Instant }): Promise<void>;
  find(secretHash: string, now: Instant): Promise<AgentId | undefined>;
  /** Ends every open link. */
  endAll(): Promise<void>;
  /** Ends the open link of the agent, where there is one. */
  endOf(agentId: AgentId): Promise<void>;
  /** The agent, for the one caller that got it: a link is used once. */
  take(secretHash: string, now: Instant): Promise<AgentId | undefined>;
}

export interface PreferenceTable {
  /** As stored; undefined when none were saved or the stored ones no longer fit the schema. */
  get(agentId: AgentId): Promise<Preferences | undefined>;
  save(agentId: AgentId, preferences: Preferences): Promise<void>;
}

/** Whose list of canned responses [41]: the center's, a queue's, or a person's. */
export type CannedList =
  | { readonly kind: 'center' }
  | { readonly kind: 'queue'; readonly queueId: QueueId }
  | { readonly kind: 'personal'; readonly agentId: AgentId };

export type CannedRow = Omit<CannedResponse, 'scope'> & { readonly list: CannedList };

export interface CannedResponseTable {
  /** Of these lists, by shortcut. */
  list(lists: readonly CannedList[]): Promise<readonly CannedRow[]>;
  byId(id: CannedResponseId): Promise<CannedRow | undefined>;
  /** New, or changed under its id; `uses` stays as it is counted. */
  save(response: CannedRow): Promise<Result<void, 'nameTaken'>>;
  delete(id: CannedResponseId): Promise<boolean>;
  /** Forgets the lists of all queues but these. */
  forgetOtherQueues(queueIds: readonly QueueId[]): Promise<void>;
  /** Counts one more insertion. */
  used(id: CannedResponseId): Promise<void>;
  /** All of them or none; a shortcut that is in the list already gets the new text and folder, and keeps its id. */
  import(
    list: CannedList,
    responses: readonly ImportedResponse[],
    newId: () => string,
  ): Promise<{ readonly added: number; readonly replaced: number }>;
}

/** Filters kept under a name [49]. */
export type SavedViewRow = Omit<SavedView, 'mine'> & { readonly agentId: AgentId };

export interface SavedViewTable {
  /** The person's own and the shared ones of others, by name; one that no longer fits its schema is left out. */
  list(agentId: AgentId): Promise<readonly SavedViewRow[]>;
  byId(id: SavedViewId): Promise<SavedViewRow | undefined>;
  /** How many a person has. */
  countOf(agentId: AgentId): Promise<number>;
  save(view: SavedViewRow): Promise<void>;
  delete(id: SavedViewId): Promise<boolean>;
}

/** A file kept in the data directory; the row never holds its bytes. */
export interface StoredFile {
  readonly id: AttachmentId;
  /** `sound`: of a queue, to be played to callers; `recording`: of a call, or voicemail. */
  readonly purpose: 'message' | 'picture' | 'sound' | 'recording';
  /** Who put it there: an agent's or a customer's id. */
  readonly owner: { readonly kind: 'agent' | 'customer'; readonly id: string };
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  /** SHA-256 of the content, hexadecimal. */
  readonly sha256: string;
  readonly hasPreview: boolean;
  readonly createdAt: Instant;
  /** Set in the transaction of the message that carries it; until then the file is pending. */
  readonly interactionId: InteractionId | null;
  readonly messageId: MessageId | null;
}

export interface FileTable {
  /** `interactionId`: of a recording, which belongs to its call from the start. */
  create(file: Omit<StoredFile, 'interactionId' | 'messageId'>, interactionId?: InteractionId): Promise<void>;
  byId(id: AttachmentId): Promise<StoredFile | undefined>;
  byIds(ids: readonly AttachmentId[]): Promise<readonly StoredFile[]>;
  setPreview(id: AttachmentId, hasPreview: boolean): Promise<void>;
  /** Message files no message carries, made before `before`. */
  pendingBefore(before: Instant, limit: number): Promise<readonly StoredFile[]>;
  /** Recordings made before `before`, in the order in which they were made, after this one. */
  recordingsBefore(
    before: Instant,
    after: { readonly createdAt: Instant; readonly id: string },
    limit: number,
  ): Promise<readonly StoredFile[]>;
  delete(id: AttachmentId): Promise<void>;
  /** Count and bytes an owner put there since. */
  usage(owner: StoredFile['owner'], since: Instant): Promise<{ readonly files: number; readonly bytes: number }>;
}

/** What visitors said their name is, until a message brings it into a conversation. Forgotten with their token, after 30 days. */
export interface VisitorNameTable {
  get(id: CustomerId): Promise<string | undefined>;
  /** Throws StorageFull. */
  put(id: CustomerId, name: string, now: Instant): Promise<void>;
  forget(id: CustomerId): Promise<void>;
}

/** What the contact form brought [34], until a message takes it into a conversation. Forgotten with the token, after 30 days. */
export interface VisitorContactTable {
  get(id: CustomerId): Promise<{ readonly email: string; readonly phone: string } | undefined>;
  /** Throws StorageFull. */
  put(id: CustomerId, contact: { readonly email: string; readonly phone: string }, now: Instant): Promise<void>;
  forget(id: CustomerId): Promise<void>;
}

export interface CenterKeys {
  /** The secret of that name (for signing), made once by `make` and kept. At least 32 bytes. */
  secret(name: string, make: () => Uint8Array): Promise<Uint8Array>;
}
