import type { PhoneNumber } from '@ringdesk/shared/model/call.ts';
import type { Happening, Message, TranscriptLine } from '@ringdesk/shared/model/message.ts';
import type { Event } from './events.ts';
import type { InteractionEvent } from './interactionEvents.ts';

type What = Happening['what'];

/** The line of the transcript which an event is, or undefined: every event with a `seq` is one, and no other (I9). */
export function lineOf(event: Event): TranscriptLine | undefined {
  if (event.type === 'message.posted') {
    const { interactionId, messageId: id, seq, at, author, kind, mentions, content } = event;
    const { waitedMs, delivery, deliveryProblem } = event;
    const message: Message = {
      type: 'message',
      id,
      interactionId,
      seq,
      at,
      author,
      kind,
      text: content?.text ?? null,
      mentions: [...mentions],
      attachments: [...(content?.attachments ?? [])],
    };
    // Made with every message: an object put together of spreads is slow to make and to write.
    if (waitedMs !== undefined) message.waitedMs = waitedMs;
    if (content?.choices) message.choices = [...content.choices];
    if (delivery) message.delivery = delivery;
    if (deliveryProblem) message.deliveryProblem = deliveryProblem;
    return message;
  }
  if (!('seq' in event)) return undefined;
  const { interactionId, seq, at } = event;
  return { type: 'happening', interactionId, seq, at, what: whatOf(event) };
}

type LineEvent = Exclude<Extract<InteractionEvent, { seq: number }>, { type: 'message.posted' }>;

function whatOf(event: LineEvent): What {
  switch (event.type) {
    case 'interaction.joined':
      return joinedWhat(event);
    case 'transfer.started':
      return {
        name: 'transferred',
        fromAgentId: event.fromAgentId,
        toAgentId: event.toAgentId,
        ...(event.byAgentId !== undefined && { byAgentId: event.byAgentId }),
      };
    case 'transfer.ended':
      return {
        name: 'transferEnded',
        outcome: event.outcome,
        fromAgentId: event.fromAgentId,
        toAgentId: event.toAgentId,
      };
    case 'interaction.requeued':
      return requeuedWhat(event);
    case 'interaction.parked':
      return { name: 'parked', agentId: event.agentId, until: event.until };
    case 'interaction.woke':
      return { name: 'woke', because: event.because };
    case 'interaction.closed':
      return closedWhat(event);
    case 'interaction.reopened':
      return { name: 'reopened', by: event.by, ...(event.agentId !== undefined && { agentId: event.agentId }) };
    case 'interaction.consented':
      return { name: 'consented', version: event.version };
    case 'customer.contactGiven':
      return { name: 'contactGiven', fields: [...event.fields] };
    case 'interaction.markedUnanswered':
      return { name: 'unanswered' };
    case 'reply.overdue':
      return { name: 'overdue', which: event.which, ...(event.agentId !== undefined && { agentId: event.agentId }) };
    case 'bot.began':
      return { name: 'botBegan', botName: event.botName };
    case 'bot.handedOver': {
      const { because, queueName } = event;
      return { name: 'botHandedOver', because, ...(queueName !== undefined && { queueName }) };
    }
    case 'transcript.sent':
      return { name: 'transcriptSent' };
    case 'customer.rated':
      return { name: 'rated', by: 'customer', score: event.score, comment: event.content?.comment ?? null };
    case 'interaction.reviewed':
      return {
        name: 'rated',
        by: 'supervisor',
        agentId: event.agentId,
        score: event.score,
        comment: event.content?.comment ?? null,
      };
    case 'sender.blockSet':
      return event.blocked
        ? { name: 'senderBlocked', agentId: event.agentId, ...(event.reason && { reason: event.reason }) }
        : { name: 'senderUnblocked', agentId: event.agentId };
    case 'colleague.joined':
      return { name: 'colleagueJoined', agentId: event.agentId };
    case 'colleague.left':
      return { name: 'colleagueLeft', agentId: event.agentId };
    case 'customer.left':
      return { name: 'customerLeft' };
    case 'call.arrived':
      return {
        name: 'callArrived',
        ...numberOf(event),
        ...(event.ownNumber !== undefined && { ownNumber: event.ownNumber }),
      };
    case 'call.dialled':
      return { name: 'called', agentId: event.agentId, ...numberOf(event) };
    case 'call.answered':
      return { name: 'callAnswered' };
    case 'call.heldSet':
      return { name: 'callHeld', on: event.on };
    case 'call.recordingSet':
      return { name: 'recording', on: event.on, ...(event.agentId !== undefined && { agentId: event.agentId }) };
    case 'call.recordingPausedSet':
      return { name: 'recordingPaused', on: event.on };
    case 'call.recorded': {
      const { kind, attachmentId, seconds, peaks } = event;
      return { name: 'recorded', kind, attachmentId, seconds, peaks: [...peaks] };
    }
    case 'call.listened':
      return { name: 'listened', agentId: event.agentId, mode: event.mode, on: event.on };
    case 'call.consultBegan':
      return { name: 'consulted', outcome: 'began', ...consultedWith(event) };
    case 'call.conferenced':
      return { name: 'consulted', outcome: 'conference', ...consultedWith(event) };
    case 'call.consultEnded':
      return { name: 'consulted', outcome: event.outcome, ...consultedWith(event) };
    case 'call.forwarded': {
      const { agentId, toAgentId, toQueueName } = event;
      return {
        name: 'callForwarded',
        ...(agentId !== undefined && { agentId }),
        ...(toAgentId !== undefined && { toAgentId }),
        ...(toQueueName !== undefined && { toQueueName }),
        ...numberOf(event),
      };
    }
    case 'call.ended': {
      const { by, outcome, agentId, talkSeconds } = event;
      return { name: 'callEnded', by, outcome, talkSeconds, ...(agentId !== undefined && { agentId }) };
    }
    case 'call.sentOnEnded': {
      const { by, seconds, endedBy } = event;
      return {
        name: 'sentOnEnded',
        by,
        seconds,
        ...(endedBy !== undefined && { agentId: endedBy }),
        ...numberOf(event),
      };
    }
    case 'call.missedSettled':
      return { name: 'missedSettled', agentId: event.agentId, outcome: event.outcome };
    case 'customer.named':
      return { name: 'customerNamed', customerName: event.content?.customerName ?? '' };
  }
}

