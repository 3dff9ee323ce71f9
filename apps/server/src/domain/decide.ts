import type { Attachment, Message } from '@ringdesk/shared/model/message.ts';
import type { AnyCommand } from '@ringdesk/shared/protocol/commands.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { endBot, failBot, takeAnswer } from './bots.ts';
import { deleteBot, saveBot } from './botSettings.ts';
import { setTopic } from './topics.ts';
import { cancelTransfer, transfer } from './transfer.ts';
import { actOnCall, fromEndpoint, hangUp, refusedForCalls } from './calls.ts';
import { loseCalls } from './callEnds.ts';
import { dial } from './dialling.ts';
import { reportPhone, setCallWaiting } from './phones.ts';
import { close, extendWrapUp, finishWrapUp, park, reopen, unpark } from './closing.ts';
import { join, leave } from './colleagues.ts';
import { actingAgent, done, notFound, type Decided } from './decided.ts';
import { resend, setDelivery } from './delivery.ts';
import { isLiveCall } from './indexing.ts';
import type { Context, Dialled, Input } from './inputs.ts';
import { hoursAnew } from './hours.ts';
import { fromCustomer, nameCustomer } from './intake.ts';
import { settleMissed } from './missedCalls.ts';
import { markRead, postMessage, setPriority } from './messages.ts';
import { accept, decline, intercept, shown, take } from './offers.ts';
import {
  addAgent,
  deleteDepartment,
  dismissAgent,
  reinstateAgent,
  saveAgent,
  saveDepartment,
  saveProfile,
  saveReasons,
} from './people.ts';
import { seeNotice } from './notices.ts';
import { permit } from './permissions.ts';
import { connection, setIdle, setPresence, setReceives, setShift } from './presence.ts';
import { review } from './quality.ts';
import {
  createChannel,
  createQueue,
  deleteChannel,
  deleteQueue,
  saveChannel,
  saveQueue,
  setQueueActive,
} from './queues.ts';
import { afterRecall, recall, type Recall } from './recall.ts';
import type { InteractionRecord } from './records.ts';
import { block } from './senders.ts';
import { isNewest, type State } from './state.ts';
import { transcriptWasSent } from './transcriptMail.ts';

/** The rules: what an input comes to by itself. Pure; reads the state only. What follows from it is for `settleOnce`. */
export function decide(state: State, input: Input, context: Context): Decided {
  switch (input.type) {
    case 'command':
      return permitted(state, context, input);
    case 'agent.connected':
    case 'agent.disconnected':
      return connection(state, context, input);
    case 'agent.idled':
      return setIdle(state, context, input);
    case 'agent.added':
      return addAgent(state, context, input);
    case 'center.named':
      return state.centerName === input.name
        ? done([])
        : done([{ type: 'center.named', at: context.now, name: input.name }]);
    case 'server.started':
      return done([
        ...loseCalls(state, context),
        { type: 'server.started', at: context.now },
        ...hoursAnew(state, context.now),
      ]);
    case 'clock.ticked':
      return done([]);
    case 'transcript.sent':
      return transcriptWasSent(state, context, input);
    case 'message.delivered':
      return setDelivery(state, context, input);
    case 'bot.answered':
    case 'bot.failed':
      if (context.actor.kind !== 'server') return refuse({ code: 'notAllowed' });
      return input.type === 'bot.failed' ? failBot(state, context, input) : takeAnswer(state, context, input);
    case 'call.arrived':
    case 'call.pickedUp':
    case 'call.phoneDeclined':
    case 'call.connected':
    case 'call.connectFailed':
    case 'call.farEnd':
    case 'call.farEndFailed':
    case 'call.held':
    case 'call.consultEnded':
    case 'call.recording':
    case 'call.recordingPaused':
    case 'call.recorded':
    case 'call.rated':
    case 'call.listening':
    case 'call.ended':
    case 'calls.lost':
    case 'phone.changed':
    case 'telephony.configured':
    case 'telephony.outage':
      return fromEndpoint(state, context, input);
    default:
      return fromCustomer(state, context, input);
  }
}

function permitted(state: State, context: Context, input: Extract<Input, { type: 'command' }>): Decided {
  const { command, attachments = [], kept, dialled } = input;
  const named = 'interactionId' in command.input ? command.input.interactionId : undefined;
  const recalled = kept?.interaction.id === named ? recall(state, context, kept) : undefined;
  const refusal = permit(state, context.actor, command, recalled?.interaction);
  if (refusal) return refuse(refusal);
  if (input.idTaken) return notFound;
  if (command.name === 'offer.accept') return accept(state, context, command.input);
  if (command.name === 'offer.decline') return decline(state, context, command.input);
  if (command.name === 'offer.shown') return shown(state, context, command.input);
  if (command.name === 'call.dial') return dial(state, context, command.input, dialled, kept);
  return 'interactionId' in command.input
    ? aboutInteraction(
        state,
        context,
        command as InteractionCommand,
        { attachments, line: input.line, dialled },
        recalled,
      )
    : aboutCenter(state, context, command as CenterCommand);
}

