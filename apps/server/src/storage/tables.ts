import type { Generated } from 'kysely';

/** Tables people wait for or that stand beside the engine, as the query builder sees them; schema.ts makes them. */
export interface Tables {
  interactions: InteractionsTable;
  accounts: AccountsTable;
  sessions: SessionsTable;
  invitations: InvitationsTable;
  reset_links: { agent_id: string; secret_hash: string; expires_at: number };
  preferences: { agent_id: string; data: string };
  canned_responses: CannedResponsesTable;
  saved_views: SavedViewsTable;
  files: FilesTable;
  erased_recordings: ErasedRecordingsTable;
  center_rights: { id: number; recordings: string };
  telephony_settings: { id: number; data: string };
  trunks: { id: string; name: string; version: number; settings: string };
  phone_accounts: { agent_id: string; user: string };
  center_keys: { name: string; secret: Uint8Array };
}

interface InteractionsTable {
  row: Generated<number>;
  id: string;
  state: string;
  queue_id: string;
  customer_id: string;
  agent_id: string | null;
  last_at: number;
  archived: Generated<number>;
  customer_name: string;
  name_pending: number;
  data: string;
  channel_id: string;
  arrived_at: number;
  /** How many replies the response times are of; null: none yet. */
  replies: number | null;
  first_ms: number | null;
  total_ms: number | null;
  max_ms: number | null;
  rating: number | null;
  topic: string | null;
  /** 2: marked now, 1: was marked, 0: never. */
  unanswered: number;
  overdue: number;
  spam: number;
}

/** `scope`: `center`, `queue:<id>` or `agent:<id>`. */
interface CannedResponsesTable {
  id: string;
  scope: string;
  folder: string;
  shortcut: string;
  text: string;
  uses: Generated<number>;
}

/** `erased_by` null: the time for keeping it was over. */
interface ErasedRecordingsTable {
  file_id: string;
  interaction_id: string | null;
  kind: string;
  bytes: number;
  sha256: string;
  recorded_at: number;
  erased_at: number;
  erased_by: string | null;
}

interface SavedViewsTable {
  id: string;
  agent_id: string;
  shared: number;
  name: string;
  filter: string;
  sort: string;
}

interface AccountsTable {
  agent_id: string;
  email: string;
  password_hash: string;
  created_at: number;
  password_changed_at: number;
}

interface SessionsTable {
  id: string;
  agent_id: string;
  token_hash: string;
  device: string;
  created_at: number;
  last_seen_at: number;
  expires_at: number;
}

interface InvitationsTable {
  id: string;
  email: string;
  name: string;
  role: string;
  department_ids: string;
  secret_hash: string;
  created_by: string;
  created_at: number;
  expires_at: number;
}

interface FilesTable {
  id: string;
  purpose: string;
  owner_kind: string;
  owner_id: string;
  name: string;
  mime_type: string;
  bytes: number;
  width: number | null;
  height: number | null;
  sha256: string;
  has_preview: number;
  created_at: number;
  interaction_id: string | null;
  message_id: string | null;
}
