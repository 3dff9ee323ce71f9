import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';

/** Colleagues who own, owned, or wrote in a conversation: the owner first, then in the order in which they came. */
export function participantsOf(interaction: Interaction, lines: readonly TranscriptLine[]): readonly AgentId[] {
  const found = new Set<AgentId>();
  if ('ownerId' in interaction) found.add(interaction.ownerId);
  for (const line of lines) {
    if (line.type === 'message' && line.author.kind === 'agent') found.add(line.author.agentId);
    if (
      line.type === 'happening' &&
      (line.what.name === 'accepted' || line.what.name === 'taken' || line.what.name === 'intercepted')
    )
      found.add(line.what.agentId);
  }
  return [...found];
}
