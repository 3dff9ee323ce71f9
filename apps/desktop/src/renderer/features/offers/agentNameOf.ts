import type { AgentId } from '@ringdesk/shared/model/ids.ts';

import type { Translate } from '../../text/text.ts';
import { workspace } from '../../workspace/workspace.ts';

/** How an agent is called in a sentence: by name, or as a colleague when the person may not know them. */
export const agentNameOf = (id: AgentId, t: Translate): string =>
  workspace.getState().mirror?.agents.get(id)?.name ?? t('colleague');
