import type { AgentId } from '@ringdesk/shared/model/ids.ts';

import { workspace } from '../../workspace/workspace.ts';

/** The name of an agent now; empty when the person may not know them. */
export const agentNameOf = (id: AgentId): string => workspace.getState().mirror?.agents.get(id)?.name ?? '';
