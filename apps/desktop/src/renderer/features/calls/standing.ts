import type { Interaction } from '@ringdesk/shared/model/interaction.ts';

import type { Mirror } from '../../workspace/mirror.ts';
import { isMember, mayIntercept } from '../../workspace/selectors.ts';

/** What the person may do with a call as it stands. The server decides; this shows what is worth offering. */
export interface CallStanding {
  readonly mine: boolean;
  /** `take`: it waits; `takeOver`: a colleague has it; `intercept`: it rings at a colleague. */
  readonly get: 'take' | 'takeOver' | 'intercept' | undefined;
  readonly mayListen: boolean;
  readonly mayCallBack: boolean;
  /** It was sent on to a number, those two talk, and they may end that: who sent it, and who leads. */
  readonly mayEndSentOn: boolean;
  /** It is over, and they may say what it was about. */
  readonly mayTopic: boolean;
}

export function callStanding(interaction: Interaction, mirror: Mirror): CallStanding {
  const owner = 'ownerId' in interaction ? interaction.ownerId : undefined;
  const mine = owner === mirror.me || (interaction.state === 'connecting' && interaction.agentId === mirror.me);
  const { call } = interaction;
  const over = call?.end !== undefined;
  const steers = maySteer(interaction, mirror);
  return {
    mine,
    get: over || mine ? undefined : wayToGet(interaction, mirror, steers),
    mayListen: steers && !mine && interaction.state === 'active' && !over,
    mayCallBack: over && interaction.state === 'closed' && call.number !== undefined && call.via !== 'internal',
    mayEndSentOn: isSentOn(interaction) && (steers || call?.sentOn?.by === mirror.me),
    mayTopic: interaction.state === 'closed' && (steers || interaction.lastOwnerId === mirror.me),
  };
}

/** The customer talks with a number they were sent on to. */
export function isSentOn({ call }: Interaction): boolean {
  return call?.sentOn !== undefined && call.sentOn.seconds === undefined;
}

/** A supervisor steers the queues given to them, an admin all. */
function maySteer({ queueId }: Interaction, mirror: Mirror): boolean {
  const me = mirror.agents.get(mirror.me);
  if (me === undefined || me.role === 'agent') return false;
  return me.role === 'admin' || me.supervises.includes(queueId);
}

function wayToGet(interaction: Interaction, mirror: Mirror, steers: boolean): CallStanding['get'] {
  const queue = mirror.queues.get(interaction.queueId);
  const member = queue !== undefined && isMember(mirror, queue, mirror.me);
  switch (interaction.state) {
    case 'queued':
      return member || steers ? 'take' : undefined;
    case 'offered':
      if (interaction.offeredTo.includes(mirror.me)) return undefined;
      if (queue !== undefined && mayIntercept(mirror, queue)) return 'intercept';
      return steers ? 'take' : undefined;
    case 'active':
      return steers ? 'takeOver' : undefined;
    default:
      return undefined;
  }
}
