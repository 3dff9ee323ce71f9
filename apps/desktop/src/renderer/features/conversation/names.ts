import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';

import { refusalText } from '../../text/refusalText.ts';
import { text } from '../../text/text.ts';
import { showToast } from '../../ui/feedback/toasts.ts';
import { serverNow } from '../../workspace/clock.ts';
import { workspace } from '../../workspace/workspace.ts';

/** The name of an agent now; a word for a colleague when the person may not know them. */
export const agentNameOf = (id: AgentId): string =>
  workspace.getState().mirror?.agents.get(id)?.name ?? text('conversation:message.someone');

export const sayRefusal = (refusal: Refusal): string => refusalText(refusal, agentNameOf, serverNow());

/** Tells that something was not done, and why. */
export const showRefusal = (refusal: Refusal): void => void showToast({ text: sayRefusal(refusal), tone: 'bad' });
