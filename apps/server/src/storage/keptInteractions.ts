import type { AutomaticText, Message, MessageAuthor } from '@ringdesk/shared/model/message.ts';
import type { CustomerId, MessageId } from '@ringdesk/shared/model/ids.ts';

import type { KeptInteractions } from '../application/ports/lists.ts';
import type { SqliteDatabase } from './database.ts';
import { interactionOf, lineOf } from './storedNouns.ts';

interface Row {
  readonly data: string;
  /** Order of arrival. */
  readonly row: number;
}

interface MessageRow {
  readonly id: MessageId;
  readonly seq: number;
  readonly at: number;
  readonly kind: 'reply' | 'note';
  readonly author: MessageAuthor['kind'];
  /** Which of its texts a queue sent by itself. */
  readonly automatic: AutomaticText | null;
  readonly delivery: NonNullable<Message['delivery']> | null;
}

/** Who wrote the last reply; what a queue or a bot said by itself does not count. */
function lastWordOf(messages: readonly MessageRow[]): 'customer' | 'agent' {
  const people = messages.findLast(
    ({ kind, author }) => kind === 'reply' && (author === 'customer' || author === 'agent'),
  );
  return people?.author === 'agent' ? 'agent' : 'customer';
}

/** When the queue sent which of its texts last. */
function textsOf(messages: readonly MessageRow[]): Partial<Record<AutomaticText, number>> {
  return Object.fromEntries(messages.flatMap(({ automatic, at }) => (automatic === null ? [] : [[automatic, at]])));
}

/** What is kept of interactions that the core has forgotten, with all that it needs to go on with one. */
export function keptInteractions(database: SqliteDatabase): KeptInteractions {
  const byId = database.prepare<[string], Row>('SELECT data, row FROM interactions WHERE id = ?');
  // Rows stay where they were first written, so their order is the order of arrival.
  const newestOf = database.prepare<[CustomerId, string], Row>(
    `SELECT data, row FROM interactions WHERE customer_id = ? AND data ->> '$.channelId' = ? ORDER BY row DESC LIMIT 1`,
  );
  const messagesOf = database.prepare<[string], MessageRow>(
    `SELECT data ->> '$.id' AS id, seq, data ->> '$.at' AS at, kind, data ->> '$.author.kind' AS author,
       data ->> '$.author.text' AS automatic,
       data ->> '$.delivery' AS delivery
     FROM transcript_lines WHERE interaction_id = ? AND kind <> 'happening' ORDER BY seq`,
  );
  const nameOf = database
    .prepare<[CustomerId], string>(
      `SELECT data ->> '$.customer.name' FROM interactions
       WHERE customer_id = ? AND data ->> '$.customer.name' <> '' ORDER BY row DESC LIMIT 1`,
    )
    .pluck();
  const blockOf = database.prepare<[CustomerId], { readonly interaction: string; readonly line: string }>(
    `SELECT i.data AS interaction, l.data AS line
     FROM interactions i JOIN transcript_lines l ON l.interaction_id = i.id
     WHERE i.customer_id = ? AND l.kind = 'happening' AND l.data ->> '$.what.name' = 'senderBlocked'
     ORDER BY l.data ->> '$.at' DESC LIMIT 1`,
  );
  return {
    async lastBlockOf(customerId) {
      const found = blockOf.get(customerId);
      const line = found && lineOf({ data: found.line, text: null });
      return found && line?.type === 'happening' ? { interaction: interactionOf(found.interaction), line } : undefined;
    },
    nameOf: async (customerId) => nameOf.get(customerId),
    async find(lookUp) {
      const found =
        'interactionId' in lookUp ? byId.get(lookUp.interactionId) : newestOf.get(lookUp.customerId, lookUp.channelId);
      const interaction = found && interactionOf(found.data);
      if (interaction?.state !== 'closed') return undefined;
      const messages = messagesOf.all(interaction.id);
      const fromCustomer = ({ kind, author }: MessageRow): boolean => kind === 'reply' && author === 'customer';
      return {
        // Whether their page is open is known only while the server runs; a row cannot tell.
        interaction: interaction.customerOnline === true ? { ...interaction, customerOnline: false } : interaction,
        newest: found?.row === newestOf.get(interaction.customer.id, interaction.channelId)?.row,
        lastWord: lastWordOf(messages),
        texts: textsOf(messages),
        unreadSeqs: messages
          .filter((message) => fromCustomer(message) && message.seq > interaction.ownerReadSeq)
          .map(({ seq }) => seq),
        messages: messages.map(({ id, seq, at, delivery }) => ({ id, seq, at, ...(delivery && { delivery }) })),
      };
    },
    async newest(customerId, channelId) {
      const found = newestOf.get(customerId, channelId);
      return found && interactionOf(found.data);
    },
  };
}