function closedWhat({ by, agentId, because, topic }: Extract<LineEvent, { type: 'interaction.closed' }>): What {
  return {
    name: 'closed',
    by,
    ...(agentId !== undefined && { agentId }),
    ...(because !== undefined && { because }),
    ...(topic !== undefined && { topic }),
  };
}

function joinedWhat({ way, agentId, fromAgentId }: Extract<LineEvent, { type: 'interaction.joined' }>): What {
  const from = fromAgentId !== undefined && { fromAgentId };
  switch (way) {
    case 'accepted':
      return { name: 'accepted', agentId };
    case 'intercepted':
      return { name: 'intercepted', agentId, ...from };
    case 'taken':
    case 'takenBack':
      return { name: 'taken', agentId, ...from };
    case 'transferred':
      return { name: 'transferEnded', outcome: 'accepted', fromAgentId: fromAgentId ?? agentId, toAgentId: agentId };
  }
}

function requeuedWhat(event: Extract<LineEvent, { type: 'interaction.requeued' }>): What {
  const { reason, fromAgentId, byAgentId, queueName } = event;
  if (reason === 'transferred')
    return { name: 'transferred', fromAgentId, ...(byAgentId !== undefined && { byAgentId }), toQueueName: queueName };
  return { name: 'returned', reason, agentId: fromAgentId };
}

function numberOf({ content }: { readonly content?: { readonly number: PhoneNumber } }): { number?: PhoneNumber } {
  return content === undefined ? {} : { number: content.number };
}

function consultedWith(
  event: Extract<LineEvent, { type: 'call.consultBegan' | 'call.conferenced' | 'call.consultEnded' }>,
) {
  const { fromAgentId: agentId, withAgentId } = event;
  const withQueueName = event.type === 'call.conferenced' ? undefined : event.withQueueName;
  return {
    agentId,
    ...(withAgentId !== undefined && { withAgentId }),
    ...(withQueueName !== undefined && { withQueueName }),
    ...numberOf(event),
  };
}
