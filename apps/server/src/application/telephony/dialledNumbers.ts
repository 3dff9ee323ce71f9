import type { PhoneNumber } from '@ringdesk/shared/model/call.ts';
import type { CustomerId } from '@ringdesk/shared/model/ids.ts';
import type { AnyCommand } from '@ringdesk/shared/protocol/commands.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { numberRefused } from '@ringdesk/shared/rules/dialRules.ts';

import type { Dialled } from '../../domain/inputs.ts';
import { customerOfNumber, dialledNumber } from './phoneNumbers.ts';
import type { LineToUse, TelephonyOffice } from './telephonyOffice.ts';

/** The number a command of staff calls, as it was typed; undefined: it calls none. */
function typedIn(command: AnyCommand): PhoneNumber | undefined {
  switch (command.name) {
    case 'call.dial':
      return command.input.to.kind === 'number' ? command.input.to.number : undefined;
    case 'call.consult':
      return command.input.with.kind === 'number' ? command.input.with.number : undefined;
    case 'call.sendOn':
      return command.input.number;
    default:
      return undefined;
  }
}

/** Numbers without a country's code are of the line which calls out. */
export function homeCountry(office: Pick<TelephonyOffice, 'settings' | 'lines'>): string {
  return outboundLine(office)?.settings.country ?? '';
}

function outboundLine(office: Pick<TelephonyOffice, 'settings' | 'lines'>): LineToUse | undefined {
  const lines = office.lines();
  return lines.find(({ id }) => id === office.settings().outboundTrunkId) ?? lines[0];
}

/**
 * What is known of the number that a command calls: what it is, which the rules judge, and whose. Undefined: it calls none.
 */
export function dialledIn(
  office: Pick<TelephonyOffice, 'settings' | 'lines'>,
  command: AnyCommand,
): Dialled | undefined {
  const typed = typedIn(command);
  if (typed === undefined) return undefined;
  const line = outboundLine(office)?.settings;
  const number = dialledNumber(typed, line?.country ?? '', line?.shortNumbers);
  if (number.kind !== 'number') return { number };
  return { number, customer: { id: customerOfNumber(number.number), name: '' } };
}

/** What stands against calling this number by the rules that are kept; undefined: nothing. */
export function refusedNumber(
  office: Pick<TelephonyOffice, 'settings' | 'lines'>,
  typed: PhoneNumber,
): Extract<Refusal, { code: 'numberNotAllowed' }>['because'] | undefined {
  const line = outboundLine(office)?.settings;
  const dialled = dialledNumber(typed, line?.country ?? '', line?.shortNumbers);
  return numberRefused(dialled, office.settings())?.because;
}

/** The same with the name under which whoever is called is known to us. */
export async function withName(
  dialled: Dialled | undefined,
  nameOf: (customerId: CustomerId) => Promise<string | undefined>,
): Promise<Dialled | undefined> {
  if (dialled?.customer === undefined) return dialled;
  const name = (await nameOf(dialled.customer.id)) ?? dialled.customer.name;
  return { ...dialled, customer: { ...dialled.customer, name } };
}
