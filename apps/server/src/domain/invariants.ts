import { DAY, type Instant } from '@ringdesk/shared/model/time.ts';
import { asksByOffer, checkCall, connectsNobody } from './callInvariants.ts';
import { deadlineOfAgent, deadlineOfHours, deadlineOfInteraction } from './deadlines.ts';
import { isRingingAtAll } from './indexing.ts';
import type { AgentRecord, InteractionRecord } from './records.ts';
import { flattenMembers, standingReason, weightOf } from './roster.ts';
import { checkService } from './serviceInvariants.ts';
import { compareArrival, compareWaiting, conversationKey, type QueueRecord, type State } from './state.ts';

/** The longest idle time of a bot that its settings allow. */
const LONGEST_WITH_BOT = DAY;

/**
 * What does not hold in this state, in words; empty: everything does. I1–I10 as far as one state can show them, found by
 * walking everything and without the ordered sets the rules use. `settled`: after an input, so that nothing may be left
 * to do. For tests and the doctor; O(everything).
 */
export function violations(state: State, now: Instant, { settled = true } = {}): string[] {
  const found: string[] = [];
  for (const interaction of state.interactions.values()) checkInteraction(state, interaction, found, settled);
  for (const agent of state.agents.values()) checkAgent(state, agent, found);
  for (const queue of state.queues.values()) checkQueue(state, queue, found, settled, now);
  checkDeadlines(state, found);
  checkService(state, now, found);
  checkOffers(state, found);
  for (const [key, id] of state.conversations) {
    const interaction = state.interactions.get(id);
    if (!interaction || conversationKey(interaction.customer.id, interaction.channelId) !== key)
      found.push(`I4 the conversation of ${key} is the unknown ${id}`);
  }
  return found;
}

function checkInteraction(state: State, interaction: InteractionRecord, found: string[], settled: boolean): void {
  const { id, state: is, ownerId, offers } = interaction;
  // Who calls out owns it from the start.
  const dials =
    is === 'connecting' && interaction.call?.direction === 'out' && interaction.call.answeredAt === undefined;
  const owned = is === 'active' || is === 'wrapUp' || is === 'parked' || (dials && connectsNobody(interaction));
  if (owned !== (ownerId !== undefined)) found.push(`I1 ${id} is ${is} with owner ${ownerId ?? 'nobody'}`);
  if (ownerId !== undefined && !state.agents.has(ownerId)) found.push(`I1 ${id} is owned by the unknown ${ownerId}`);
  if (!state.queues.has(interaction.queueId)) found.push(`I4 ${id} is of the unknown queue ${interaction.queueId}`);
  const connecting = [...offers.values()].filter((offer) => offer.state === 'connecting');
  if (is === 'offered' && (offers.size === 0 || connecting.length > 0)) found.push(`I4 ${id} is offered to nobody`);
  if (is === 'connecting' && ownerId === undefined && (offers.size !== 1 || connecting.length !== 1))
    found.push(`I7 ${id} is connecting with ${offers.size} offers`);
  if (
    is === 'active'
      ? offers.size !== (interaction.transfer ? 1 : 0) + (asksByOffer(interaction) ? 1 : 0)
      : is !== 'offered' && is !== 'connecting' && offers.size > 0
  ) {
    found.push(`I7 ${id} is ${is} and rings ${offers.size} times`);
  }
  const { transfer } = interaction;
  if (transfer && offers.get(transfer.offerId)?.kind !== 'transfer') found.push(`I10 ${id} is transferred by no offer`);
  if (transfer && transfer.toAgentId === ownerId) found.push(`I10 ${id} is transferred to its owner`);
  const agents = [...offers.values()].map((offer) => offer.agentId);
  if (new Set(agents).size < agents.length) found.push(`I8 ${id} rings twice at one agent`);
  const seqs = [...interaction.messages.values()].map((message) => message.seq);
  if (new Set(seqs).size < seqs.length || seqs.some((seq) => seq > interaction.lastSeq))
    found.push(`I9 ${id} numbers its messages wrongly`);
  if (interaction.unreadSeqs.some((seq) => seq <= interaction.ownerReadSeq))
    found.push(`I20 ${id} counts what was read`);
  if (interaction.ratingUntil !== undefined && is !== 'closed' && is !== 'wrapUp')
    found.push(`I4 ${id} is ${is} and waits for a rating`);
  if (interaction.movedFrom !== undefined && is !== 'queued' && is !== 'offered' && is !== 'connecting')
    found.push(`I4 ${id} is ${is} and would be moved back`);
  if (interaction.joined !== undefined && (is === 'closed' || interaction.joined.length === 0))
    found.push(`I19 ${id} is ${is} and read along by ${interaction.joined.length}`);
  if ((is === 'bot') !== (interaction.bot !== undefined))
    found.push(`I4 ${id} is ${is} and with ${interaction.bot?.botId}`);
  if (is === 'bot') checkBot(state, interaction, found);
  checkCall(state, interaction, found, settled);
  if (ownerId !== undefined && interaction.joined?.includes(ownerId) === true)
    found.push(`I1 ${id} is read along by its owner`);
}

