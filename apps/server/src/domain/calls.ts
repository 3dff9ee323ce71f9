import type { AnyCommand, CommandInput } from '@ringdesk/shared/protocol/commands.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { arriveByPhone } from './callArrival.ts';
import { completeConsult, conference, consult } from './callConsult.ts';
import { endConsult, isTalking } from './consulting.ts';
import { endCall, loseCalls, outcomeOf } from './callEnds.ts';
import { connected, connectFailed, farEndAnswered, farEndFailed, forwarded } from './callJoining.ts';
import { actingAgent, done, notFound, queueOf, wrongState, type Decided } from './decided.ts';
import { capAlerts } from './capAlerts.ts';
import { refusedToCall } from './dialCaps.ts';
import { FORWARD_LIMIT } from './deadlines.ts';
import type { Event } from './events.ts';
import type { CallInput, Context, Dialled } from './inputs.ts';
import { isLiveCall } from './indexing.ts';
import { accept, decline } from './offers.ts';
import { tellOutage } from './outages.ts';
import { phonesChanged } from './phones.ts';
import { rate } from './quality.ts';
import { afterRecall, recall } from './recall.ts';
import { isSentOn } from './callFacts.ts';
import type { InteractionRecord } from './records.ts';
import { endSentOn } from './sentOn.ts';
import type { State } from './state.ts';

export type CallCommand = Exclude<
  Extract<AnyCommand, { name: `call.${string}` }>,
  { name: 'call.dial' | 'call.settleMissed' }
>;

/** What is done to a call that runs. */
export function actOnCall(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  command: CallCommand,
  dialled: Dialled | undefined,
): Decided {
  const { call } = interaction;
  if (!call) return refuse({ code: 'wrongMedium' });
  if (isSentOn(interaction) && command.name === 'call.hangUp')
    return done(endSentOn(state, context, interaction, { by: 'agent', hangUp: true }));
  if (!isLiveCall(interaction)) return wrongState(interaction);
  switch (command.name) {
    case 'call.hangUp':
      return hangUp(state, context, interaction);
    case 'call.sendOn':
      return sendOn(state, context, interaction, dialled);
    case 'call.consult':
      return consult(state, context, interaction, command.input, dialled);
    case 'call.completeConsult':
      return completeConsult(state, context, interaction);
    case 'call.conference':
      return conference(context, interaction);
    case 'call.endConsult':
      return call.consult && !call.action && call.via !== 'internal'
        ? done(endConsult(state, context, interaction))
        : wrongState(interaction);
    case 'call.record':
      return record(state, context, interaction, command.input.on);
    case 'call.pauseRecording':
      return pauseRecording(state, context, interaction, command.input.paused);
    case 'call.listen':
      return listen(state, context, interaction, command.input.mode);
    case 'call.stopListening':
      return listen(state, context, interaction, null);
  }
}

/** The call is over for everybody; who steers may also end one that nobody has yet. */
export function hangUp(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  { topic, spam }: Pick<CommandInput<'interaction.close'>, 'topic' | 'spam'> = {},
): Decided {
  if (!interaction.call) return refuse({ code: 'wrongMedium' });
  const outcome = outcomeOf(interaction.call, 'hangUp');
  return done(endCall(state, context, interaction, { by: 'agent', outcome, hangUp: 'hangUp', topic, spam }));
}

/** Blind: the customer goes to the number, and the owner has them until it answers. */
function sendOn(state: State, context: Context, interaction: InteractionRecord, dialled: Dialled | undefined): Decided {
  if (!isTalking(interaction) || interaction.call?.via === 'internal') return wrongState(interaction);
  const agent = actingAgent(state, context);
  const refused = refusedToCall(state, agent, dialled?.number, context.now);
  if (refused) return refuse(refused);
  if (dialled?.number.kind !== 'number') return refuse({ code: 'numberNotAllowed', because: 'notANumber' });
  const about = { at: context.now, interactionId: interaction.id, agentId: agent.id };
  const content = { number: dialled.number.number };
  return done([
    { type: 'call.forwarded', ...about, seq: interaction.lastSeq + 1, content },
    {
      type: 'call.actionSet',
      ...about,
      queueId: interaction.queueId,
      action: 'forwarding',
      until: context.now + FORWARD_LIMIT,
      content,
    },
    ...capAlerts(state, context, agent.id, interaction.id, { calls: 1 }),
  ]);
}

