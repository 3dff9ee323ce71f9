import { withContact } from './contact.ts';
import type { InteractionEvent } from './interactionEvents.ts';
import type { InteractionRecord } from './records.ts';

export type ServiceEvent = Extract<InteractionEvent, { type: 'interaction.consented' | 'customer.contactGiven' }>;

/** The memory of what a queue's service asks and does by itself: consent and contact [32, 34]. */
export function applyService(interaction: InteractionRecord, event: ServiceEvent): void {
  switch (event.type) {
    case 'interaction.consented':
      interaction.consent = { version: event.version, at: event.consentedAt };
      return;
    case 'customer.contactGiven':
      interaction.customer = withContact(interaction.customer, event.content);
      interaction.contactGiven = true;
  }
}
