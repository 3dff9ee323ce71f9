import { describe, expect, it } from 'vitest';
import type { TrunkId } from '../model/ids.ts';
import { defaultTelephonySettings } from '../model/call.ts';
import { capExceeded, type DialledNumber, numberRefused } from './dialRules.ts';

const settings = { ...defaultTelephonySettings, outboundTrunkId: 't' as TrunkId, countries: ['ES'] };
const number = (country: string | undefined, premium = false): Extract<DialledNumber, { kind: 'number' }> => ({
  kind: 'number',
  number: '+34600111222',
  country,
  premium,
});

describe('whom a center may call', () => {
  it.each<[string, DialledNumber, Partial<typeof settings>, string]>([
    ['a country that is allowed', number('ES'), {}, 'yes'],
    ['another country', number('CU'), {}, 'country'],
    ['no country at all', number(undefined), {}, 'country'],
    ['no country is allowed', number('ES'), { countries: [] }, 'country'],
    ['a premium number of an allowed country', number('ES', true), {}, 'premium'],
    ['the same where premium numbers may be called', number('ES', true), { premiumAllowed: true }, 'yes'],
    ['a premium number of another country, too', number('CU', true), { premiumAllowed: true }, 'country'],
    ['a satellite', number(undefined, true), {}, 'premium'],
    ['a satellite where premium numbers may be called', number(undefined, true), { premiumAllowed: true }, 'yes'],
    ['an emergency number, whatever is allowed', { kind: 'emergency' }, { premiumAllowed: true }, 'emergency'],
    ['an emergency number without a line', { kind: 'emergency' }, { outboundTrunkId: null as never }, 'emergency'],
    ['no number', { kind: 'notANumber' }, {}, 'notANumber'],
    ['an extension of the own telephone system', { ...number(undefined), extension: true }, { countries: [] }, 'yes'],
    ['without a line', number('ES'), { outboundTrunkId: null as never }, 'noTrunk'],
  ])('%s', (_what, dialled, changed, answer) => {
    expect(numberRefused(dialled, { ...settings, ...changed })?.because ?? 'yes').toBe(answer);
  });

  it.each([
    [{ lastHour: 59, minutesToday: 479, callsOnTrunk: 3 }, undefined],
    [{ lastHour: 60, minutesToday: 0, callsOnTrunk: 0 }, 'hour'],
    [{ lastHour: 0, minutesToday: 480, callsOnTrunk: 0 }, 'day'],
    [{ lastHour: 0, minutesToday: 0, callsOnTrunk: 4 }, 'trunk'],
    [{ lastHour: 60, minutesToday: 480, callsOnTrunk: 4 }, 'hour'],
  ] as const)('%o: %s', (soFar, per) => {
    expect(capExceeded(soFar, settings, { maxCalls: 4 })?.per).toBe(per);
  });
});