/** What is asked of the media server; that it records is told by the endpoint. */
function record(state: State, context: Context, interaction: InteractionRecord, on: boolean): Decided {
  if (queueOf(state, interaction).settings.call?.recording === 'off') return refuse({ code: 'recordingOff' });
  if (interaction.state !== 'active') return wrongState(interaction);
  const { id: agentId } = actingAgent(state, context);
  return done([{ type: 'call.recordAsked', at: context.now, interactionId: interaction.id, agentId, on }]);
}

/** Whether it keeps silence; that it does is told by the endpoint. */
function pauseRecording(state: State, context: Context, interaction: InteractionRecord, paused: boolean): Decided {
  if (interaction.call?.recordingSince === undefined) return wrongState(interaction);
  const { id: agentId } = actingAgent(state, context);
  return done([{ type: 'call.recordPauseAsked', at: context.now, interactionId: interaction.id, agentId, on: paused }]);
}

/** Hears a call of others, or no longer (null). One's own is none of them. */
function listen(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  mode: Extract<Event, { type: 'call.listenAsked' }>['mode'],
): Decided {
  const agent = actingAgent(state, context);
  if (interaction.state !== 'active' || interaction.ownerId === agent.id) return wrongState(interaction);
  const listens = interaction.call?.listeners?.some(({ agentId }) => agentId === agent.id) === true;
  if (mode === null && !listens) return done([]);
  if (mode !== null && agent.phone?.state !== 'ready') return refuse({ code: 'phoneOff' });
  return done([{ type: 'call.listenAsked', at: context.now, interactionId: interaction.id, agentId: agent.id, mode }]);
}

/** What the endpoint reports. About a call that is over, or that nobody knows, it says nothing any more. */
export function fromEndpoint(state: State, context: Context, input: CallInput): Decided {
  if (context.actor.kind !== 'server') return refuse({ code: 'notAllowed' });
  switch (input.type) {
    case 'call.arrived':
      return arriveByPhone(state, context, input);
    case 'calls.lost':
      return done(loseCalls(state, context));
    case 'phone.changed':
      return phonesChanged(state, context, input.agentId, input.devices);
    case 'telephony.configured': {
      const { settings, trunks } = input;
      const same = JSON.stringify(state.telephony) === JSON.stringify({ settings, trunks });
      return done(same ? [] : [{ type: 'telephony.configured', at: context.now, settings, trunks }]);
    }
    case 'telephony.outage':
      return done(tellOutage(state, context, input.outage));
    case 'call.recorded':
      return keepRecording(state, context, input);
    case 'call.rated': {
      const recalled = recall(state, context, input.kept);
      const rated = { score: input.score, comment: '' };
      return rate(state, context, state.interactions.get(input.interactionId), recalled, rated);
    }
    default: {
      const interaction = state.interactions.get(input.interactionId);
      if (interaction && isSentOn(interaction) && input.type === 'call.ended')
        return done(endSentOn(state, context, interaction, { by: input.by }));
      return interaction && isLiveCall(interaction) ? about(state, context, interaction, input) : done([]);
    }
  }
}

