import type { Notice } from '@ringdesk/shared/model/notice.ts';

import { formatDateTime, formatTime } from '../../text/format.ts';
import type { Translate } from '../../text/text.ts';
import { workspace } from '../../workspace/workspace.ts';

/** What a notice says: the queue's own text, or a cap on calls to the outside that is nearly used up. */
export function noticeText({ text, cap }: Notice, t: Translate): string {
  if (cap === undefined) return text;
  const { per, agentId, used, limit, resetsAt } = cap;
  const agent = workspace.getState().mirror?.agents.get(agentId)?.name ?? '';
  const time = per === 'hour' ? formatTime(resetsAt) : formatDateTime(resetsAt);
  return t(`notifications:cap.${per}`, { agent, used, count: limit, time });
}
