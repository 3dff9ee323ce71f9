import type { AgentId, CustomerId } from '@ringdesk/shared/model/ids.ts';
import type { QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import { ok } from '@ringdesk/shared/result.ts';

import { steers } from '../domain/sight.ts';
import type { KeptBlock } from './ports/lists.ts';
import type { QueriesParts, QueryHandlers } from './queryParts.ts';

type Sender = QueryReply<'senders.blocked'>['senders'][number];

/** Looked up in one go; between two of these others have their turn. */
const AT_ONCE = 50;
/** Of a list that is longer a search finds the latest. */
const MOST_LOOKED_AT = 5_000;

/** Who is blocked, the latest first: who did it, when and why stands in the conversation in which it was done. */
export function blockedSenders({ engine, store }: QueriesParts): QueryHandlers<'senders.blocked'> {
  /** A supervisor has those of the queues given to them, where they may also undo it. */
  const maySee = (agentId: AgentId, { interaction }: KeptBlock): boolean =>
    engine.read(({ agents }) => {
      const agent = agents.get(agentId);
      return agent !== undefined && steers(agent, interaction.queueId);
    });

  const senderOf = async (customerId: CustomerId, { interaction, line }: KeptBlock): Promise<Sender | undefined> => {
    if (line.what.name !== 'senderBlocked') return undefined;
    const name = (await store.visitorNames.get(customerId)) ?? (await store.kept.nameOf(customerId)) ?? '';
    const number = interaction.call?.number;
    const { reason, agentId: by } = line.what;
    return {
      customerId,
      name,
      ...(number !== undefined && { number }),
      channelId: interaction.channelId,
      interactionId: interaction.id,
      at: line.at,
      by,
      ...(reason !== undefined && { reason }),
    };
  };

  return {
    async 'senders.blocked'({ search, limit }, { agentId }) {
      // As they were blocked, the first of them first.
      const all = engine
        .read(({ blocked }) => [...blocked])
        .slice(-MOST_LOOKED_AT)
        .reverse();
      const wanted = search.trim().toLowerCase();
      const digits = wanted.replaceAll(/\D/g, '');
      const fits = ({ name, number }: Sender): boolean =>
        name.toLowerCase().includes(wanted) || (digits.length > 2 && number?.includes(digits) === true);
      const found: Sender[] = [];
      for (const [place, customerId] of all.entries()) {
        if (place % AT_ONCE === AT_ONCE - 1) await new Promise((resolve) => setImmediate(resolve));
        const block = await store.kept.lastBlockOf(customerId);
        const sender = block && maySee(agentId, block) ? await senderOf(customerId, block) : undefined;
        if (sender !== undefined && fits(sender)) found.push(sender);
        if (found.length > limit) break;
      }
      return ok({ senders: found.slice(0, limit).sort((a, b) => b.at - a.at), more: found.length > limit });
    },
  };
}
