import type { CustomerGist, Interaction } from '@ringdesk/shared/model/interaction.ts';

import { phoneText } from './phoneNumber.ts';
import type { Translate } from './text.ts';

/** The short form of an id: its random end, which is what tells two apart that were made in one second. */
export const shortId = (id: string): string => id.slice(-4).toUpperCase();

/** How a customer is called on every screen: by name, or as a visitor with the short form of the id. */
export function customerName(customer: Pick<CustomerGist, 'id' | 'name'>, t: Translate): string {
  return customer.name === '' ? t('customer:visitor', { id: shortId(customer.id) }) : customer.name;
}

/** The same where a call may be meant: without a name people know a caller by the number, or that it is withheld. */
export function interactionName({ customer, call }: Pick<Interaction, 'customer' | 'call'>, t: Translate): string {
  if (customer.name !== '' || call === undefined || call.via === 'web') return customerName(customer, t);
  return call.number === undefined ? t('customer:withheld') : phoneText(call.number);
}
