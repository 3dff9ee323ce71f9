import { START } from './center.testkit.ts';
import type { Event } from './events.ts';
import type { SharedEnd } from './interactionEvents.ts';

/** Seconds since the start of the test's day. */
const seconds = (at: number): string => `${(at - START) / 1_000}s`;

const above = (event: { readonly overLimit?: true }): string => (event.overLimit === true ? ' above the limit' : '');

function end(of: SharedEnd): string {
  if (of.outcome !== 'withdrawn') return of.outcome;
  return of.by === undefined ? `withdrawn: ${of.reason}` : `withdrawn: ${of.reason} by ${of.by}`;
}

/**
 * A list of events in words, one line each, with all that a rule decides and without ids that a test does not choose:
 * whole lists are compared and can be read.
 */
export function told(events: readonly Event[]): string[] {
  return events.map(line);
}

function line(event: Event): string {
  switch (event.type) {
    case 'interaction.arrived':
      return `arrived in ${event.queueId}`;
    case 'message.posted':
      return posted(event);
    case 'interaction.offered': {
      const to = event.offers.map((offer) => `${offer.agentId}${above(offer)}`).join(', ');
      return `offered (${event.kind}, pass ${event.pass}) to ${to} until ${seconds(event.expiresAt)}`;
    }
    case 'offers.ended':
      return `ended at ${event.offers.map((offer) => offer.agentId).join(', ')}: ${end(event.end)}`;
    case 'offer.accepted':
      return `accepted by ${event.agentId}${above(event)}`;
    case 'interaction.joined':
      return `${event.seq}. ${event.way}: ${event.agentId}${event.fromAgentId === undefined ? '' : ` from ${event.fromAgentId}`}${above(event)}`;
    case 'transfer.started':
      return `${event.seq}. transfer ${event.fromAgentId} → ${event.toAgentId}${event.byAgentId === undefined ? '' : ` by ${event.byAgentId}`}`;
    case 'transfer.ended':
      return `${event.seq}. transfer ${event.fromAgentId} → ${event.toAgentId} ${event.outcome}`;
    case 'interaction.requeued':
      return `${event.seq}. back to ${event.queueId} from ${event.fromAgentId}${event.byAgentId === undefined ? '' : ` by ${event.byAgentId}`}: ${event.reason}`;
    case 'interaction.moved':
      return `moved to ${event.queueId}`;
    case 'interaction.cooling':
      return `cooling: ${event.agents.map(({ agentId, until }) => `${agentId} until ${seconds(until)}`).join(', ')}`;
    case 'interaction.cooled':
      return `cooled: ${event.agentIds.join(', ')}`;
    case 'interaction.preferenceDropped':
      return `not first to ${event.agentId}`;
    case 'interaction.parked':
      return `${event.seq}. parked until ${seconds(event.until)}`;
    case 'interaction.woke':
      return `${event.seq}. woke: ${event.because}${above(event)}`;
    case 'interaction.closed':
      return `${event.seq}. closed by ${event.agentId ?? event.by}${event.because === undefined ? '' : ` for ${event.because}`}${event.topic === undefined ? '' : ` (${event.topic})`}${event.ratingUntil === undefined ? '' : `, rating until ${seconds(event.ratingUntil)}`}${event.wrapUpUntil === undefined ? '' : `, wrap-up until ${seconds(event.wrapUpUntil)}`}`;
    case 'interaction.wrapUpEnded':
      return `wrap-up of ${event.ownerId} ended`;
    case 'interaction.reopened':
      return `${event.seq}. reopened by ${event.agentId ?? event.by}${above(event)}`;
    case 'interaction.recalled':
      return `recalled to ${event.queueId}${event.newest ? '' : ', not the newest'}`;
    case 'bot.began':
      return `${event.seq}. with ${event.botId}${event.menuId === undefined ? '' : ` at ${event.menuId}`}, idle at ${seconds(event.idleAt)}`;
    case 'bot.heard':
      return `at ${event.menuId}, ${event.misses} missed${event.ended ? ', all told' : ''}, idle at ${seconds(event.idleAt)}`;
    case 'bot.asked':
      return `asked about ${event.seqAsked}. until ${seconds(event.answerBy)}`;
    case 'bot.handedOver':
      return `${event.seq}. ${event.botId} hands over to ${event.queueId}: ${event.because}`;
    case 'customer.rated':
      return `${event.seq}. customer rated ${event.score} ${event.content?.comment ?? ''}`.trim();
    case 'interaction.reviewed':
      return `${event.seq}. ${event.agentId} rated ${event.score} ${event.content?.comment ?? ''}`.trim();
    case 'interaction.ratingEnded':
      return 'rating ended';
    case 'sender.blockSet':
      return `${event.seq}. ${event.agentId} ${event.blocked ? 'blocked' : 'unblocked'} ${event.customerId}`;
    case 'colleague.joined':
    case 'colleague.left':
      return `${event.seq}. ${event.agentId} ${event.type === 'colleague.joined' ? 'reads along' : 'no longer reads along'}`;
    case 'customer.left':
      return `${event.seq}. customer left`;
    case 'customer.named':
      return `${event.seq}. customer named ${event.content?.customerName ?? 'nobody'}`;
    case 'agent.presenceSet':
      return `${event.agentId} is ${event.presence.state} by ${event.by ?? 'server'}`;
    case 'agent.receivesSet':
      return `${event.agentId} receives ${event.receives}${event.setBy === undefined ? '' : ` by ${event.setBy}`}`;
    case 'agent.dismissed':
    case 'agent.reinstated':
    case 'agent.connected':
    case 'agent.disconnected':
    case 'agent.graceEnded':
      return `${event.type} ${event.agentId}`;
    default:
      return event.type;
  }
}

function posted({ seq, kind, author, content }: Extract<Event, { type: 'message.posted' }>): string {
  const choices = content?.choices ? ` [${content.choices.join(', ')}]` : '';
  if (author.kind === 'bot') return `${seq}. ${author.botId}: ${content?.text ?? ''}${choices}`;
  return `${seq}. ${kind} of ${author.kind === 'agent' ? author.agentId : author.kind}`;
}
