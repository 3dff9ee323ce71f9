import type { Trunk, TrunkSettings } from '@ringdesk/shared/model/call.ts';
import type { TrunkId } from '@ringdesk/shared/model/ids.ts';
import { type QueryInput, queries } from '@ringdesk/shared/protocol/queries.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';

import { refusedFields, schemaErrors, settingsField } from '../form/schemaErrors.ts';

/** A number as people write it, without what only helps the eye. */
export const plainNumber = (typed: string): string => typed.replaceAll(/[\s()./-]/g, '');

/** What is typed about a line. The password is never stored on this device: the form is no draft. */
export interface TrunkForm extends Omit<TrunkSettings, 'allowedAddresses'> {
  readonly name: string;
  /** Empty: as it was kept. */
  readonly password: string;
  /** One in each line. */
  readonly allowedAddresses: string;
}

type Transport = TrunkSettings['transport'];
/** RFC 3261, section 18: 5060, and 5061 with TLS. */
export const usualPorts: Readonly<Record<Transport, number>> = { udp: 5060, tcp: 5060, tls: 5061 };

export function trunkFormOf(trunk: Trunk | undefined, name: string, country: string): TrunkForm {
  if (trunk === undefined) {
    return {
      name,
      host: '',
      port: usualPorts.udp,
      transport: 'udp',
      registers: true,
      user: '',
      authUser: '',
      password: '',
      allowedAddresses: '',
      maxCalls: 20,
      dialAs: 'e164',
      country,
    };
  }
  return {
    ...trunk.settings,
    name: trunk.name,
    password: '',
    allowedAddresses: trunk.settings.allowedAddresses.join('\n'),
  };
}

/** A label of a name in DNS, in any script; one alone names a machine of the own network. */
const LABEL = String.raw`[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?`;
const HOST = new RegExp(String.raw`^(?:${LABEL}(?:\.${LABEL})*\.?|\[?[\da-f:.]*:[\da-f:.]*:[\da-f:.]*\]?)$`, 'iu');
/** An address of SIP is often what a provider's letter shows: its server is what comes after the scheme. */
const plainServer = (typed: string): string => typed.trim().replace(/^sips?:(?:\/\/)?/i, '');

export function trunkSettingsOf({ name: _name, password: _password, ...form }: TrunkForm): TrunkSettings {
  const allowedAddresses = form.allowedAddresses
    .split(/[\s,]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return { ...form, host: plainServer(form.host), allowedAddresses };
}

export function trunkInput(trunkId: TrunkId, version: number, form: TrunkForm): QueryInput<'trunk.save'> {
  const password = form.password === '' ? null : form.password;
  return { trunkId, version, name: form.name, settings: trunkSettingsOf(form), password };
}

/** Another transport, and its usual port where the port was the usual one before. */
export function withTransport(form: TrunkForm, transport: Transport): TrunkForm {
  return { ...form, transport, port: form.port === usualPorts[form.transport] ? usualPorts[transport] : form.port };
}

/** Field → reason code. */
export type TrunkErrors = Partial<Record<keyof TrunkForm, string>>;

/** What the server has against the values. */
export const refusedTrunk = (refusal: Refusal): TrunkErrors =>
  refusal.code === 'invalid' ? refusedFields(refusal.fields, settingsField) : {};

/** What the contract has against the values. */
export function trunkErrors(form: TrunkForm): TrunkErrors {
  const errors: TrunkErrors = schemaErrors(
    queries['trunk.save'].input,
    trunkInput('check' as TrunkId, 0, form),
    settingsField,
  );
  if (errors.allowedAddresses !== undefined) errors.allowedAddresses = 'not-an-ip-address';
  if (!HOST.test(plainServer(form.host))) errors.host ??= 'not-a-host';
  if (form.registers && form.user.trim() === '') errors.user ??= 'too-short';
  return errors;
}
