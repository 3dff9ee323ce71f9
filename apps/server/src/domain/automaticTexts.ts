import type { AgentId, InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import type { AutomaticText } from '@ringdesk/shared/model/message.ts';
import type { Event } from './events.ts';
import type { Context } from './inputs.ts';
import type { InteractionRecord } from './records.ts';
import type { QueueRecord, State } from './state.ts';

type Said = Extract<Event, { type: 'message.posted' }>;

/** A text the queue sends by itself, as a line of the transcript: nobody's reply. Nothing where there is no text. */
export function queueSays(
  context: Pick<Context, 'now' | 'newId'>,
  interactionId: InteractionId,
  setting: AutomaticText,
  text: string,
  line: () => number,
): Said[] {
  if (text === '') return [];
  return [
    {
      type: 'message.posted',
      at: context.now,
      interactionId,
      messageId: context.newId() as MessageId,
      seq: line(),
      author: { kind: 'queue', text: setting },
      kind: 'reply',
      mentions: [],
      content: { text, attachments: [] },
    },
  ];
}

/**
 * What customers are told because nobody is there for them [30, 36, 37], after everything that `events` led to: at most one
 * text for each conversation in which the customer wrote, or which a bot handed over. Whoever wrote while the line of their
 * agent was broken for a moment is told when the agent is not back after the grace time [78].
 */
export function absenceTexts(state: State, context: Context, events: readonly Event[]): readonly Event[] {
  const turns = new Map<InteractionId, { begins: boolean }>();
  for (const event of events) {
    if (event.type === 'interaction.arrived' && event.call) continue; // It is heard, not written to.
    if (event.type === 'interaction.arrived' || event.type === 'bot.handedOver')
      turns.set(event.interactionId, { begins: true });
    else if (event.type === 'message.posted' && event.author.kind === 'customer' && !turns.has(event.interactionId))
      turns.set(event.interactionId, { begins: false });
    else if (event.type === 'agent.graceEnded')
      for (const id of unansweredOf(state, event.agentId)) if (!turns.has(id)) turns.set(id, { begins: false });
  }
  if (turns.size === 0) return [];
  return [...turns].flatMap(([id, { begins }]) => {
    const interaction = state.interactions.get(id);
    const queue = interaction && state.queues.get(interaction.queueId);
    return interaction && queue ? absenceText(state, context, queue, interaction, begins) : [];
  });
}

function absenceText(
  state: State,
  context: Context,
  queue: QueueRecord,
  interaction: InteractionRecord,
  begins: boolean,
): Said[] {
  if (!waitsForNobody(state, interaction)) return [];
  const { offHoursText, nobodyText, availabilityCheck } = queue.settings;
  const line = (): number => interaction.lastSeq + 1;
  const absent = !queue.hours.open || (availabilityCheck !== 'off' && !isAnybodyThere(queue));
  if (absent && offHoursText !== '')
    return wasTold(queue, interaction) ? [] : queueSays(context, interaction.id, 'offHours', offHoursText, line);
  const first = begins && interaction.state === 'queued' && interaction.texts?.nobody === undefined;
  return first ? queueSays(context, interaction.id, 'nobody', nobodyText, line) : [];
}

/** Nobody has it who could answer now, nobody is being asked, and no bot talks to them. */
function waitsForNobody(state: State, interaction: InteractionRecord): boolean {
  if (interaction.state === 'queued') return true;
  const owner = interaction.ownerId === undefined ? undefined : state.agents.get(interaction.ownerId);
  const gone = owner?.online === false && owner.graceUntil === undefined;
  return interaction.state === 'active' && interaction.transfer === undefined && gone;
}

/** Conversations of this agent in which the customer waits for an answer. */
function unansweredOf(state: State, agentId: AgentId): InteractionId[] {
  return [...(state.agents.get(agentId)?.owned ?? [])].filter((id) => {
    const interaction = state.interactions.get(id);
    return interaction?.call === undefined && interaction?.unansweredSince !== undefined;
  });
}

/** Somebody of the queue is available, be it with as many conversations as they may have. */
function isAnybodyThere({ roster }: QueueRecord): boolean {
  return roster.ready.size > 0 || (roster.counts.get('atLimit') ?? 0) > 0;
}

/** Once per conversation and closed period; while it is open, once more after somebody has answered in between. */
function wasTold({ hours }: QueueRecord, { texts, lastReplyAt }: InteractionRecord): boolean {
  const toldAt = texts?.offHours;
  if (toldAt === undefined || toldAt < hours.since) return false;
  return !hours.open || lastReplyAt === undefined || lastReplyAt < toldAt;
}

/** What is said when an agent closes it [38]: not once more where nothing was said since. */
export function farewell(state: State, context: Context, interaction: InteractionRecord, line: () => number): Said[] {
  const text = state.queues.get(interaction.queueId)?.settings.closeText ?? '';
  return isUnsaid(interaction, 'closed') ? queueSays(context, interaction.id, 'closed', text, line) : [];
}

/** What is said to a customer who is silent [40], under the same rule. */
export function reminder(context: Context, interaction: InteractionRecord, text: string, line: () => number): Said[] {
  return isUnsaid(interaction, 'silence') ? queueSays(context, interaction.id, 'silence', text, line) : [];
}

/** The customer is there to read it, and somebody has spoken since it was said last: a close that is undone is not repeated. */
function isUnsaid(
  { customerLeft, texts, lastReplyAt, lastCustomerAt }: InteractionRecord,
  text: AutomaticText,
): boolean {
  const saidAt = texts?.[text];
  return !customerLeft && (saidAt === undefined || saidAt < Math.max(lastReplyAt ?? 0, lastCustomerAt ?? 0));
}
