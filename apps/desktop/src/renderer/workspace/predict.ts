import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { AnyCommand } from '@ringdesk/shared/protocol/commands.ts';

import { type Mirror, withInteraction } from './mirror.ts';

/**
 * What the screen shows while a command is on its way: every click answers at once from local state and the network
 * only confirms (desk, decision 11). Only what the server will almost certainly say is predicted; who gets an
 * interaction next is the server's to decide and is waited for. A refusal drops the prediction.
 */
export function predict(mirror: Mirror, command: AnyCommand, now: Instant): Mirror {
  switch (command.name) {
    case 'offer.accept':
      return withOffer(mirror, command.input.offerId, (offers, offer) =>
        offers.put(offer.id, { ...offer, state: 'connecting' }),
      );
    case 'offer.decline':
      return withOffer(mirror, command.input.offerId, (offers, offer) => offers.without(offer.id));
    case 'presence.set': {
      const { state, reasonId } = command.input;
      return withMe(mirror, { presence: { state, since: now, ...(reasonId === undefined ? {} : { reasonId }) } });
    }
    case 'presence.setReceives': {
      const { receives } = command.input;
      return withMe(mirror, { receives: receives === 'both' ? undefined : receives, receivesSetBy: undefined });
    }
    case 'shift.set':
      return withMe(mirror, { shiftOpen: command.input.open });
    case 'profile.save':
      return withMe(mirror, { name: command.input.name, language: command.input.language });
    default:
      return predictInteraction(mirror, command, now);
  }
}

function predictInteraction(mirror: Mirror, command: AnyCommand, now: Instant): Mirror {
  if (!('interactionId' in command.input)) return mirror;
  const id = command.input.interactionId;
  const interaction = mirror.interactions.get(id);
  if (interaction === undefined) return mirror;
  const after = interactionAfter(interaction, command, mirror.me, now);
  return after === undefined ? mirror : withInteraction(mirror, id, after);
}

function interactionAfter(
  interaction: Interaction,
  command: AnyCommand,
  me: Mirror['me'],
  now: Instant,
): Interaction | undefined {
  const owned = 'ownerId' in interaction && interaction.ownerId === me;
  switch (command.name) {
    case 'message.post':
      return owned && command.input.kind === 'reply' ? answered(interaction) : undefined;
    case 'interaction.read':
      return afterReading(interaction, command.input.seq, owned, me);
    case 'interaction.close':
    case 'interaction.finishWrapUp':
      return owned
        ? // Closing answers nobody: its undo finds the customer waiting as before.
          { ...interaction, state: 'closed', since: now, reopenUntil: now, lastOwnerId: me }
        : undefined;
    case 'interaction.reopen':
      return interaction.state === 'closed' || interaction.state === 'wrapUp'
        ? { ...interaction, state: 'active', since: now, ownerId: me }
        : undefined;
    case 'interaction.park':
      return owned
        ? { ...interaction, state: 'parked', since: now, ownerId: me, until: command.input.until }
        : undefined;
    case 'interaction.unpark':
      return interaction.state === 'parked' && owned
        ? { ...interaction, state: 'active', since: now, ownerId: me }
        : undefined;
    case 'interaction.cancelTransfer': {
      if (interaction.state !== 'active') return undefined;
      const { transfer: _, ...rest } = interaction;
      return rest;
    }
    case 'interaction.setPriority':
      return { ...interaction, priority: command.input.priority };
    case 'interaction.nameCustomer':
      return { ...interaction, customer: { ...interaction.customer, name: command.input.name } };
    default:
      return undefined;
  }
}

function answered(interaction: Interaction): Interaction {
  const { unansweredSince: _, ...rest } = interaction;
  return rest;
}

function afterReading(interaction: Interaction, seq: number, owned: boolean, me: Mirror['me']): Interaction {
  const mentioned = interaction.mentioned.filter((agentId) => agentId !== me);
  if (!owned) return { ...interaction, mentioned };
  const ownerReadSeq = Math.max(interaction.ownerReadSeq, seq);
  const unread = ownerReadSeq >= interaction.lastCustomerSeq ? 0 : interaction.unread;
  return { ...interaction, mentioned, ownerReadSeq, unread };
}

function withOffer(
  mirror: Mirror,
  id: Parameters<Mirror['offers']['get']>[0],
  change: (offers: Mirror['offers'], offer: NonNullable<ReturnType<Mirror['offers']['get']>>) => Mirror['offers'],
): Mirror {
  const offer = mirror.offers.get(id);
  return offer === undefined ? mirror : { ...mirror, offers: change(mirror.offers, offer) };
}

function withMe(mirror: Mirror, change: Partial<NonNullable<ReturnType<Mirror['agents']['get']>>>): Mirror {
  const agent = mirror.agents.get(mirror.me);
  return agent === undefined ? mirror : { ...mirror, agents: mirror.agents.put(mirror.me, { ...agent, ...change }) };
}
