import { MINUTE, SECOND, type Instant } from '@ringdesk/shared/model/time.ts';
import { addWorkingTime, isOpen } from '@ringdesk/shared/rules/workingHours.ts';
import type { Event } from './events.ts';
import type { InteractionRecord } from './records.ts';
import type { State } from './state.ts';

/**
 * What does not hold of working hours, limits and marks in this state, in words [29–31, 35, 40, 46, 47]: worked out from the
 * settings alone, without what the rules have remembered.
 */
export function checkService(state: State, now: Instant, found: string[]): void {
  for (const { id, hours, settings } of state.queues.values()) {
    const turned = hours.nextChangeAt !== undefined && hours.nextChangeAt <= now;
    if (!turned && hours.open !== isOpen(settings.workingHours, now))
      found.push(`[29] ${id} is ${hours.open ? 'open' : 'closed'} at the wrong time`);
    const waitsForever = !hours.open && hours.nextChangeAt === undefined && isAnyOpening(settings.workingHours, now);
    if (waitsForever) found.push(`[29] nobody opens ${id} again`);
  }
  const deadlines = new Map<string, Instant>();
  for (const { of, id, at } of state.deadlines) if (of === 'interaction') deadlines.set(id, at);
  for (const interaction of state.interactions.values()) checkTimers(state, interaction, deadlines, found);
}

function isAnyOpening(hours: Parameters<typeof addWorkingTime>[0], now: Instant): boolean {
  return addWorkingTime(hours, now, 1) !== undefined;
}

/** Every wait that is limited has its deadline, not later than the limit. */
function checkTimers(
  state: State,
  interaction: InteractionRecord,
  deadlines: ReadonlyMap<string, Instant>,
  found: string[],
): void {
  const { id, state: is, unansweredSince: since } = interaction;
  const settings = state.queues.get(interaction.queueId)?.settings;
  if (!settings) return;
  const first = deadlines.get(id);
  const needs = (at: Instant | undefined, what: string): void => {
    if (at !== undefined && (first === undefined || first > at)) found.push(`${what} of ${id} is never over`);
  };
  const waits = since !== undefined && is !== 'closed' && is !== 'wrapUp' && is !== 'bot';
  if (waits && settings.markUnansweredAfterMinutes !== null && interaction.unansweredMarkAt === undefined)
    needs(since + settings.markUnansweredAfterMinutes * MINUTE, '[35] the wait');
  const seconds = interaction.firstReplyAt === undefined ? settings.firstReplySeconds : settings.nextReplySeconds;
  if (waits && seconds !== null && interaction.overdue?.since !== since) {
    const hours = settings.kpiInWorkingHours ? settings.workingHours : null;
    needs(addWorkingTime(hours, since, seconds * SECOND), '[46] the limit');
  }
  const { lastWord, lastReplyAt, ownedSince = 0, transfer } = interaction;
  if (is === 'active' && settings.silence && lastWord === 'agent' && !transfer)
    needs(Math.max(lastReplyAt ?? 0, ownedSince) + settings.silence.minutes * MINUTE, '[40] the silence');
}

/** What one event of the queue's own doing breaks, judged with the state just before it. */
export function serviceBrokenBy(before: State, event: Event): string[] {
  if (!('interactionId' in event)) return [];
  const interaction = before.interactions.get(event.interactionId);
  const queue = interaction && before.queues.get(interaction.queueId);
  if (!interaction || !queue) return [];
  const { id, unansweredSince, texts } = interaction;
  // What a person brings about by hand is no ringing of the queue.
  const byHand = event.type === 'interaction.offered' && /transfer|consult/.test(event.offers[0]?.why.rule ?? '');
  if (event.type === 'interaction.offered' && !byHand && !queue.hours.open)
    return [`[29] ${id} rings outside the working hours`];
  if (event.type === 'interaction.markedUnanswered') {
    const minutes = queue.settings.markUnansweredAfterMinutes ?? Infinity;
    const early = unansweredSince === undefined || event.at < unansweredSince + minutes * MINUTE;
    return early || interaction.unansweredMarkAt !== undefined ? [`[35] ${id} is marked early or twice`] : [];
  }
  if (event.type === 'reply.overdue')
    return event.since !== unansweredSince || interaction.overdue?.since === event.since
      ? [`[46] ${id} is overdue for the wrong wait, or twice`]
      : [];
  if (event.type === 'interaction.closed' && event.because === 'silence' && interaction.state !== 'bot') {
    const mayBe = interaction.state === 'active' && interaction.lastWord === 'agent';
    return mayBe ? [] : [`[40] ${id} is closed for silence though the customer had the last word`];
  }
  if (event.type !== 'message.posted' || event.author.kind !== 'queue') return [];
  const { text } = event.author;
  const saidAt = texts?.[text];
  if (saidAt === undefined) return [];
  const lastWordAt = Math.max(interaction.lastReplyAt ?? 0, interaction.lastCustomerAt ?? 0);
  const twice =
    text === 'greeting' ||
    text === 'nobody' ||
    (text === 'offHours' && !queue.hours.open && saidAt >= queue.hours.since) ||
    ((text === 'closed' || text === 'silence') && saidAt > lastWordAt);
  return twice ? [`[30–40] ${id} is told ${text} twice`] : [];
}
