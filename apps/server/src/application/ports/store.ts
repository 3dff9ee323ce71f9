import type { Journal, JournalEvent } from './journal.ts';
import type {
  AuditLog,
  ConsentTable,
  ConversationLists,
  ConversationReport,
  ConversationSearch,
  DecisionHistory,
  KeptInteractions,
  StorageHealth,
  TranscriptReader,
} from './lists.ts';
import type { InboundTable, MessengerPeople, SecretTable } from './messengers.ts';
import type { OutboxTable } from './outbox.ts';
import type { RecordingTable } from './recordings.ts';
import type {
  AccountTable,
  CannedResponseTable,
  CenterKeys,
  FileTable,
  InvitationTable,
  PreferenceTable,
  ResetLinkTable,
  SavedViewTable,
  SessionTable,
  VisitorContactTable,
  VisitorNameTable,
} from './tables.ts';
import type { TelephonyTable } from './telephony.ts';

/** Everything the data directory keeps, behind ports; made by storage/openStore.ts, closed once at the end. */
export interface Store<E extends JournalEvent> {
  readonly journal: Journal<E>;
  readonly outbox: OutboxTable;

  readonly transcripts: TranscriptReader;
  readonly conversations: ConversationLists;
  readonly kept: KeptInteractions;
  readonly search: ConversationSearch;
  readonly report: ConversationReport;
  readonly decisions: DecisionHistory;
  readonly audit: AuditLog;

  readonly accounts: AccountTable;
  readonly sessions: SessionTable;
  readonly invitations: InvitationTable;
  readonly resetLinks: ResetLinkTable;
  readonly preferences: PreferenceTable;
  readonly canned: CannedResponseTable;
  readonly savedViews: SavedViewTable;
  readonly files: FileTable;
  readonly recordings: RecordingTable;
  readonly visitorNames: VisitorNameTable;
  readonly visitorContacts: VisitorContactTable;
  readonly consents: ConsentTable;
  readonly keys: CenterKeys;

  readonly inbound: InboundTable;
  readonly messengerPeople: MessengerPeople;
  readonly secrets: SecretTable;
  readonly telephony: TelephonyTable;

  health(): Promise<StorageHealth>;
  /** Folds the WAL back, releases the lock of the data directory. */
  close(): Promise<void>;
}
