import type { Generated } from 'kysely';

/** Tables people wait for or that stand beside the engine, as the query builder sees them; schema.ts makes them. */
export interface Tables {
  interactions: InteractionsTable;
  accounts: AccountsTable;
  sessions: SessionsTable;
  invitations: InvitationsTable;
  reset_links: { agent_id: string; secret_hash: string; expires_at: number };
  preferences: { agent_id: string; data: string };
  canned_responses: { id: string; shortcut: string; text: string };
  files: FilesTable;
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
