import type { QueueSettings } from '../model/queue.ts';

/** What a customer says of how to reach them [34]; empty: not given. */
export interface Contact {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

export const contactFields = ['name', 'email', 'phone'] as const;
export type ContactFieldName = (typeof contactFields)[number];

/** Fields of the form that must be filled in and are not. */
export function missingFields(form: QueueSettings['contactForm'], contact: Partial<Contact>): ContactFieldName[] {
  return contactFields.filter((field) => form[field] === 'required' && (contact[field] ?? '').trim() === '');
}
