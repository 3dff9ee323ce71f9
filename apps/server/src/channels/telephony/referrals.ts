import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { AnyCommand } from '@ringdesk/shared/protocol/commands.ts';

import { numberFrom } from '../../application/telephony/phoneNumbers.ts';
import { OWN_DOMAIN } from './callControl.ts';

/**
 * What a REFER (RFC 3515) asks for, as a command of the desk: `sip:<agent>@` our own domain is a colleague, anything that
 * reads as a number is one. Undefined: it names nobody we can call.
 */
export function transferTo(
  interactionId: InteractionId,
  to: string,
  known: { readonly country: string; isAgent(id: AgentId): boolean },
): Extract<AnyCommand, { name: 'interaction.transfer' | 'call.sendOn' }> | undefined {
  const [, user = '', host] = /^(?:sips?:|tel:)?([^@;>]+)(?:@([^;>:]+))?/i.exec(to.trim()) ?? [];
  const agentId = user as AgentId;
  if ((host === undefined || host === OWN_DOMAIN) && known.isAgent(agentId))
    return { name: 'interaction.transfer', input: { interactionId, to: { kind: 'agent', agentId } } };
  const number = numberFrom(user, known.country);
  return number === undefined ? undefined : { name: 'call.sendOn', input: { interactionId, number } };
}
