import { ok } from '@ringdesk/shared/result.ts';

import type { QueriesParts, QueryHandlers } from './queryParts.ts';

type Name = 'channels.health' | 'channel.setToken' | 'channel.newSecret';

/** How channels with a messenger behind them do, and their secrets, which go in and never come out again. */
export function channelQueries({ messengers, audit, now }: QueriesParts): QueryHandlers<Name> {
  return {
    async 'channels.health'() {
      return ok({ channels: await messengers.health() });
    },

    async 'channel.setToken'({ channelId, token }, { agentId }) {
      const set = await messengers.setToken(channelId, token);
      if (set.ok) await audit({ by: agentId, act: 'channel.tokenSet', subject: channelId, details: null }, now());
      return set;
    },

    async 'channel.newSecret'({ channelId }, { agentId }) {
      const made = await messengers.makeSecret(channelId);
      if (made.ok) await audit({ by: agentId, act: 'channel.secretMade', subject: channelId, details: null }, now());
      return made;
    },
  };
}
