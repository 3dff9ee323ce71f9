import type { ChannelId, CustomerId, TrunkId } from '@ringdesk/shared/model/ids.ts';

import { customerOfNumber, numberFrom, sameNumber } from '../../application/telephony/phoneNumbers.ts';
import type { CallInput, DeskState } from '../../application/telephony/callDoor.ts';
import type { CallFact } from './callControl.ts';

export interface ArrivalParts {
  readonly read: <T>(reader: (state: DeskState) => T) => T;
  /** ISO 3166-1 alpha-2 of a line. */
  readonly countryOf: (trunkId: TrunkId) => string;
  /** What they have called themselves, or an agent has named them; empty: nothing. */
  readonly nameOf: (customerId: CustomerId) => Promise<string>;
  /** For callers who withhold their number: nobody is taken for somebody else. */
  readonly newId: () => string;
}

/** Who called whom, as the engine knows it [57]; undefined: no channel stands for the number. */
export async function arrival(
  fact: Extract<CallFact, { type: 'arrived' }>,
  parts: ArrivalParts,
): Promise<Extract<CallInput, { type: 'call.arrived' }> | undefined> {
  const { callId: interactionId, from, to } = fact;
  const type = 'call.arrived';
  if (from.kind === 'visitor') {
    const { customerId, channelId } = from;
    return { type, interactionId, channelId, customerId, customerName: await parts.nameOf(customerId) };
  }
  const { trunkId } = from;
  const country = parts.countryOf(trunkId);
  const ownNumber = numberFrom(to, country);
  const channelId = parts.read((state) => channelFor(state, trunkId, ownNumber, country));
  if (channelId === undefined) return undefined;
  const number = from.number === undefined ? undefined : numberFrom(from.number, country);
  const customerId = number === undefined ? (`w${parts.newId()}` as CustomerId) : customerOfNumber(number);
  const known = number === undefined ? '' : await parts.nameOf(customerId);
  return {
    type,
    interactionId,
    channelId,
    customerId,
    // What a line says of a caller is a claim: who is known to us keeps the name we know.
    customerName: known === '' ? nameFrom(from.name, number) : known,
    trunkId,
    ...(number !== undefined && { number }),
    ...(ownNumber !== undefined && { ownNumber }),
  };
}

/** The channel of this very number, else the one which takes every other number of the line. */
function channelFor(
  state: DeskState,
  trunkId: TrunkId,
  called: string | undefined,
  country: string,
): ChannelId | undefined {
  let rest: ChannelId | undefined;
  for (const channel of state.channels.values()) {
    if (channel.kind !== 'phone' || channel.settings.trunkId !== trunkId) continue;
    const { number } = channel.settings;
    if (number === '') rest ??= channel.id;
    else if (called !== undefined && sameNumber(number, called, country)) return channel.id;
  }
  return rest;
}

/** What a line says of a caller is a claim; a number in place of a name is no name. */
function nameFrom(raw: string, number: string | undefined): string {
  const name = raw.trim().slice(0, 80);
  return name === '' || name === number || /^\+?[\d\s()./-]+$/.test(name) ? '' : name;
}
