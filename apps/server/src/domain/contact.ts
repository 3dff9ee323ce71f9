import type { Channel } from '@ringdesk/shared/model/channel.ts';
import type { CustomerGist } from '@ringdesk/shared/model/interaction.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { type Contact, contactFields, missingFields } from '@ringdesk/shared/rules/contactForm.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { done, queueOf, type Decided } from './decided.ts';
import type { Context } from './inputs.ts';
import type { InteractionRecord } from './records.ts';
import type { State } from './state.ts';

type Form = QueueSettings['contactForm'];

/** Whether customers of this channel have a page, of which it is known whether it is open; a messenger tells nobody. */
export function hasPage(state: State, channelId: Channel['id']): boolean {
  return state.channels.get(channelId)?.kind === 'liveChat';
}

/** The form of a queue on this channel; a messenger cannot show one. Undefined: nothing is asked for. */
export function contactFormOf(settings: QueueSettings, channel: Channel | undefined): Form | undefined {
  const asks = contactFields.some((field) => settings.contactForm[field] !== 'no');
  return asks && channel?.kind === 'liveChat' ? settings.contactForm : undefined;
}

/** Whether the form is still to be filled in: something it asks for is not known, and it has not come in yet. */
export function isContactWanted(state: State, interaction: InteractionRecord): boolean {
  const form = contactFormOf(queueOf(state, interaction).settings, state.channels.get(interaction.channelId));
  if (form === undefined || interaction.contactGiven === true) return false;
  return contactFields.some((field) => form[field] !== 'no' && !interaction.customer[field]);
}

/** The form comes in; what it does not ask for is left aside, and what is left empty stays as it was known. */
export function giveContact(
  state: State,
  context: Pick<Context, 'now'>,
  interaction: InteractionRecord,
  contact: Contact,
): Decided {
  const form = contactFormOf(queueOf(state, interaction).settings, state.channels.get(interaction.channelId));
  if (form === undefined) return done([]);
  const missing = missingFields(form, { ...interaction.customer, ...given(contact) });
  if (missing.length > 0) return refuse({ code: 'contactRequired', fields: missing });
  const event = contactEvent(form, context, interaction, contact, interaction.lastSeq + 1);
  const same =
    interaction.contactGiven === true && event.fields.every((field) => interaction.customer[field] === contact[field]);
  return done(same ? [] : [event]);
}

/** The fact that the form came in, and which of its fields were filled in. */
export function contactEvent(
  form: Form,
  { now: at }: Pick<Context, 'now'>,
  { id: interactionId }: Pick<InteractionRecord, 'id'>,
  contact: Contact,
  seq: number,
) {
  const fields = contactFields.filter((field) => form[field] !== 'no' && contact[field] !== '');
  const content: Partial<Contact> = Object.fromEntries(fields.map((field) => [field, contact[field]]));
  return { type: 'customer.contactGiven' as const, at, interactionId, seq, fields, content };
}

/** What is known of a person after a form that was filled in, or was not. */
export function withContact(customer: CustomerGist, contact: Partial<Contact> | undefined): CustomerGist {
  return { ...customer, ...given(contact ?? {}) };
}

function given(contact: Partial<Contact>): Partial<Contact> {
  return Object.fromEntries(contactFields.flatMap((field) => (contact[field] ? [[field, contact[field]]] : [])));
}
