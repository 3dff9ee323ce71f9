import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';

/** Chats and calls have queues of their own; which it is follows from its settings and never changes. */
export function mediumOfQueue({ settings }: { readonly settings: Pick<QueueSettings, 'call'> }): 'chat' | 'call' {
  return settings.call === null ? 'chat' : 'call';
}
