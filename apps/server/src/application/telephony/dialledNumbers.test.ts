import { defaultTelephonySettings, type TelephonySettings, type TrunkSettings } from '@ringdesk/shared/model/call.ts';
import type { TrunkId } from '@ringdesk/shared/model/ids.ts';
import { expect, test } from 'vitest';

import { refusedNumber } from './dialledNumbers.ts';
import type { LineToUse } from './telephonyOffice.ts';

const id = 'line' as TrunkId;
const settings: TrunkSettings = {
  host: 'sip.example',
  port: 5060,
  transport: 'udp',
  registers: false,
  user: '',
  authUser: '',
  allowedAddresses: [],
  maxCalls: 4,
  dialAs: 'e164',
  country: 'ES',
};
const office = (rules: Partial<TelephonySettings> = {}) => ({
  settings: () => ({ ...defaultTelephonySettings, outboundTrunkId: id, countries: ['ES'], ...rules }),
  lines: () => [{ id, settings, password: '' } as unknown as LineToUse],
});

test.each([
  ['+34910123456', {}, undefined],
  ['910123456', {}, undefined],
  ['+442079460123', {}, 'country'],
  ['+442079460123', { countries: ['ES', 'GB'] }, undefined],
  ['803123456', {}, 'premium'],
  ['803123456', { premiumAllowed: true }, undefined],
  ['112', {}, 'emergency'],
  ['1234', {}, 'notANumber'],
  ['+34910123456', { outboundTrunkId: null }, 'noTrunk'],
] as const)('[61] missed calls go to %s with %o: %s', (number, rules, because) => {
  expect(refusedNumber(office(rules as Partial<TelephonySettings>), number)).toBe(because);
});
