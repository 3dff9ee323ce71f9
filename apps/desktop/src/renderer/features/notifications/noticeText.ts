import type { Notice } from '@ringdesk/shared/model/notice.ts';

import { formatDateTime, formatDuration, formatTime } from '../../text/format.ts';
import type { Translate } from '../../text/text.ts';
import { workspace } from '../../workspace/workspace.ts';

/** What a notice says: the queue's own text, a cap on calls to the outside that is nearly used up, or what calls need. */
export function noticeText({ text, cap, outage }: Notice, t: Translate): string {
  if (outage !== undefined) {
    const { what, name = '', since, until } = outage;
    return until === undefined
      ? t(`notifications:outage.${what}`, { name, time: formatTime(since) })
      : t(`notifications:outage.${what}Back`, { name, time: formatDuration(until - since) });
  }
  if (cap === undefined) return text;
  const { per, agentId, used, limit, resetsAt } = cap;
  const agent = workspace.getState().mirror?.agents.get(agentId)?.name ?? '';
  const time = per === 'hour' ? formatTime(resetsAt) : formatDateTime(resetsAt);
  return t(`notifications:cap.${per}`, { agent, used, count: limit, time });
}
