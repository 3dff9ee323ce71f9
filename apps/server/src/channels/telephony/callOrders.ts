import type { AttachmentId } from '@ringdesk/shared/model/ids.ts';
import { numberRefused } from '@ringdesk/shared/rules/dialRules.ts';

import type { TelephonyOffice } from '../../application/telephony/telephonyOffice.ts';
import { asDialled, dialledNumber, numberFrom } from '../../application/telephony/phoneNumbers.ts';
import type { OrderedParty, WantedOrder } from '../../application/telephony/callDoor.ts';
import type { CallOrder, Party } from './callControl.ts';

export interface OrderParts {
  readonly office: Pick<TelephonyOffice, 'settings' | 'lines'>;
  /** Where the sound of a queue stands. */
  pathOf(id: AttachmentId): string;
  /** Of the queue the call is in, for what is announced; undefined: it is not known any more. */
  readonly language?: string | undefined;
}

/**
 * An order of the rules as the endpoint takes it: files by their paths, numbers as the line wants them dialled. Undefined:
 * the party cannot be called, because there is no line or the rules for calling out forbid the number; the rules have checked
 * what a person dialled, and here what a setting forwards to is checked as well.
 */
export function orderOf(order: WantedOrder, parts: OrderParts): CallOrder | undefined {
  const file = (id: AttachmentId | null): string | null => (id === null ? null : parts.pathOf(id));
  switch (order.type) {
    case 'authorise':
    case 'forward': {
      const to = partyOf(order.to, parts.office);
      return to && { ...order, to };
    }
    case 'music':
    case 'announce':
      return { ...order, file: file(order.file) };
    case 'voicemail':
      return { ...order, greeting: file(order.greeting) };
    case 'record':
    case 'askRating':
      return { ...order, ...(parts.language !== undefined && { language: parts.language }) };
    default:
      return order;
  }
}

function partyOf(to: OrderedParty, office: OrderParts['office']): Party | undefined {
  if (to.kind === 'agent') return to;
  const settings = office.settings();
  const line = office.lines().find(({ id }) => id === settings.outboundTrunkId);
  if (line === undefined) return undefined;
  const dialled = dialledNumber(to.number, line.settings.country, line.settings.shortNumbers);
  if (dialled.kind !== 'number' || numberRefused(dialled, settings) !== undefined) return undefined;
  const callerId = to.callerId === undefined ? undefined : numberFrom(to.callerId, line.settings.country);
  return {
    kind: 'outside',
    trunkId: line.id,
    number: asDialled(dialled.number, line.settings),
    callerId: callerId === undefined ? undefined : asDialled(callerId, line.settings),
  };
}
