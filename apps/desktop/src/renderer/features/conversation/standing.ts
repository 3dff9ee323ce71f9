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
  /** `take`: it waits; `takeOver`: a colleague has it; `intercept`: it rings at a colleague; `fromBot`: a bot has it. */
  readonly get: 'take' | 'takeOver' | 'intercept' | 'fromBot' | undefined;
  /** A colleague's conversation which I may read along, or do. */
  readonly reading: 'may' | 'does' | undefined;
  readonly mayBlock: boolean;
  readonly mayReview: boolean;
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
    reading: readingOf(interaction, mirror, steers),
    mayBlock: mine || steers || interaction.lastOwnerId === mirror.me,
    mayReview: steers && !mine,
    mayPrioritise: state !== 'closed' && state !== 'wrapUp',
  };
}

/** A supervisor steers the queues given to them, an admin all. */
function maySteer(interaction: Interaction, mirror: Mirror): boolean {
  const me = mirror.agents.get(mirror.me);
  if (me === undefined || me.role === 'agent') return false;
  return me.role === 'admin' || me.supervises.includes(interaction.queueId);
}

/** Members and supervisors read a colleague's conversation along; who does may stop at any time. */
function readingOf(interaction: Interaction, mirror: Mirror, steers: boolean): Standing['reading'] {
  if (interaction.joined?.includes(mirror.me) === true) return 'does';
  const owned = interaction.state === 'active' || interaction.state === 'parked';
  if (!owned || interaction.ownerId === mirror.me) return undefined;
  const queue = mirror.queues.get(interaction.queueId);
  return steers || (queue !== undefined && isMember(mirror, queue, mirror.me)) ? 'may' : undefined;
}

function wayToGet(interaction: Interaction, mirror: Mirror, steers: boolean): Standing['get'] {
  const queue = mirror.queues.get(interaction.queueId);
  const member = queue !== undefined && isMember(mirror, queue, mirror.me);
  switch (interaction.state) {
    case 'bot':
      return member || steers ? 'fromBot' : undefined;
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
