import { DAY, SECOND } from '@ringdesk/shared/model/time.ts';
import type { AnyCommand, CommandName } from '@ringdesk/shared/protocol/commands.ts';

/**
 * How long a command of the person stays meant.
 *
 * `stored`: work on a conversation: kept in IndexedDB for 24 hours, survives a reload. `held`: kept in memory as long,
 * worth nothing after a reload. `live`: means something only now (accepting an offer ten minutes late is another act):
 * refused at once while there is no connection, and given up when no answer came in time.
 */
export type Keeping = 'stored' | 'held' | 'live';

const keeping: Partial<Record<CommandName, Keeping>> = {
  'message.post': 'stored',
  'interaction.close': 'stored',
  'interaction.park': 'stored',
  'interaction.nameCustomer': 'stored',
  'interaction.read': 'held',
};

export const keepingOf = (name: CommandName): Keeping => keeping[name] ?? 'live';

export const KEPT_MS: Readonly<Record<Keeping, number>> = { stored: DAY, held: DAY, live: 15 * SECOND };

/**
 * Commands of one lane are sent one after the other, each after the answer to the one before; lanes do not wait for each
 * other. A lane is an interaction, an offer, or, for everything else, the kind of command.
 */
export function laneOf(command: AnyCommand): string {
  const { input } = command;
  // An accept does not wait for the word that the offer was seen.
  if (command.name === 'offer.shown') return `shown ${command.input.offerId}`;
  if ('interactionId' in input) return input.interactionId;
  if ('offerId' in input) return input.offerId;
  return command.name;
}
