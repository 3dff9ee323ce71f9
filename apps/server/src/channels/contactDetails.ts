import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import type { Contact } from '@ringdesk/shared/rules/contactForm.ts';
import { z } from 'zod';

import { typedNumber } from '../application/telephony/phoneNumbers.ts';

const Email = z.email().max(254);

/**
 * Contact details as a customer typed them, checked and in their usual form [34]: the e-mail address trimmed, the phone number
 * in E.164. A number without the code of its country is one of `country`'s. Empty stays empty.
 */
export function checkedContact(raw: Contact, country: string | undefined): Result<Contact, Refusal> {
  const email = raw.email.trim();
  const phone = raw.phone.trim() === '' ? '' : typedNumber(raw.phone, country ?? '');
  const fields = {
    ...(email !== '' && !Email.safeParse(email).success && { email: 'not-an-email' }),
    ...(phone === undefined && { phone: 'not-a-phone' }),
  };
  if (phone === undefined || Object.keys(fields).length > 0) return refuse({ code: 'invalid', fields });
  return ok({ name: raw.name.trim(), email, phone });
}

/** The country in the first language tag that names one (BCP 47), such as BR in pt-BR; ISO 3166-1 alpha-2. */
export function countryOf(languages: readonly string[]): string | undefined {
  for (const tag of languages) {
    const region = tag.split(/[-_]/).find((part, index) => index > 0 && /^[a-z]{2}$/i.test(part));
    if (region !== undefined) return region.toUpperCase();
  }
  return undefined;
}
