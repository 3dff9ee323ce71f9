import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';

import { isReturning, type PhoneCall } from '../../phone/phoneCall.ts';

/** What a call is to the person of this desk, and how it stands. Who is in it says the server; what is heard, the phone. */
export interface CallView {
  readonly id: InteractionId;
  /** `talk`: it is mine; `consult`: a colleague asks me; `listen`: I hear the call of somebody else. */
  readonly part: 'talk' | 'consult' | 'listen';
  readonly stage: 'connecting' | 'returning' | 'calling' | 'ringing' | 'talking' | 'held' | 'consulting' | 'conference';
  /** Since when two people talk, on the server's clock; undefined: not yet. */
  readonly since: number | undefined;
  readonly heldSince: number | undefined;
  readonly muted: boolean;
  /** The sound runs through this desk; otherwise through another phone of mine. */
  readonly here: boolean;
  readonly recordingSince: number | undefined;
  /** The recording keeps silence since then. */
  readonly recordingPausedSince: number | undefined;
}

/** @returns undefined where the call is not mine to see in the bar */
export function callView(
  interaction: Interaction | undefined,
  leg: PhoneCall | undefined,
  me: AgentId,
): CallView | undefined {
  const part = partOf(interaction, leg, me);
  if (part === undefined || interaction?.call === undefined) return undefined;
  const { call } = interaction;
  return {
    id: interaction.id,
    part,
    stage: stageOf(interaction, leg, part),
    since: call.answeredAt,
    heldSince: part === 'talk' ? call.heldSince : undefined,
    muted: leg?.muted === true,
    here: leg !== undefined,
    recordingSince: call.recordingSince,
    recordingPausedSince: call.recordingPausedSince,
  };
}

function partOf(
  interaction: Interaction | undefined,
  leg: PhoneCall | undefined,
  me: AgentId,
): CallView['part'] | undefined {
  if (interaction?.call === undefined || interaction.call.end !== undefined) return undefined;
  if (interaction.state === 'connecting' && interaction.agentId === me) return 'talk';
  if (interaction.state === 'active' && interaction.ownerId === me) return 'talk';
  if (leg === undefined) return undefined;
  if (leg.role === 'talk') return 'talk';
  return leg.role === 'consult' ? 'consult' : 'listen';
}

function stageOf({ state, call }: Interaction, leg: PhoneCall | undefined, part: CallView['part']): CallView['stage'] {
  if (part === 'talk' && call?.answeredAt === undefined) {
    if (call?.direction !== 'out') return 'connecting';
    return call.rang ? 'ringing' : 'calling';
  }
  if (part !== 'talk') {
    if (leg?.phase !== 'talking') return 'connecting';
    // Who asks me waits as well while I talk in the call beside it.
    return leg.hold === 'none' || leg.hold === 'resuming' ? 'talking' : 'held';
  }
  if (state === 'connecting') return 'connecting';
  if (leg !== undefined && isReturning(leg)) return 'returning';
  if (call?.consult?.state === 'conference') return 'conference';
  if (call?.consult !== undefined && (leg === undefined || leg.hold !== 'none')) return 'consulting';
  const held = leg === undefined ? call?.heldSince !== undefined : leg.hold === 'holding' || leg.hold === 'held';
  return held ? 'held' : 'talking';
}

/** The call that is talked in first, then what connects, then what waits on hold; ties in the order they came. */
export function inFront(views: readonly CallView[]): readonly CallView[] {
  const rank = ({ stage }: CallView): number =>
    stage === 'held' ? 2 : stage === 'talking' || stage === 'conference' ? 0 : 1;
  return views.toSorted((a, b) => rank(a) - rank(b));
}
