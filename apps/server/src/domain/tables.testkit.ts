import type { InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { AutomaticText } from '@ringdesk/shared/model/message.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import { consentLookUpFor, type Consented } from './consent.ts';
import type { Event } from './events.ts';
import type { Actor, Input, Kept } from './inputs.ts';
import { projectionOf } from './projection.ts';
import { lookUpFor } from './recall.ts';
import type { State } from './state.ts';

interface Said {
  readonly id: MessageId;
  readonly seq: number;
  readonly at: Instant;
  readonly by: NonNullable<Interaction['preview']>['by'];
  /** Of a text that a queue sent by itself. */
  readonly text?: AutomaticText;
}

/** The rows that the store keeps of interactions, and a door that looks them up as the real one does. */
export class Tables {
  /** In order of arrival. */
  readonly rows = new Map<InteractionId, Interaction>();
  /** The newest of a customer on a channel for a queue. */
  readonly consents = new Map<string, Consented>();
  readonly #said = new Map<InteractionId, Said[]>();

  keep(events: readonly Event[], after: State): void {
    const { interactions, lines, consents } = projectionOf(events, after);
    for (const given of consents) this.consents.set(`${given.customerId} ${given.channelId} ${given.queueId}`, given);
    for (const row of interactions) this.rows.set(row.id, row);
    for (const line of lines) {
      if (line.type !== 'message') continue;
      const said = this.#said.get(line.interactionId) ?? [];
      const by = line.kind === 'note' ? 'note' : line.author.kind;
      const text = line.author.kind === 'queue' && { text: line.author.text };
      this.#said.set(line.interactionId, [...said, { id: line.id, seq: line.seq, at: line.at, by, ...text }]);
    }
  }

  /** The input with what a door adds to it. */
  lookUp(state: State, actor: Actor, input: Input): Input {
    return this.#withKept(state, actor, this.#withConsent(state, actor, input));
  }

  #withConsent(state: State, actor: Actor, input: Input): Input {
    const wanted = consentLookUpFor(state, actor, input);
    if (wanted === undefined || input.type !== 'customer.wrote' || input.consent) return input;
    const consent = this.consents.get(`${wanted.customerId} ${wanted.channelId} ${wanted.queueId}`);
    return consent === undefined ? input : { ...input, consent };
  }

  #withKept(state: State, actor: Actor, input: Input): Input {
    const wanted = lookUpFor(state, actor, input);
    if (wanted === undefined || !mayBeLate(input) || input.kept) return input;
    const row =
      'interactionId' in wanted
        ? this.rows.get(wanted.interactionId)
        : this.#newest(wanted.customerId, wanted.channelId);
    return row?.state === 'closed' ? { ...input, kept: this.#keptOf(row) } : input;
  }

  #newest(customerId: string, channelId: string): Interaction | undefined {
    return [...this.rows.values()].findLast((row) => row.customer.id === customerId && row.channelId === channelId);
  }

  #keptOf(row: Kept['interaction']): Kept {
    const said = this.#said.get(row.id) ?? [];
    const lastReply = said.findLast(({ by }) => by === 'customer' || by === 'agent')?.by;
    const texts = Object.fromEntries(said.flatMap(({ text, at }) => (text === undefined ? [] : [[text, at]])));
    return {
      interaction: row.customerOnline === undefined ? row : { ...row, customerOnline: false },
      newest: this.#newest(row.customer.id, row.channelId)?.id === row.id,
      lastWord: lastReply === 'agent' ? 'agent' : 'customer',
      texts,
      unreadSeqs: said.filter(({ by, seq }) => by === 'customer' && seq > row.ownerReadSeq).map(({ seq }) => seq),
      messages: said.map(({ id, seq, at }) => ({ id, seq, at })),
    };
  }
}

type Late = Extract<Input, { kept?: Kept }>;

const late: Readonly<Record<Late['type'], true>> = {
  command: true,
  'customer.wrote': true,
  'customer.rated': true,
  'customer.edited': true,
  'customer.askedTranscript': true,
  'message.delivered': true,
  'transcript.sent': true,
  'call.recorded': true,
  'call.rated': true,
};

/** Inputs about something which the core may have forgotten. */
const mayBeLate = (input: Input): input is Late => Object.hasOwn(late, input.type);
