/** One small mistake: the snippet must stand exactly once in the file. */
export interface PlantedBug {
  readonly name: string;
  /** Below apps/server/src/domain. */
  readonly file: string;
  readonly snippet: string;
  readonly replacement: string;
}

/**
 * Mistakes that a change of the rules could make. Each is planted alone; the tests of the rules must notice every one:
 * this is the test of the tests.
 */
export const plantedBugs: readonly PlantedBug[] = [
  {
    name: '[13] most open interactions first',
    file: 'roster.ts',
    snippet: 'a.load - b.load ||',
    replacement: 'b.load - a.load ||',
  },
  {
    name: '[13] the latest offer first',
    file: 'roster.ts',
    snippet: 'a.lastOfferAt - b.lastOfferAt',
    replacement: 'b.lastOfferAt - a.lastOfferAt',
  },
  {
    name: '[13] an offer is not remembered',
    file: 'evolveOffers.ts',
    snippet: 'agent.lastOfferAt = event.at;',
    replacement: '',
  },
  {
    name: '[18] one above the limit',
    file: 'capacity.ts',
    snippet: '>= settings.limit',
    replacement: '> settings.limit',
  },
  {
    name: '[18] a reservation is never released',
    file: 'capacity.ts',
    snippet: 'if (offer.reserves) addLoad',
    replacement: 'if (offer.reserves && sign === 1) addLoad',
  },
  {
    name: '[19] parked work counts',
    file: 'capacity.ts',
    snippet: "if (interaction.state === 'parked') return;",
    replacement: '',
  },
  {
    name: '[78] eleven seconds of grace',
    file: 'deadlines.ts',
    snippet: 'DISCONNECT_GRACE = 10 * SECOND',
    replacement: 'DISCONNECT_GRACE = 11 * SECOND',
  },
  {
    name: '[14] a rest of 29 seconds',
    file: 'deadlines.ts',
    snippet: 'DECLINE_COOLDOWN = 30 * SECOND',
    replacement: 'DECLINE_COOLDOWN = 29 * SECOND',
  },
  {
    name: '[78] minutes taken for seconds',
    file: 'deadlines.ts',
    snippet: 'minutes * MINUTE',
    replacement: 'minutes * SECOND',
  },
  {
    name: '[16] taken back while a transfer rings',
    file: 'deadlines.ts',
    snippet: 'interaction.ownerReplied || interaction.transfer ||',
    replacement: 'interaction.ownerReplied ||',
  },
  {
    name: '[14] who rests is rung',
    file: 'distribution.ts',
    snippet: "if (interaction.cooling.has(id)) return 'coolingDown';",
    replacement: '',
  },
  {
    name: '[14] nobody was ever tried',
    file: 'distribution.ts',
    snippet: "if (interaction.tried.has(id)) return 'triedInThisPass';",
    replacement: '',
  },
  {
    name: '[14] everybody who declined rests',
    file: 'distribution.ts',
    snippet: 'again.eligible === 1',
    replacement: 'again.eligible >= 1',
  },
  {
    name: '[14] passes are not counted',
    file: 'distribution.ts',
    snippet: 'pass: interaction.pass + 1',
    replacement: 'pass: interaction.pass',
  },
  {
    name: '[80] every missed offer counts twice',
    file: 'evolveOffers.ts',
    snippet: '.missedInARow += 1',
    replacement: '.missedInARow += 2',
  },
  {
    name: '[80] one missed offer too many',
    file: 'overdue.ts',
    snippet: 'agent.missedInARow + 1 < limit',
    replacement: 'agent.missedInARow < limit',
  },
  {
    name: 'connecting for as long as the offer',
    file: 'evolveOffers.ts',
    snippet: 'offer.expiresAt = event.joinBy;',
    replacement: '',
  },
  {
    name: '[46] waiting since the last message',
    file: 'evolveInteraction.ts',
    snippet: 'interaction.unansweredSince ??= event.at;',
    replacement: 'interaction.unansweredSince = event.at;',
  },
  {
    name: '[46] an undone close forgets who waits',
    file: 'evolveInteraction.ts',
    snippet: "if (event.type === 'interaction.closed' && event.by === 'customer') interaction",
    replacement: 'interaction',
  },
  {
    name: '[16] who did not answer is rung first',
    file: 'evolveInteraction.ts',
    snippet: "if (event.reason === 'notAnswered')",
    replacement: "if (event.reason === 'ownerGone')",
  },
  {
    name: '[16] one millisecond too late is in time',
    file: 'offers.ts',
    snippet: 'offer.expiresAt <= context.now',
    replacement: 'offer.expiresAt < context.now',
  },
  {
    name: '[15] capacity is not checked at the accept',
    file: 'offers.ts',
    snippet: 'if (!offer.reserves && limit !== null',
    replacement: 'if (offer.reserves && limit !== null',
  },
  {
    name: '[15] the others go on ringing',
    file: 'offers.ts',
    snippet: 'if (others.length === 0) return [accepted];',
    replacement: 'if (others.length >= 0) return [accepted];',
  },
  {
    name: '[62] interception everywhere',
    file: 'offers.ts',
    snippet: '!queueOf(state, interaction).settings.interceptAllowed',
    replacement: '!queueOf(state, interaction).active',
  },
  {
    name: '[13] an undone transfer stays in the other queue',
    file: 'transfer.ts',
    snippet: 'if (queue.id !== interaction.queueId)',
    replacement: 'if (queue.id === interaction.queueId)',
  },
  {
    name: '[13] a transfer is undone although somebody has accepted it',
    file: 'permissions.ts',
    snippet: 'sent !== undefined && ownerId === undefined &&',
    replacement: 'sent !== undefined &&',
  },
  {
    name: '[19] an undone transfer forgets that the owner had replied',
    file: 'evolveOffers.ts',
    snippet: 'interaction.sent?.ownerReplied ?? false',
    replacement: 'false',
  },
  {
    name: '[7] a queue is switched off without a word about who waits',
    file: 'queues.ts',
    snippet: 'waiting.length > 0 && openTo === undefined',
    replacement: 'waiting.length < 0',
  },
  { name: '[13] a transfer bounces back', file: 'transfer.ts', snippet: 'excludedAgentId: ownerId,', replacement: '' },
  {
    name: '[7] a queue that is off goes on',
    file: 'routing.ts',
    snippet: 'if (!queue.active || queue.roster.ready.size === 0) return undefined;',
    replacement: 'if (queue.roster.ready.size === 0) return undefined;',
  },
  {
    name: '[11] an offer’s own reservation speaks against it',
    file: 'routing.ts',
    snippet: '(offer.reserves ? 1 : 0)',
    replacement: '0',
  },
  {
    name: '[10] the same message twice',
    file: 'intake.ts',
    snippet: 'if (before) return done',
    replacement: 'if (before && before.seq < 0) return done',
  },
  {
    name: '[13] reopened one millisecond too early closed',
    file: 'intake.ts',
    snippet: 'at <= (last.reopenUntil ?? -1)',
    replacement: 'at < (last.reopenUntil ?? -1)',
  },
  {
    name: 'no time to undo a close',
    file: 'deadlines.ts',
    snippet: 'CLOSED_STAYS = 10 * MINUTE',
    replacement: 'CLOSED_STAYS = 0 * MINUTE',
  },
  {
    name: '[75] every supervisor steers every queue',
    file: 'permissions.ts',
    snippet: "(agent.role === 'supervisor' && agent.supervises.includes(queueId))",
    replacement: "agent.role === 'supervisor'",
  },
  {
    name: '[75] closed work is everybody’s',
    file: 'permissions.ts',
    snippet: "if (interaction.state === 'closed') return interaction.lastOwnerId === agent.id;",
    replacement: "if (interaction.state === 'closed') return true;",
  },
  {
    name: 'I4 who becomes ready is not noticed',
    file: 'indexing.ts',
    snippet: 'roster.refresh(agent) === true',
    replacement: 'roster.refresh(agent) === undefined',
  },
  {
    name: 'a checkpoint forgets who was tried',
    file: 'checkpoint.ts',
    snippet: 'tried: [...interaction.tried],',
    replacement: 'tried: [],',
  },
  {
    name: 'the mirror does not learn of loads',
    file: 'updates.ts',
    snippet: 'for (const id of peopleIn(event)) changes.agents.add(id);',
    replacement: '',
  },
  {
    name: 'dismissed owners keep their work',
    file: 'people.ts',
    snippet: "if (interaction?.state === 'active')",
    replacement: "if (interaction?.state === 'queued')",
  },
  {
    name: '[13] low priority first',
    file: 'state.ts',
    snippet: 'b.priority - a.priority',
    replacement: 'a.priority - b.priority',
  },
  {
    name: 'a restart judges reservations anew',
    file: 'evolveCenter.ts',
    snippet: 'state.work.rules.clear();',
    replacement: '',
  },
  {
    name: 'I9 what comes back counts its lines anew',
    file: 'recall.ts',
    snippet: 'lastSeq: event.lastSeq,',
    replacement: 'lastSeq: 0,',
  },
  {
    name: 'I9 what left has forgotten its messages',
    file: 'intake.ts',
    snippet: ' ?? kept?.messages.find(({ id }) => id === input.messageId)',
    replacement: '',
  },
  {
    name: '[13] what comes back passes over a later conversation',
    file: 'recall.ts',
    snippet: 'kept.newest && !hasNewer(state, kept)',
    replacement: 'kept.newest',
  },
  {
    name: 'what is closed never leaves',
    file: 'evolveInteraction.ts',
    snippet: 'event.at + CLOSED_STAYS',
    replacement: 'Infinity',
  },
  {
    name: '[39] a rating is waited for without an end',
    file: 'deadlines.ts',
    snippet: "consider(interaction.ratingUntil, 'ratingEnds');",
    replacement: '',
  },
  {
    name: '[39] what waits for a rating leaves the memory',
    file: 'deadlines.ts',
    snippet: 'Math.max(archiveAt, ratingUntil, ',
    replacement: 'Math.max(archiveAt, ',
  },
  {
    name: '[39] a late rating finds nothing',
    file: 'recall.ts',
    snippet: "input.type === 'customer.wrote' || input.type === 'customer.rated'",
    replacement: "input.type === 'customer.wrote'",
  },
  {
    name: '[39] a rating is forgotten with its conversation',
    file: 'recall.ts',
    snippet: 'rating: event.rating && { ...event.rating, comment: content?.rating ?? null },',
    replacement: '',
  },
  {
    name: '[44] the rating closes nothing',
    file: 'quality.ts',
    snippet: "ratingCloses && (interaction.state === 'active'",
    replacement: "!ratingCloses && (interaction.state === 'active'",
  },
  {
    name: '[43] a sender of spam is asked for a rating',
    file: 'closing.ts',
    snippet: 'spam ? { reopenUntil: context.now - 1 } : ratingTime(state, interaction, context.now)',
    replacement: 'ratingTime(state, interaction, context.now)',
  },
  {
    name: 'no topic is asked for',
    file: 'closing.ts',
    snippet: 'topic === undefined && !spam',
    replacement: 'topic === undefined && spam',
  },
  {
    name: 'a blocked sender is heard',
    file: 'intake.ts',
    snippet: "if (isBlocked(state, customer.customerId)) return refuse({ code: 'blocked' });",
    replacement: '',
  },
  {
    name: 'a checkpoint forgets who is blocked',
    file: 'checkpoint.ts',
    snippet: 'for (const customerId of checkpoint.blocked ?? []) state.blocked.add(customerId);',
    replacement: '',
  },
  {
    name: 'I19 who read along sees it for ever',
    file: 'permissions.ts',
    snippet:
      'if ((waits || interaction.joined?.includes(agent.id) === true) && agent.memberOf.has(interaction.queueId)) return true;',
    replacement:
      'if (interaction.joined?.includes(agent.id) === true || (waits && agent.memberOf.has(interaction.queueId))) return true;',
  },
  {
    name: 'the owner reads along',
    file: 'evolveOffers.ts',
    snippet: 'leaves(interaction, agentId);',
    replacement: '',
  },
  {
    name: '[45] stuck with a bot when the customer is silent',
    file: 'deadlines.ts',
    snippet: "consider(interaction.bot?.idleAt, 'idleWithBot');",
    replacement: '',
  },
  {
    name: '[45] stuck with a bot that does not answer',
    file: 'deadlines.ts',
    snippet: "consider(botAnswersBy(interaction), 'botLate');",
    replacement: '',
  },
  {
    name: '[45] the newest question decides',
    file: 'deadlines.ts',
    snippet: 'Math.min(...bot.asked',
    replacement: 'Math.max(...bot.asked',
  },
  {
    name: '[45] an answer counts twice',
    file: 'bots.ts',
    snippet: '!interaction || !bot || !waitsFor(interaction, input.botId, input.messageId)',
    replacement: '!interaction || !bot',
  },
  {
    name: '[45] anybody answers for a bot',
    file: 'decide.ts',
    snippet: "if (context.actor.kind !== 'server') return refuse({ code: 'notAllowed' });",
    replacement: '',
  },
  {
    name: '[45] nobody waits after a hand-over',
    file: 'evolveBeside.ts',
    snippet: 'interaction.unansweredSince = event.at;',
    replacement: '',
  },
  {
    name: '[45] silence is counted from the first word',
    file: 'evolveBeside.ts',
    snippet: 'asked: [...interaction.bot.asked, { messageId, answerBy }], idleAt }',
    replacement: 'asked: [...interaction.bot.asked, { messageId, answerBy }] }',
  },
  {
    name: '[45] a deleted bot keeps its conversations',
    file: 'botSettings.ts',
    snippet: '...talks.flatMap(',
    replacement: '...talks.slice(0, 0).flatMap(',
  },
  {
    name: '[45] handed over to a queue that is off',
    file: 'bots.ts',
    snippet: 'named?.active === true ? named : own',
    replacement: 'named ?? own',
  },
];
