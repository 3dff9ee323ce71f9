import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';

/** Whom an interaction concerns at once. */
export function involvedIn(interaction: Interaction | undefined): readonly AgentId[] {
  if (interaction === undefined) return [];
  const people = [...interaction.mentioned, ...(interaction.joined ?? [])];
  if (interaction.lastOwnerId !== undefined) people.push(interaction.lastOwnerId);
  if ('ownerId' in interaction) people.push(interaction.ownerId);
  if ('agentId' in interaction) people.push(interaction.agentId);
  if ('offeredTo' in interaction) people.push(...interaction.offeredTo);
  if ('transfer' in interaction && interaction.transfer !== undefined) people.push(interaction.transfer.toAgentId);
  const asked = interaction.call?.consult?.with;
  if (asked?.kind === 'agent') people.push(asked.agentId);
  return people;
}
