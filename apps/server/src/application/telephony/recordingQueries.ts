import { ok, refuse } from '@ringdesk/shared/result.ts';

import type { QueriesParts, QueryHandlers } from '../queryParts.ts';

type Name = 'recording.get' | 'recording.erase' | 'rights.get' | 'rights.save';

/** Recordings and voicemail: what the asker may do with one, the end of one, and who may what [74–77]. */
export function recordingQueries({ recordings, now }: QueriesParts): QueryHandlers<Name> {
  return {
    async 'recording.get'({ attachmentId }, { agentId }) {
      const about = await recordings.about(agentId, attachmentId);
      return about === undefined ? refuse({ code: 'notFound' }) : ok(about);
    },

    async 'recording.erase'({ attachmentId }, { agentId }) {
      const erased = await recordings.eraseBy(agentId, attachmentId, now());
      return erased.ok ? ok({}) : erased;
    },

    async 'rights.get'() {
      return ok({ recordings: recordings.rights() });
    },

    async 'rights.save'({ recordings: next }, { agentId }) {
      await recordings.saveRights(next, agentId, now());
      return ok({});
    },
  };
}