function about(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  input: Exclude<
    CallInput,
    {
      type:
        | 'call.arrived'
        | 'calls.lost'
        | 'phone.changed'
        | 'telephony.configured'
        | 'telephony.outage'
        | 'call.recorded'
        | 'call.rated';
    }
  >,
): Decided {
  const { call } = interaction;
  if (!call) return done([]);
  const line = { at: context.now, interactionId: interaction.id, seq: interaction.lastSeq + 1 };
  switch (input.type) {
    case 'call.pickedUp':
    case 'call.phoneDeclined': {
      const offer = [...interaction.offers.values()].find(
        (one) => one.agentId === input.agentId && one.state === 'pending',
      );
      if (!offer) return notFound;
      const asAgent: Context = { ...context, actor: { kind: 'agent', agentId: input.agentId } };
      const answer = input.type === 'call.pickedUp' ? accept : decline;
      return answer(state, asAgent, { offerId: offer.id });
    }
    case 'call.connected':
      return connected(state, context, interaction, input.agentId);
    case 'call.connectFailed':
      return connectFailed(state, context, interaction, input.agentId);
    case 'call.farEnd':
      if (input.state === 'answered')
        return input.role === 'forward'
          ? forwarded(state, context, interaction)
          : farEndAnswered(state, context, interaction);
      return done(
        input.role === 'talk' && !call.rang
          ? [{ type: 'call.rang', at: context.now, interactionId: interaction.id }]
          : [],
      );
    case 'call.farEndFailed':
      return farEndFailed(state, context, interaction, input);
    case 'call.held':
      return done(input.on === (call.heldSince !== undefined) ? [] : [{ type: 'call.heldSet', ...line, on: input.on }]);
    case 'call.consultEnded':
      return done(endConsult(state, context, interaction));
    case 'call.recording':
      return done(
        input.on === (call.recordingSince !== undefined) ? [] : [{ type: 'call.recordingSet', ...line, on: input.on }],
      );
    case 'call.recordingPaused': {
      const changes = call.recordingSince !== undefined && input.on !== (call.recordingPausedSince !== undefined);
      return done(changes ? [{ type: 'call.recordingPausedSet', ...line, on: input.on }] : []);
    }
    case 'call.listening':
      return listening(state, interaction, input, line);
    case 'call.ended':
      return done(
        endCall(state, context, interaction, {
          by: input.by,
          outcome: outcomeOf(call, input.because),
          ...(input.because === 'lost' && { free: true as const }),
        }),
      );
  }
}

/** Agents see it where the queue's policy or the mode says so; the audit has it always. */
function listening(
  state: State,
  interaction: InteractionRecord,
  { agentId, mode, on }: Extract<CallInput, { type: 'call.listening' }>,
  line: { readonly at: number; readonly interactionId: InteractionRecord['id']; readonly seq: number },
): Decided {
  const before = interaction.call?.listeners?.find((one) => one.agentId === agentId);
  if (on ? before?.mode === mode : before === undefined) return done([]);
  const shown = mode !== 'listen' || queueOf(state, interaction).settings.call?.showListening !== false;
  const { seq, ...unseen } = line;
  return done([
    shown
      ? { type: 'call.listened', ...unseen, seq, agentId, mode, on }
      : { type: 'call.listenedUnseen', ...unseen, agentId, mode, on },
  ]);
}

/** A recording or a voicemail belongs to its call, also when that has ended and left the memory of the core. */
function keepRecording(state: State, context: Context, input: Extract<CallInput, { type: 'call.recorded' }>): Decided {
  const recalled = recall(state, context, input.kept);
  const interaction = state.interactions.get(input.interactionId) ?? recalled?.interaction;
  if (!interaction?.call) return notFound;
  const { kind, attachmentId, seconds, peaks } = input;
  return afterRecall(
    recalled,
    done([
      {
        type: 'call.recorded',
        at: context.now,
        interactionId: interaction.id,
        seq: interaction.lastSeq + 1,
        kind,
        attachmentId,
        seconds,
        peaks,
      },
    ]),
  );
}

/** Whether what is asked can be done to a call at all: it is not parked, reopened, answered in writing or read along. */
export function refusedForCalls(interaction: InteractionRecord, command: AnyCommand): Decided | undefined {
  if (!interaction.call) return undefined;
  const written = command.name === 'message.post' && command.input.kind === 'reply';
  return written || notForCalls.has(command.name) ? refuse({ code: 'wrongMedium' }) : undefined;
}

const notForCalls: ReadonlySet<AnyCommand['name']> = new Set<AnyCommand['name']>([
  'message.resend',
  'interaction.join',
  'interaction.endBot',
  'interaction.park',
  'interaction.unpark',
  'interaction.reopen',
]);
