import type { TrunkSettings } from '@ringdesk/shared/model/call.ts';
import { describe, expect, test } from 'vitest';

import { asDialled, customerOfNumber, dialledNumber, numberFrom, sameNumber } from './phoneNumbers.ts';

describe('a number somebody wants to call', () => {
  test.each([
    ['+34910123456', 'ES', '+34910123456', 'ES', false],
    ['910123456', 'ES', '+34910123456', 'ES', false],
    ['02079460123', 'GB', '+442079460123', 'GB', false],
    ['+12025550123', 'ES', '+12025550123', 'US', false],
    // Premium in Spain, Germany, Britain; shared cost in Spain; personal in Britain.
    ['803123456', 'ES', '+34803123456', 'ES', true],
    ['+499001234567', 'ES', '+499001234567', 'DE', true],
    ['+449098790000', 'ES', '+449098790000', 'GB', true],
    ['902123456', 'ES', '+34902123456', 'ES', true],
    ['+447012345678', 'ES', '+447012345678', 'GB', true],
    // Satellites and international networks are of no country.
    ['+881631234567', 'ES', '+881631234567', undefined, true],
    ['+870773111632', 'ES', '+870773111632', undefined, true],
  ])('%s in %s is %s of %s, premium: %s', (typed, home, number, country, premium) => {
    expect(dialledNumber(typed, home)).toEqual({ kind: 'number', number, country, premium });
  });

  test.each(['112', '911', '999', '110', '061'])('%s brings help, and not from here', (typed) => {
    expect(dialledNumber(typed, 'ES')).toEqual({ kind: 'emergency' });
  });

  test.each(['1', '+0', '*21*910123456#', '+34', '99999999999999999999'])('%s is none', (typed) => {
    expect(dialledNumber(typed, 'ES')).toEqual({ kind: 'notANumber' });
  });
});

describe('a number as a line gives it', () => {
  test.each([
    ['910123456', '+34910123456'],
    ['+34 910 12-34-56', '+34910123456'],
    ['34910123456', '+34910123456'],
    ['0034910123456', '+34910123456'],
    ['442079460123', '+442079460123'],
    // An extension of one's own telephone system stays what it is.
    ['204', '204'],
  ])('%s is %s', (raw, number) => expect(numberFrom(raw, 'ES')).toBe(number));

  test.each(['anonymous', '', 'sip:ana', '+', '<script>'])('%j is none', (raw) => {
    expect(numberFrom(raw, 'ES')).toBeUndefined();
  });

  test('is the same however it is written', () => {
    expect(sameNumber('+34910123456', '910123456', 'ES')).toBe(true);
    expect(sameNumber('+34910123456', '910123457', 'ES')).toBe(false);
  });

  test('belongs to one customer, whose id does not tell it', () => {
    expect(customerOfNumber('+34910123456')).toBe(customerOfNumber('+34910123456'));
    expect(customerOfNumber('+34910123456')).not.toContain('910123456');
    expect(customerOfNumber('+34910123457')).not.toBe(customerOfNumber('+34910123456'));
  });
});

describe('a number as a line wants it', () => {
  const line = (dialAs: TrunkSettings['dialAs']) => ({ dialAs, country: 'GB' }) as TrunkSettings;
  test.each([
    ['e164', '+442079460123', '+442079460123'],
    ['digits', '+442079460123', '442079460123'],
    ['national', '+442079460123', '02079460123'],
    // Of another country there is no shorter form.
    ['national', '+34910123456', '34910123456'],
  ] as const)('%s: %s as %s', (dialAs, number, dialled) => expect(asDialled(number, line(dialAs))).toBe(dialled));

  test('an extension of a telephone system is called as it stands, where the line leads to one, and help never', () => {
    const short = { kind: 'number', number: '204', country: undefined, premium: false, extension: true };
    expect(dialledNumber('204', 'ES', true)).toEqual(short);
    expect(dialledNumber('204', 'ES')).toEqual({ kind: 'notANumber' });
    for (const help of ['112', '0112', '9911', '0999'])
      expect(dialledNumber(help, 'ES', true)).toEqual({ kind: 'emergency' });
    expect(dialledNumber('9100', 'ES', true)).toMatchObject({ extension: true });
    for (const dialAs of ['e164', 'digits', 'national'] as const) expect(asDialled('204', line(dialAs))).toBe('204');
  });
});
