import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';

import type { Mirror } from '../../workspace/mirror.ts';
import { isMember, mayIntercept } from '../../workspace/selectors.ts';

/** What the person may do with a conversation as it stands. The server decides; this shows what is worth offering. */
export interface Standing {
  /** I own it and it is open: I reply. */
  readonly mayReply: boolean;
  readonly mine: boolean;
  readonly mayTransfer: boolean;
  readonly mayClose: boolean;
  readonly mayPark: boolean;
  readonly mayUnpark: boolean;
  readonly mayFinishWrapUp: boolean;
  readonly mayReopen: boolean;
  /** `take`: it waits; `takeOver`: a colleague has it; `intercept`: it rings at a colleague. */
  readonly get: 'take' | 'takeOver' | 'intercept' | undefined;
  readonly mayPrioritise: boolean;
  readonly owner: AgentId | undefined;
}

export function standingOf(interaction: Interaction, mirror: Mirror): Standing {
  const owner = 'ownerId' in interaction ? interaction.ownerId : undefined;
  const mine = owner === mirror.me;
  const { state } = interaction;
  const steers = maySteer(interaction, mirror);
  const offering = state === 'active' && interaction.transfer !== undefined;
  return {
    owner,
    mine,
    mayReply: mine && state === 'active',
    mayTransfer: (mine || steers) && state === 'active' && !offering,
    mayClose: (mine || steers) && (state === 'active' || state === 'parked'),
    mayPark: mine && state === 'active',
    mayUnpark: mine && state === 'parked',
    mayFinishWrapUp: state === 'wrapUp' && (mine || steers),
    mayReopen: state === 'closed',
    get: wayToGet(interaction, mirror, steers),
    mayPrioritise: state !== 'closed' && state !== 'wrapUp',
  };
}

/** A supervisor steers the queues given to them, an admin all. */
function maySteer(interaction: Interaction, mirror: Mirror): boolean {
  const me = mirror.agents.get(mirror.me);
  if (me === undefined || me.role === 'agent') return false;
  return me.role === 'admin' || me.supervises.includes(interaction.queueId);
}

function wayToGet(interaction: Interaction, mirror: Mirror, steers: boolean): Standing['get'] {
  const queue = mirror.queues.get(interaction.queueId);
  const member = queue !== undefined && isMember(mirror, queue, mirror.me);
  switch (interaction.state) {
    case 'queued':
      return member || steers ? 'take' : undefined;
    case 'offered':
      if (interaction.offeredTo.includes(mirror.me)) return undefined;
      return queue !== undefined && mayIntercept(mirror, queue) ? 'intercept' : undefined;
    case 'active':
    case 'parked':
      return interaction.ownerId !== mirror.me && steers ? 'takeOver' : undefined;
    default:
      return undefined;
  }
}
