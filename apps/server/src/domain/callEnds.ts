import type { CallEnd, PhoneNumber } from '@ringdesk/shared/model/call.ts';
import { DAY, SECOND, type Instant } from '@ringdesk/shared/model/time.ts';
import { capAlerts } from './capAlerts.ts';
import { consultedAgent } from './capacity.ts';
import { archiveTimes, endAll } from './closing.ts';
import { actorId, linesAfter, queueOf } from './decided.ts';
import type { Event } from './events.ts';
import type { Context } from './inputs.ts';
import type { CallRecord, InteractionRecord } from './records.ts';
import { isSentOn } from './callFacts.ts';
import { endSentOn } from './sentOn.ts';
import type { State } from './state.ts';

/** A missed call stays in sight of its queue's members this long, to be returned. */
export const MISSED_STAYS = DAY;

/** How a call ends. */
export interface Ending {
  readonly by: CallEnd['by'];
  readonly outcome: CallEnd['outcome'];
  /** The endpoint is to end it: with a busy tone where nobody has picked up. */
  readonly hangUp?: 'hangUp' | 'busy';
  readonly topic?: string | undefined;
  /** Whoever had it says that it was a nuisance: nothing is left to wrap up. */
  readonly spam?: true | undefined;
  /** What rings for it has ended by these already. */
  readonly ends?: readonly Event[];
  /** The customer goes on talking with this number. */
  readonly sentOnTo?: PhoneNumber | undefined;
  /** Nobody wraps up what a fault has ended: whoever had it is free. */
  readonly free?: true;
}

/** What became of a call whose line was closed, from what is known of it. */
export function outcomeOf(call: CallRecord, because: 'hangUp' | 'failed' | 'lost'): CallEnd['outcome'] {
  const talked = call.answeredAt !== undefined;
  if (talked) return because === 'hangUp' ? 'answered' : 'lost';
  // Who hangs up in the greeting has said nothing: it is a voicemail once there is a message.
  if (call.messageLeft) return 'voicemail';
  // Whoever called and reached nobody is called back, whatever cut them off.
  if (call.direction === 'in') return 'missed';
  if (because === 'lost') return 'lost';
  return because === 'failed' ? 'unreachable' : 'noAnswer';
}

/** Whole seconds two people talked so far, as a running timer shows them. */
export function talkSeconds({ answeredAt }: CallRecord, at: Instant): number {
  return answeredAt === undefined ? 0 : Math.max(0, Math.floor((at - answeredAt) / SECOND));
}

/**
 * The call is over for everybody: what rings stops, and whoever talked has their wrap-up [79]. A missed one stays in sight of
 * the members for {@link MISSED_STAYS}.
 */
export function endCall(state: State, context: Context, interaction: InteractionRecord, ending: Ending): Event[] {
  const { call, ownerId, lastOwnerId } = interaction;
  if (!call) throw new Error(`${interaction.id} is no call and ends`);
  const { by, outcome, topic = interaction.topic, hangUp, spam } = ending;
  const ends = ending.ends ?? endAll(state, context, interaction, by === 'customer' ? 'customerLeft' : 'closed');
  const line = linesAfter(interaction, ends);
  const { now: at } = context;
  const { id: interactionId } = interaction;
  const { wrapUpSeconds } = queueOf(state, interaction).settings;
  const wrapsUp = interaction.state === 'active' && wrapUpSeconds > 0 && ending.free === undefined && !spam;
  const wrapUpUntil = wrapsUp ? at + wrapUpSeconds * SECOND : undefined;
  const whose = ownerId ?? lastOwnerId;
  const asked = consultedAgent(interaction);
  // A phone that hangs up is no command: the endpoint tells of it, and it was the phone of whoever had the call.
  const closer = by === 'agent' ? (actorId(context) ?? whose) : undefined;
  const talked = talkSeconds(call, at);
  const outside = call.direction === 'out' && call.via === 'trunk';
  const alerts = outside ? capAlerts(state, context, whose, interactionId, { talkMs: talked * SECOND }) : [];
  return [
    ...ends,
    {
      type: 'call.ended',
      at,
      interactionId,
      seq: line(),
      by,
      outcome,
      ...(whose !== undefined && { agentId: whose }),
      talkSeconds: talked,
      ...(asked !== undefined && { withAgentId: asked }),
      ...(hangUp && { hangUp }),
      ...(ending.sentOnTo !== undefined && { sentOn: true, content: { number: ending.sentOnTo } }),
    },
    {
      type: 'interaction.closed',
      at,
      interactionId,
      by,
      ...(closer !== undefined && { agentId: closer }),
      ...(ownerId !== undefined && { ownerId }),
      ...(topic !== undefined && { topic }),
      ...(spam && { because: 'spam' as const }),
      ...(wrapUpUntil !== undefined && { wrapUpUntil }),
      ...missedStays(state, interaction, wrapUpUntil ?? at, outcome),
      seq: line(),
    },
    ...alerts,
  ];
}

/** When it leaves the memory of the core: a missed one later. */
export function missedStays(
  state: State,
  interaction: Pick<InteractionRecord, 'queueId'>,
  from: Instant,
  outcome: CallEnd['outcome'],
): ReturnType<typeof archiveTimes> {
  const times = archiveTimes(state, interaction, from);
  return isMissed(outcome) ? { ...times, archiveAt: from + MISSED_STAYS } : times;
}

/** Somebody called and nobody talked with them. */
export function isMissed(outcome: CallEnd['outcome'] | undefined): boolean {
  return outcome === 'missed' || outcome === 'voicemail';
}

/** Every call is over: the server, or what carries calls, was started anew. Whoever had one is free. */
export function loseCalls(state: State, context: Context): Event[] {
  return [...state.calls].flatMap((id) => {
    const interaction = state.interactions.get(id);
    if (!interaction?.call) return [];
    if (isSentOn(interaction)) return endSentOn(state, context, interaction, { by: 'server', hangUp: true });
    const outcome = outcomeOf(interaction.call, 'lost');
    return endCall(state, context, interaction, { by: 'server', outcome, hangUp: 'hangUp', free: true });
  });
}