type InteractionCommand = Exclude<Extract<AnyCommand, { input: { interactionId: unknown } }>, { name: 'call.dial' }>;
type CenterCommand = Exclude<AnyCommand, InteractionCommand | { name: `offer.${string}` | 'call.dial' }>;

/** What the door looked up for a command. */
interface Found {
  readonly attachments: readonly Attachment[];
  readonly line: Message | undefined;
  readonly dialled: Dialled | undefined;
}

function aboutInteraction(
  state: State,
  context: Context,
  command: InteractionCommand,
  found: Found,
  recalled: Recall | undefined,
): Decided {
  const interaction = recalled?.interaction ?? state.interactions.get(command.input.interactionId);
  if (!interaction) return notFound;
  const newest = recalled?.event.newest ?? isNewest(state, interaction);
  return afterRecall(recalled, actOn(state, context, command, found, interaction, newest));
}

function actOn(
  state: State,
  context: Context,
  command: InteractionCommand,
  { attachments, line, dialled }: Found,
  interaction: InteractionRecord,
  newest: boolean,
): Decided {
  const refused = refusedForCalls(interaction, command);
  if (refused) return refused;
  switch (command.name) {
    case 'interaction.intercept':
      return intercept(state, context, interaction);
    case 'interaction.take':
      return take(state, context, interaction);
    case 'message.post':
      return postMessage(state, context, interaction, command.input, attachments);
    case 'message.resend':
      return resend(state, context, interaction, command.input.messageId, line);
    case 'interaction.read':
      return markRead(state, context, interaction, command.input.seq);
    case 'interaction.transfer':
      return transfer(state, context, interaction, command.input);
    case 'interaction.cancelTransfer':
      return cancelTransfer(state, context, interaction);
    case 'interaction.close':
      return isLiveCall(interaction)
        ? hangUp(state, context, interaction, command.input)
        : close(state, context, interaction, command.input);
    case 'interaction.join':
      return join(state, context, interaction);
    case 'interaction.leave':
      return leave(state, context, interaction);
    case 'interaction.block':
      return block(state, context, interaction, command.input);
    case 'interaction.endBot':
      return endBot(state, context, interaction);
    case 'interaction.review':
      return review(state, context, interaction, command.input);
    case 'interaction.reopen':
      return reopen(state, context, interaction, newest);
    case 'interaction.park':
      return park(state, context, interaction, command.input.until);
    case 'interaction.unpark':
      return unpark(state, context, interaction);
    case 'interaction.finishWrapUp':
      return finishWrapUp(state, context, interaction, command.input.topic);
    case 'interaction.setTopic':
      return setTopic(state, context, interaction, command.input.topic);
    case 'interaction.extendWrapUp':
      return extendWrapUp(state, context, interaction);
    case 'interaction.setPriority':
      return setPriority(context, interaction, command.input.priority);
    case 'interaction.nameCustomer':
      return nameCustomer(context, interaction, command.input.name);
    case 'call.settleMissed':
      return settleMissed(state, context, interaction, command.input.settled);
    default:
      return actOnCall(state, context, interaction, command, dialled);
  }
}

function aboutCenter(state: State, context: Context, command: CenterCommand): Decided {
  switch (command.name) {
    case 'presence.set':
      return setPresence(state, context, actingAgent(state, context).id, command.input);
    case 'presence.setReceives':
      return setReceives(state, context, actingAgent(state, context).id, command.input.receives);
    case 'shift.set':
      return setShift(state, context, actingAgent(state, context).id, command.input.open);
    case 'notice.seen':
      return seeNotice(state, context, command.input.noticeId);
    case 'phone.report':
      return reportPhone(state, context, command.input);
    case 'phone.setCallWaiting':
      return setCallWaiting(state, context, command.input);
    case 'profile.save':
      return saveProfile(state, context, command.input);
    case 'agent.save':
      return saveAgent(state, context, command.input);
    case 'agent.dismiss':
      return dismissAgent(state, context, command.input.agentId);
    case 'agent.reinstate':
      return reinstateAgent(state, context, command.input.agentId);
    case 'agent.setPresence':
      return setPresence(state, context, command.input.agentId, command.input);
    case 'agent.setReceives':
      return setReceives(state, context, command.input.agentId, command.input.receives);
    case 'department.save':
      return saveDepartment(state, context, command.input);
    case 'department.delete':
      return deleteDepartment(state, context, command.input.departmentId);
    case 'presenceReasons.save':
      return saveReasons(state, context, command.input);
    case 'queue.create':
      return createQueue(state, context, command.input);
    case 'queue.save':
      return saveQueue(state, context, command.input);
    case 'queue.setActive':
      return setQueueActive(state, context, command.input);
    case 'queue.delete':
      return deleteQueue(state, context, command.input);
    case 'channel.create':
      return createChannel(state, context, command.input);
    case 'channel.save':
      return saveChannel(state, context, command.input);
    case 'channel.delete':
      return deleteChannel(state, context, command.input.channelId);
    case 'bot.save':
      return saveBot(state, context, command.input);
    case 'bot.delete':
      return deleteBot(state, context, command.input.botId);
  }
}
