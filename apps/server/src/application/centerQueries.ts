import { ChannelId } from '@ringdesk/shared/model/ids.ts';
import { ok, refuse } from '@ringdesk/shared/result.ts';

import type { QueriesParts, QueryHandlers } from './queryParts.ts';
import { snippetOf } from './snippet.ts';

type Name = 'queue.history' | 'channel.snippet' | 'audit.list' | 'canned.list' | 'canned.save' | 'canned.delete';

/** The center: history of settings, the audit log, the widget's snippet, canned responses. */
export function centerQueries(parts: QueriesParts): QueryHandlers<Name> {
  const { engine, store, audit, now } = parts;
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

    async 'canned.list'() {
      return ok({ responses: [...(await store.canned.list())] });
    },

    async 'canned.save'(response, { agentId }) {
      const saved = await store.canned.save(response);
      if (!saved.ok) return refuse({ code: 'nameTaken' });
      await audit({ by: agentId, act: 'canned.saved', subject: response.id, details: null }, now());
      return ok({});
    },

    async 'canned.delete'({ id }, { agentId }) {
      if (!(await store.canned.delete(id))) return refuse({ code: 'notFound' });
      await audit({ by: agentId, act: 'canned.deleted', subject: id, details: null }, now());
      return ok({});
    },
  };
}
