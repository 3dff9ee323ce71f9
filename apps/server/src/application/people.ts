import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';

import type { AuditEntry } from './ports/journal.ts';

/** What accounts need to know of the team, which the engine holds. */
export interface People {
  agent(id: AgentId): Agent | undefined;
}

/** Writes one line of the audit log; a full disk never keeps a person from signing in or out. */
export type Audit = (entry: Omit<AuditEntry, 'at'>, at: Instant) => Promise<void>;
