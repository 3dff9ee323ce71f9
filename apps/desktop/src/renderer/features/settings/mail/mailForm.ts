import { MailSettings } from '@ringdesk/shared/model/mail.ts';
import type { QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';

import { refusedFields, schemaErrors } from '../form/schemaErrors.ts';

type Kept = NonNullable<QueryReply<'mail.get'>['mail']>;
type Security = MailSettings['security'];

/** What is typed into the page. The password is never stored on this device: the form is no draft. */
export interface MailForm {
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  readonly user: string;
  /** Empty: as it was kept. */
  readonly password: string;
  readonly name: string;
  readonly email: string;
}

/** RFC 8314: submission with TLS from the first byte; RFC 6409: submission; RFC 5321: a server on the same machine. */
export const usualPorts: Readonly<Record<Security, number>> = { tls: 465, startTls: 587, none: 25 };

export function mailFormOf(kept: Kept | null): MailForm {
  if (kept === null) {
    return { host: '', port: usualPorts.tls, security: 'tls', user: '', password: '', name: '', email: '' };
  }
  const { host, port, security, user, from } = kept;
  return { host, port, security, user, password: '', name: from.name, email: from.email };
}

export function mailInput({ password, name, email, ...rest }: MailForm): MailSettings {
  return { ...rest, password: password === '' ? null : password, from: { name, email } };
}

/** Another security, and its usual port where the port was the usual one before. */
export function withSecurity(form: MailForm, security: Security): MailForm {
  return { ...form, security, port: form.port === usualPorts[form.security] ? usualPorts[security] : form.port };
}

/** Field → reason code. */
export type MailErrors = Partial<Record<keyof MailForm, string>>;

const fieldOf = (path: string): string => path.replace(/^from\./, '');

/** What the contract has against the values. */
export const mailErrors = (form: MailForm): MailErrors => schemaErrors(MailSettings, mailInput(form), fieldOf);

/** What the server has against them. */
export const refusedMail = (refusal: Refusal): MailErrors =>
  refusal.code === 'invalid' ? refusedFields(refusal.fields, fieldOf) : {};