/** A conversation is never stuck in a bot [45]: it has a bot that is there, and an end in sight. */
function checkBot(state: State, interaction: InteractionRecord, found: string[]): void {
  const { id, bot, lastAt } = interaction;
  const deadline = deadlineOfInteraction(state, interaction);
  const at = deadline && state.deadlines.has(deadline) ? deadline.at : Infinity;
  if (bot && !state.bots.has(bot.botId)) found.push(`I4 ${id} is with ${bot.botId}, which is no more`);
  if (at > lastAt + LONGEST_WITH_BOT) found.push(`I4 ${id} is stuck with ${bot?.botId}`);
  if (bot?.asked.some(({ messageId }) => !interaction.messages.has(messageId)) === true)
    found.push(`I4 ${id} waits for an answer to nothing`);
  if (bot?.asked.some(({ answerBy }) => answerBy < at) === true)
    found.push(`I13 ${id} waits longer for an answer than it says`);
}

function checkAgent(state: State, agent: AgentRecord, found: string[]): void {
  let load = 0;
  const calls = { ringing: 0, talking: 0, wrapUp: 0 };
  const counted = { answered: 0, waitingForCustomer: 0, closed: 0 };
  for (const interaction of state.interactions.values()) {
    for (const offer of interaction.offers.values()) {
      if (offer.agentId !== agent.id || !offer.reserves) continue;
      if (interaction.medium === 'call') {
        calls[offer.state === 'connecting' ? 'talking' : 'ringing'] += 1;
        continue;
      }
      load += 1;
      for (const choice of ['answered', 'waitingForCustomer', 'closed'] as const) counted[choice] += 1;
    }
    if (interaction.medium === 'call') {
      if (interaction.ownerId === agent.id) calls[interaction.state === 'wrapUp' ? 'wrapUp' : 'talking'] += 1;
      const asked = interaction.call?.consult?.with;
      if (asked?.kind === 'agent' && asked.offerId === undefined && asked.agentId === agent.id) calls.talking += 1;
      continue;
    }
    if (interaction.ownerId !== agent.id || interaction.state === 'parked') continue;
    load += 1;
    counted.closed += 1;
    const active = interaction.state === 'active';
    if (!active || !interaction.ownerReplied) counted.answered += 1;
    if (!active || interaction.lastWord !== 'agent') counted.waitingForCustomer += 1;
  }
  const { ringing, talking, wrapUp } = agent.calls;
  if (JSON.stringify(calls) !== JSON.stringify({ ringing, talking, wrapUp }))
    found.push(`I2 ${agent.id} has ${JSON.stringify(calls)}, not ${JSON.stringify(agent.calls)}`);
  // One, and at most one more which a colleague sent and they let ring beside it; the queues never lead to two.
  if (calls.ringing + calls.talking + calls.wrapUp > 2)
    found.push(`[81] ${agent.id} has ${JSON.stringify(calls)} at once`);
  const onCall =
    calls.talking > 0 ? 'talking' : calls.wrapUp > 0 ? 'wrapUp' : calls.ringing > 0 ? 'ringing' : undefined;
  if (agent.onCall !== onCall) found.push(`[81] ${agent.id} seems to be ${agent.onCall}, not ${onCall}`);
  const same =
    load === agent.load &&
    Object.entries(counted).every(([choice, count]) => agent.counted[choice as 'answered'] === count);
  if (!same)
    found.push(
      `I2 ${agent.id} carries ${load}, not ${agent.load} (${JSON.stringify(counted)} ${JSON.stringify(agent.counted)})`,
    );
}

