import type {
  AgentId,
  AttachmentId,
  ChannelId,
  CustomerId,
  InteractionId,
  QueueId,
} from '@ringdesk/shared/model/ids.ts';
import { picturePath } from '@ringdesk/shared/protocol/files.ts';
import type { AgentFace, ChannelFace, Conversation } from '@ringdesk/shared/protocol/visitor.ts';
import { contactFormOf, isContactWanted } from './contact.ts';
import { conversationKey, type State } from './state.ts';
import { callButtonOf, couldAnswer } from './webCalls.ts';

/** The open conversation of a customer on a channel, or the last one while a message still reopens it. */
export function conversationOf(state: State, customerId: CustomerId, channelId: ChannelId): InteractionId | undefined {
  return state.conversations.get(conversationKey(customerId, channelId));
}

/** The agent as the queue shows them to customers [20]. */
export function agentFace(state: State, queueId: QueueId, agentId: AgentId): AgentFace {
  const settings = state.queues.get(queueId)?.settings;
  const agent = state.agents.get(agentId);
  if (!settings || !agent || settings.agentShown === 'nothing') return {};
  if (settings.agentShown === 'profile') return faceOf(agent.name, agent.pictureId);
  // Who has no entry of the queue's own stays unnamed: the profile is not for customers here.
  const entry = settings.agentEntries.find((candidate) => candidate.agentId === agentId);
  return entry ? faceOf(entry.name, entry.pictureId ?? undefined) : {};
}

function faceOf(name: string, pictureId: AttachmentId | undefined): AgentFace {
  return { name, ...(pictureId !== undefined && { pictureUrl: picturePath(pictureId) }) };
}

/** What the customer is told about their conversation (I18). Null: there is none, or it has left the memory of the core. */
export function visitorView(state: State, customerId: CustomerId, channelId: ChannelId): Conversation | null {
  const id = conversationOf(state, customerId, channelId);
  const interaction = id && state.interactions.get(id);
  if (!interaction) return null;
  const { ownerId } = interaction;
  const owned = interaction.state === 'active' || interaction.state === 'parked';
  const open = owned && !interaction.customerLeft;
  const closed =
    interaction.state === 'closed' || interaction.state === 'wrapUp' || (owned && interaction.customerLeft);
  const queue = state.queues.get(interaction.queueId);
  // Nobody is asked for now, and it is not a matter of minutes: the customer is told so.
  const held = interaction.state === 'queued' && (queue?.active !== true || !queue.hours.open);
  const heldUntil = held && queue?.active === true ? queue.hours.nextChangeAt : undefined;
  return {
    interactionId: interaction.id,
    state: open ? 'active' : closed ? 'closed' : interaction.state === 'bot' ? 'bot' : 'waiting',
    ...(open && ownerId !== undefined && { agent: agentFace(state, interaction.queueId, ownerId) }),
    readSeq: interaction.ownerReadSeq,
    ...(held && { held }),
    ...(heldUntil !== undefined && { heldUntil }),
    contactWanted: !closed && isContactWanted(state, interaction),
    rating: interaction.rating ? { score: interaction.rating.score, comment: interaction.rating.comment } : null,
  };
}

/**
 * What the widget shows of a channel: its own title, else the queue's name [5, 6]. Undefined: it serves nobody.
 * `servedBy`: the queue of a conversation that goes on after its channel was connected elsewhere, or nowhere.
 */
export function channelFace(state: State, channelId: ChannelId, servedBy?: QueueId): ChannelFace | undefined {
  const channel = state.channels.get(channelId);
  const queueId = servedBy ?? channel?.queueId;
  const queue = queueId ? state.queues.get(queueId) : undefined;
  if (channel?.kind !== 'liveChat' || !queue) return undefined;
  const { allowedOrigins: _, workingHours: __, ...settings } = channel.settings;
  const language = settings.language === 'auto' ? queue.language : settings.language;
  const { open, nextChangeAt } = state.channelHours.get(channelId) ?? queue.hours;
  const { consent, askRating, transcriptByEmail } = queue.settings;
  const contactForm = contactFormOf(queue.settings, channel);
  const button = callButtonOf(state, channelId);
  return {
    channelId,
    title: settings.title || queue.name,
    settings,
    language,
    open,
    ...(!open && nextChangeAt !== undefined && { opensAt: nextChangeAt }),
    ...(consent && { consent: { ...consent, version: queue.consentVersion } }),
    ...(contactForm && { contactForm }),
    askRating,
    transcriptByEmail,
    ...(button && { calls: couldAnswer(button.queue), rateCalls: button.queue.settings.askRating }),
  };
}
