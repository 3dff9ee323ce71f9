import { DAY, MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import { endCall } from './callEnds.ts';
import { choose, searchOf } from './distribution.ts';
import { outboundTrunk } from './dialCaps.ts';
import type { Event } from './events.ts';
import type { Context } from './inputs.ts';
import type { InteractionRecord } from './records.ts';
import { mayGetSingleOffer, singleOffer } from './singleOffers.ts';
import type { QueueRecord, State } from './state.ts';

/** What plays or is called for a caller is given up on after this, beyond its own length. */
const ACTION_SLACK = 2 * MINUTE;

/**
 * Whether what is set for missed calls [61] happens to this one now: every member was tried once, or nobody is asked because
 * the queue is closed. Once since it rang last; what cannot be done now leaves it waiting, but nobody waits a night for the
 * opening: at closing time, whoever has no other answer is turned away.
 */
export function mayMissedActionRun(
  state: State,
  queue: QueueRecord,
  interaction: InteractionRecord,
  { now }: Pick<Context, 'now'>,
): boolean {
  const { call } = interaction;
  if (!call || call.action) return false;
  if (isClosed(queue)) return true;
  if (call.passOver || !isPossible(state, queue, interaction, now)) return false;
  const choice = choose(searchOf(queue, interaction), now);
  if (choice.kind === 'offer') return choice.pass > interaction.pass;
  return choice.kind === 'cool' || interaction.tried.size > 0;
}

const isClosed = ({ active, hours }: QueueRecord): boolean => !active || !hours.open;

/** Whether somebody is rung for it, now or after a moment of rest: then it waits for them. */
function isServed(queue: QueueRecord, interaction: InteractionRecord, now: Context['now']): boolean {
  return !isClosed(queue) && choose(searchOf(queue, interaction), now).kind !== 'nobody';
}

const turnedAway = (state: State, context: Context, interaction: InteractionRecord): Event[] =>
  endCall(state, context, interaction, { by: 'server', outcome: 'missed', hangUp: 'busy' });

/**
 * What was to be done with a call could not be done: whom it was sent on to does not answer. Its owner goes on with it, and
 * without one it waits where somebody serves it; where nobody does, it ends with a busy tone instead of music for ever.
 */
export function actionFailed(state: State, context: Context, interaction: InteractionRecord): Event[] {
  const queue = state.queues.get(interaction.queueId);
  const waits = interaction.ownerId !== undefined || (queue !== undefined && isServed(queue, interaction, context.now));
  return waits ? [noMoreAction(context, interaction)] : turnedAway(state, context, interaction);
}

/** It waits again, or its owner goes on with it. */
export function noMoreAction(context: Pick<Context, 'now'>, interaction: InteractionRecord): Event {
  return {
    type: 'call.actionSet',
    at: context.now,
    interactionId: interaction.id,
    queueId: interaction.queueId,
    action: null,
  };
}

function isPossible(state: State, queue: QueueRecord, { call }: InteractionRecord, now: Context['now']): boolean {
  const missed = queue.settings.call?.missed;
  switch (missed?.kind) {
    case 'voicemail':
    case 'hangUp':
      return true;
    case 'forwardToAgent': {
      const agent = state.agents.get(missed.agentId);
      // Outside the working hours nothing rings [29].
      return agent !== undefined && queue.active && queue.hours.open && mayGetSingleOffer(agent, queue);
    }
    case 'forwardToNumber':
      return outboundTrunk(state) !== undefined && minutesLeft(state, queue, now);
    case 'overflow': {
      const to = state.queues.get(missed.queueId);
      return to?.active === true && to.settings.call !== null && call?.overflowed?.includes(to.id) !== true;
    }
    case 'wait':
    case undefined:
      return false;
  }
}

/** What a queue may send on is capped like what an agent may call: strangers call, and we pay. */
function minutesLeft({ telephony: { settings } }: State, { talked }: QueueRecord, now: Context['now']): boolean {
  const today = talked?.day === Math.floor(now / DAY) ? talked.ms : 0;
  return today < settings.maxMinutesPerDay * MINUTE;
}

/** [61] after N seconds with nobody eligible: the action, or the mark that it could not be done. */
export function missedInTime(
  state: State,
  context: Context,
  queue: QueueRecord,
  interaction: InteractionRecord,
): Event[] {
  if (isPossible(state, queue, interaction, context.now)) return missedAction(state, context, queue, interaction);
  return [noMoreAction(context, interaction)];
}

/** What becomes of a call that nobody takes. */
export function missedAction(
  state: State,
  context: Context,
  queue: QueueRecord,
  interaction: InteractionRecord,
): Event[] {
  const missed = queue.settings.call?.missed;
  const possible = isPossible(state, queue, interaction, context.now);
  if (isClosed(queue) && (interaction.call?.passOver === true || !possible))
    return turnedAway(state, context, interaction);
  const about = { at: context.now, interactionId: interaction.id };
  const seq = interaction.lastSeq + 1;
  const acts = { type: 'call.actionSet' as const, ...about, queueId: queue.id };
  switch (missed?.kind) {
    case 'voicemail':
      return [{ ...acts, action: 'voicemail', until: context.now + missed.maxSeconds * SECOND + ACTION_SLACK }];
    case 'forwardToAgent': {
      const agent = state.agents.get(missed.agentId);
      if (!agent) return [];
      return [
        { type: 'call.forwarded', ...about, seq, toAgentId: agent.id },
        singleOffer(state, context, interaction, agent, 'forward', { rule: 'missedCall' }),
      ];
    }
    case 'forwardToNumber': {
      const content = { number: missed.number };
      return [
        { type: 'call.forwarded', ...about, seq, content },
        { ...acts, action: 'forwarding', until: context.now + ACTION_SLACK, content },
      ];
    }
    case 'overflow': {
      const to = state.queues.get(missed.queueId);
      if (!to) return [];
      return [
        { type: 'call.forwarded', ...about, seq, toQueueName: to.name },
        { type: 'interaction.moved', ...about, fromQueueId: queue.id, queueId: to.id },
      ];
    }
    case 'hangUp':
      if (missed.announcementId !== null)
        return [{ ...acts, action: 'announcement', until: context.now + ACTION_SLACK }];
      return turnedAway(state, context, interaction);
    case 'wait':
    case undefined:
      return [];
  }
}
