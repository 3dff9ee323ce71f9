import { ChannelId } from '@ringdesk/shared/model/ids.ts';
import { ok, refuse } from '@ringdesk/shared/result.ts';

import type { QueriesParts, QueryHandlers } from './queryParts.ts';
import { snippetOf } from './snippet.ts';

type Name = 'queue.history' | 'channel.snippet' | 'audit.list';

/** The center: history of settings, the audit log, the widget's snippet. */
export function centerQueries(parts: QueriesParts): QueryHandlers<Name> {
  const { engine, store } = parts;
  return {
    async 'queue.history'({ queueId }) {
      return ok({ versions: [...(await store.decisions.queueVersions(queueId))] });
    },

    async 'channel.snippet'({ channelId }) {
      const id = ChannelId.safeParse(channelId);
      const channel = id.success ? engine.read((state) => state.channels.get(id.data)) : undefined;
      return channel?.kind === 'liveChat'
        ? ok({ html: snippetOf(parts.publicUrl(), channel) })
        : refuse({ code: 'notFound' });
    },

    async 'audit.list'({ cursor, limit }) {
      const page = await store.audit.list({ limit, ...(cursor === undefined ? {} : { cursor }) });
      return ok({ entries: [...page.items], ...(page.next === undefined ? {} : { next: page.next }) });
    },
  };
}
