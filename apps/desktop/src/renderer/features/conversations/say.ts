import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';

import { refusalText } from '../../text/refusalText.ts';
import { showToast } from '../../ui/feedback/toasts.ts';
import { serverNow } from '../../workspace/clock.ts';
import { workspace } from '../../workspace/workspace.ts';

export const sayRefusal = (refusal: Refusal): string =>
  refusalText(refusal, (id) => workspace.getState().mirror?.agents.get(id)?.name, serverNow());

/** Tells that something was not done, and why. */
export const showRefusal = (refusal: Refusal): void => void showToast({ text: sayRefusal(refusal), tone: 'bad' });
