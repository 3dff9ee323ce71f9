import type { CustomerId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { HOUR } from '@ringdesk/shared/model/time.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { done, linesAfter, notFound, queueOf, type Decided } from './decided.ts';
import type { Effect } from './effects.ts';
import type { Context, Input } from './inputs.ts';
import type { InteractionEvent } from './interactionEvents.ts';
import { afterRecall, recall, type Recall } from './recall.ts';
import { occasionOf } from './occasion.ts';
import type { InteractionRecord } from './records.ts';
import type { State } from './state.ts';

/** Copies of one conversation that may be asked for: an address that is not theirs must not be flooded. */
const MOST_COPIES = 3;

/** The payload of the effect that sends a copy; what was said stands in the tables. */
export interface SendTranscript {
  readonly interactionId: InteractionId;
  readonly customerId: CustomerId;
  /** Up to this line. */
  readonly seq: number;
  readonly email: string;
}

/** The customer asks for a copy of the conversation by e-mail, where the queue offers it. */
export function askTranscript(
  state: State,
  context: Context,
  current: InteractionRecord | undefined,
  recalled: Recall | undefined,
  email: string,
): Decided {
  const interaction = current ?? recalled?.interaction;
  if (!interaction) return notFound;
  if (!queueOf(state, interaction).settings.transcriptByEmail) return refuse({ code: 'notAllowed' });
  if ((interaction.copiesAsked ?? 0) >= MOST_COPIES) return refuse({ code: 'slowDown', retryAfterMs: HOUR });
  const { id: interactionId, lastSeq } = interaction;
  return afterRecall(
    recalled,
    done([{ type: 'transcript.asked', at: context.now, interactionId, upToSeq: lastSeq, content: { email } }]),
  );
}

/** The mail server has taken the copy: a line of the transcript. */
export function transcriptWasSent(
  state: State,
  context: Context,
  input: Extract<Input, { type: 'transcript.sent' }>,
): Decided {
  if (context.actor.kind !== 'server') return refuse({ code: 'notAllowed' });
  const { interactionId, effectKey } = input;
  const recalled = recall(state, context, input.kept);
  const interaction = state.interactions.get(interactionId) ?? recalled?.interaction;
  if (!interaction) return done([]);
  const seq = linesAfter(interaction)();
  return afterRecall(recalled, done([{ type: 'transcript.sent', at: context.now, interactionId, effectKey, seq }]));
}

/** The effect that sends a copy. Late is better than never: the outbox gives up after a day. */
export function mailEffect(
  event: Extract<InteractionEvent, { type: 'transcript.asked' }>,
  index: number,
  after: State,
): readonly Effect[] {
  const { interactionId, upToSeq: seq, content } = event;
  const interaction = after.interactions.get(interactionId);
  if (content === undefined || interaction === undefined) return [];
  const payload: SendTranscript = { interactionId, customerId: interaction.customer.id, seq, email: content.email };
  const key = `transcript ${interactionId} ${occasionOf(event, index, interaction)}`;
  return [{ type: 'mail.transcript', key, order: `mail ${interactionId}`, payload }];
}
