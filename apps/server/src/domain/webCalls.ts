import type { ChannelId } from '@ringdesk/shared/model/ids.ts';
import type { QueueRecord, State } from './state.ts';

/** The call button of a website: its entry and the queue that serves it. Undefined: the site has none, or it serves nobody. */
export function callButtonOf(
  state: State,
  siteChannelId: ChannelId,
): { readonly channelId: ChannelId; readonly queue: QueueRecord } | undefined {
  for (const channel of state.channels.values()) {
    if (channel.kind !== 'webCall' || channel.settings.siteChannelId !== siteChannelId) continue;
    const queue = channel.queueId === null ? undefined : state.queues.get(channel.queueId);
    if (queue) return { channelId: channel.id, queue };
  }
  return undefined;
}

/** Whether somebody could answer a call now: the queue is open, and a member is free or only in another call. */
export function couldAnswer({ active, hours, roster }: QueueRecord): boolean {
  return active && hours.open && (roster.ready.size > 0 || (roster.counts.get('onCall') ?? 0) > 0);
}
