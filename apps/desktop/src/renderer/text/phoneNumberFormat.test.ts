import { describe, expect, it } from 'vitest';

import { countryOf, formatPhone, knownCountry, numbersIn, readNumber } from './phoneNumberFormat.ts';

describe('numbers on the screen', () => {
  it('are national at home and international abroad', () => {
    expect(formatPhone('+34612555019', 'ES')).toBe('612 55 50 19');
    expect(formatPhone('+37125550147', 'ES')).toBe('+371 25 550 147');
    expect(formatPhone('+37125550147', undefined)).toBe('+371 25 550 147');
  });

  it('stay as they came where they are none', () => {
    expect(formatPhone('*43', 'ES')).toBe('*43');
    expect(formatPhone('204', undefined)).toBe('204');
    expect(countryOf('*43')).toBeUndefined();
    expect(knownCountry('XX')).toBeUndefined();
    expect(knownCountry('BR')).toBe('BR');
  });
});

describe('numbers as they are typed', () => {
  it('are written like in their country, digit after digit', () => {
    expect(readNumber('6125', 'ES').shown).toBe('612 5');
    expect(readNumber('612555019', 'ES')).toEqual({
      shown: '612 55 50 19',
      country: 'ES',
      number: '+34612555019',
      whole: true,
    });
    expect(readNumber('+371 2555', undefined)).toMatchObject({ country: 'LV', number: '+3712555', whole: false });
  });

  it.for([
    ['tel:+34-612-555-019', '+34612555019'],
    ['sip:+34612555019@example.com;transport=tcp', '+34612555019'],
    ['callto:+34612555019', '+34612555019'],
    ['(+34) 612·555·019', '+34612555019'],
    ['0800 FLOWERS', '08003569377'],
    ['*43#', '*43#'],
    ['112', '112'],
    ['', undefined],
    ['+', undefined],
    ['---', undefined],
  ] as const)('%s is dialled as %s', ([typed, number]) => {
    expect(readNumber(typed, undefined).number).toBe(number);
  });

  it('never lets through more than a number can have', () => {
    expect(readNumber('1'.repeat(80), 'ES').number).toHaveLength(32);
  });
});

describe('numbers in a text', () => {
  it('are found where they are whole numbers, and nothing else is one', () => {
    const text = 'Order 48 213: call +371 25 550 147 or 612 55 50 19 before 10:30 on 21.11.2026.';
    expect(numbersIn(text, 'ES').map(({ from, to, number }) => [text.slice(from, to), number])).toEqual([
      ['+371 25 550 147', '+37125550147'],
      ['612 55 50 19', '+34612555019'],
    ]);
    expect(numbersIn(text, undefined).map(({ number }) => number)).toEqual(['+37125550147']);
  });
});
