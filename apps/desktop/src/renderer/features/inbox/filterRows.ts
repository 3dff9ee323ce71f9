import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';

import type { Filters } from './inboxView.ts';

const foldText = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/**
 * Whether a row stays with these filters and this search text. Within one kind of filter any may hold, between kinds
 * all must. The text is looked for in the customer's name and in the last line, without case and accents; `name` is
 * how the screen calls the customer, so that what is seen can be found.
 */
export function rowMatches(
  interaction: Interaction,
  filters: Filters,
  query: string,
  facts: { readonly me: AgentId; readonly name: string },
): boolean {
  const { channelIds, queueIds, mentionsOnly } = filters;
  if (channelIds.length > 0 && !channelIds.includes(interaction.channelId)) return false;
  if (queueIds.length > 0 && !queueIds.includes(interaction.queueId)) return false;
  if (filters.unansweredOnly === true && interaction.unansweredMarkAt === undefined) return false;
  if (filters.overdueOnly === true && interaction.replyDue?.overdue !== true) return false;
  if (mentionsOnly && !interaction.mentioned.includes(facts.me)) return false;
  const wanted = foldText(query.trim());
  return (
    wanted === '' || foldText(facts.name).includes(wanted) || foldText(interaction.preview?.text ?? '').includes(wanted)
  );
}
