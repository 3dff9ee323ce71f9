import { withContact } from './contact.ts';
import type { InteractionEvent } from './interactionEvents.ts';
import type { InteractionRecord } from './records.ts';

export type ServiceEvent = Extract<
  InteractionEvent,
  {
    type: 'interaction.consented' | 'customer.contactGiven' | 'interaction.markedUnanswered' | 'reply.overdue';
  }
>;

/** The memory of what a queue's service asks and does by itself: consent and contact [32, 34], marks and limits [35, 46, 47]. */
export function applyService(interaction: InteractionRecord, event: ServiceEvent): void {
  switch (event.type) {
    case 'interaction.consented':
      interaction.consent = { version: event.version, at: event.consentedAt };
      return;
    case 'customer.contactGiven':
      interaction.customer = withContact(interaction.customer, event.content);
      interaction.contactGiven = true;
      return;
    case 'interaction.markedUnanswered':
      interaction.unansweredMarkAt = event.at;
      interaction.wasUnanswered = true;
      return;
    case 'reply.overdue':
      interaction.overdue = { count: (interaction.overdue?.count ?? 0) + 1, since: event.since };
  }
}