function checkQueue(state: State, queue: QueueRecord, found: string[], settled: boolean, now: Instant): void {
  const members = flattenMembers(queue.settings.members, state.departments).filter((id) => state.agents.has(id));
  if (members.join() !== [...queue.roster.seats.keys()].join())
    found.push(`I5 ${queue.id} has other members than its settings`);
  for (const seat of queue.roster.seats.values()) {
    const reason = standingReason(seat.agent, queue.settings);
    const { load, lastOfferAt } = weightOf(seat.agent, queue.settings);
    const stands = seat.reason === reason && seat.load === load && seat.lastOfferAt === lastOfferAt;
    const listed = (reason === undefined ? queue.roster.ready : queue.roster.unready).has(seat);
    if (!stands || !listed) found.push(`I3 ${queue.id} thinks ${seat.agent.id} is ${seat.reason ?? 'ready'}`);
  }
  const mine = [...state.interactions.values()].filter((interaction) => interaction.queueId === queue.id);
  const queued = mine.filter((interaction) => interaction.state === 'queued').toSorted(compareWaiting);
  const arrivals = mine
    .filter((interaction) => interaction.state === 'queued' || interaction.state === 'offered')
    .toSorted(compareArrival);
  const same = (a: Iterable<InteractionRecord>, b: readonly InteractionRecord[]): boolean =>
    [...a].map(({ id }) => id).join() === b.map(({ id }) => id).join();
  if (!same(queue.waiting, queued)) found.push(`I4 ${queue.id} has forgotten who waits`);
  if (!same(queue.arrivals, arrivals)) found.push(`I4 ${queue.id} has forgotten who arrived`);
  if (!same(queue.ringing, mine.filter(isRingingAtAll).toSorted(compareWaiting)))
    found.push(`I4 ${queue.id} has forgotten what rings`);
  if (!settled || !queue.active || !queue.hours.open) return;
  for (const interaction of queue.ringing) {
    // A round whose time is over ends with the next tick; nobody joins it any more.
    if ([...interaction.offers.values()].some((offer) => offer.expiresAt <= now)) continue;
    const rung = new Set([...interaction.offers.values()].map((offer) => offer.agentId));
    const left = members.find(
      (id) =>
        !rung.has(id) &&
        !interaction.tried.has(id) &&
        mayRingNow(state, queue, interaction, id, now) &&
        interaction.excludedAgentId !== id,
    );
    if (left !== undefined) found.push(`I7 ${interaction.id} rings at everybody but ${left}`);
  }
  for (const interaction of queued) {
    if (interaction.call?.action !== undefined) continue;
    const who = members.find((id) => mayRingNow(state, queue, interaction, id, now));
    if (who !== undefined) found.push(`I4 ${interaction.id} waits although ${who} may be rung`);
  }
}

/** Whether a waiting interaction should be ringing at this member: eligible, and no rule lets it rest. */
function mayRingNow(
  state: State,
  queue: QueueRecord,
  interaction: InteractionRecord,
  id: AgentRecord['id'],
  now: Instant,
): boolean {
  const agent = state.agents.get(id);
  if (!agent || standingReason(agent, queue.settings) !== undefined) return false;
  if ((interaction.cooling.get(id) ?? -Infinity) > now || interaction.cooling.has(id)) return false;
  return interaction.excludedAgentId !== id || interaction.tried.size > 0;
}

function checkDeadlines(state: State, found: string[]): void {
  const expected = [
    ...[...state.interactions.values()].flatMap((interaction) => deadlineOfInteraction(state, interaction) ?? []),
    ...[...state.agents.values()].flatMap((agent) => deadlineOfAgent(agent) ?? []),
    ...[...state.queues.values()].flatMap(({ id, hours }) => deadlineOfHours('queue', id, hours) ?? []),
    ...[...state.channelHours].flatMap(([id, hours]) => deadlineOfHours('channel', id, hours) ?? []),
  ];
  if (expected.length !== state.deadlines.size)
    found.push(`I13 ${state.deadlines.size} deadlines instead of ${expected.length}`);
  for (const deadline of expected)
    if (!state.deadlines.has(deadline)) found.push(`I13 the deadline of ${deadline.id} is not kept`);
}

function checkOffers(state: State, found: string[]): void {
  let count = 0;
  for (const interaction of state.interactions.values()) {
    for (const offer of interaction.offers.values()) {
      count += 1;
      if (state.offers.get(offer.id) !== offer) found.push(`I8 offer ${offer.id} is not known`);
      if (!state.agents.get(offer.agentId)?.offerIds.has(offer.id))
        found.push(`I8 ${offer.agentId} does not know of offer ${offer.id}`);
      if (state.endedOffers.has(offer.id)) found.push(`I8 offer ${offer.id} has ended and rings`);
    }
  }
  if (count !== state.offers.size) found.push(`I8 ${state.offers.size} offers instead of ${count}`);
}
