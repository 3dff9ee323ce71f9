import type { CustomerGist } from '@ringdesk/shared/model/interaction.ts';

import type { Translate } from './text.ts';

/** The short form of an id: its random end, which is what tells two apart that were made in one second. */
export const shortId = (id: string): string => id.slice(-4).toUpperCase();

/** How a customer is called on every screen: by name, or as a visitor with the short form of the id. */
export function customerName(customer: Pick<CustomerGist, 'id' | 'name'>, t: Translate): string {
  return customer.name === '' ? t('customer:visitor', { id: shortId(customer.id) }) : customer.name;
}
