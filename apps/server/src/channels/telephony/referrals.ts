import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { AnyCommand } from '@ringdesk/shared/protocol/commands.ts';

import type { TelephonyOffice } from '../../application/telephony/telephonyOffice.ts';
import type { DeskState } from '../../application/telephony/callDoor.ts';
import { numberFrom } from '../../application/telephony/phoneNumbers.ts';
import { OWN_DOMAIN } from './callControl.ts';

/** Who can be named on a phone of another make, and where numbers without a country's code belong. */
export interface Named {
  readonly country: string;
  /** What stands before the @ of an address of ours; undefined: it is nobody's. */
  colleague(user: string): AgentId | undefined;
}

/**
 * A colleague by their short address: the user of their own phone's account, what stands before the @ of their e-mail address
 * where nobody else has the same, or their id. Undefined: nobody, or somebody who was dismissed.
 */
export function colleagueAt(
  user: string,
  agents: Pick<DeskState, 'agents'>['agents'],
  accounts: ReturnType<TelephonyOffice['phones']>,
): AgentId | undefined {
  const wanted = user.toLowerCase();
  const here = (id: AgentId | undefined): AgentId | undefined =>
    id !== undefined && agents.get(id)?.dismissed === false ? id : undefined;
  const exact = here(accounts.find((account) => account.user === user)?.agentId) ?? here(user as AgentId);
  if (exact !== undefined) return exact;
  const [found, another] = [...agents.values()].filter(
    ({ email, dismissed }) => !dismissed && email.toLowerCase().startsWith(`${wanted}@`),
  );
  return another === undefined ? found?.id : undefined;
}

/**
 * What a REFER (RFC 3515) asks for, as a command of the desk: an address of ours is a colleague, anything that reads as a number
 * is one. Undefined: it names nobody we can call.
 */
export function transferTo(
  interactionId: InteractionId,
  to: string,
  known: Named,
): Extract<AnyCommand, { name: 'interaction.transfer' | 'call.sendOn' }> | undefined {
  // Most phones put the address in brackets, some after a name (RFC 3261, 20.10).
  const address = /<([^>]*)>/.exec(to)?.[1] ?? to;
  const [, user = '', host] = /^(?:sips?:|tel:)?([^@;]+)(?:@([^;:?]+))?/i.exec(address.trim()) ?? [];
  const agentId = host === undefined || host === OWN_DOMAIN ? known.colleague(user) : undefined;
  if (agentId !== undefined)
    return { name: 'interaction.transfer', input: { interactionId, to: { kind: 'agent', agentId } } };
  const number = numberFrom(user, known.country);
  return number === undefined ? undefined : { name: 'call.sendOn', input: { interactionId, number } };
}

/** What an agent dials on a phone of another make, as a command of the desk. A number is judged as it was dialled. */
export function callTo(
  interactionId: InteractionId,
  to: string,
  known: Named,
): Extract<AnyCommand, { name: 'call.dial' }> | undefined {
  const agentId = known.colleague(to);
  if (agentId !== undefined) return { name: 'call.dial', input: { interactionId, to: { kind: 'agent', agentId } } };
  if (!/^\+?[0-9*#]{1,32}$/.test(to)) return undefined;
  return { name: 'call.dial', input: { interactionId, to: { kind: 'number', number: to } } };
}
