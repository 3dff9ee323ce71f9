import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Consult } from '@ringdesk/shared/model/call.ts';

import { phoneText } from '../../text/phoneNumber.ts';
import { text } from '../../text/text.ts';
import { workspace } from '../../workspace/workspace.ts';

/** An agent's name now; a word for a colleague when the person may not know them. */
export const agentNameOf = (id: AgentId): string =>
  workspace.getState().mirror?.agents.get(id)?.name ?? text('calls:someone');

/** Who is asked. */
export const consultedName = (who: Consult['with']): string =>
  who.kind === 'agent' ? agentNameOf(who.agentId) : phoneText(who.number);
