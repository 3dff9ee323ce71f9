import { describe, expect, test } from 'vitest';

import { maskCardNumbers } from './cardNumbers.ts';

describe('[42] card numbers in live typing', () => {
  test.each([
    ['4111111111111111', '••••••••••••1111'],
    ['4111 1111 1111 1111', '•••• •••• •••• 1111'],
    ['4111-1111-1111-1111.', '••••-••••-••••-1111.'],
    ['5500.0000.0000.0004', '••••.••••.••••.0004'],
    ['amex 378282246310005!', 'amex •••••••••••0005!'],
    ['13 digits 4222222222222', '13 digits •••••••••2222'],
    ['19 digits 6304000000000000000', '19 digits •••••••••••••••0000'],
    ['４１１１１１１１１１１１１１１１', '••••••••••••1111'],
    ['two: 4111111111111111, 5500000000000004', 'two: ••••••••••••1111, ••••••••••••0004'],
    ['x4111111111111111y', 'x••••••••••••1111y'],
  ])('%s becomes %s', (typed, shown) => {
    expect(maskCardNumbers(typed)).toBe(shown);
  });

  test.each([
    'order 1234567890',
    '1234567890123',
    'stamp 2026112107081',
    'call +34 600 123 456',
    '0000000000000000',
    '411111111111',
    '',
    '12.50 and 13.99',
  ])('%s stays', (typed) => {
    expect(maskCardNumbers(typed)).toBe(typed);
  });

  test('a card number hidden in a longer run is hidden too', () => {
    expect(maskCardNumbers('9994111111111111111')).not.toContain('411111111111');
    expect(maskCardNumbers('7'.repeat(2_000))).toBe('•'.repeat(2_000));
  });

  test('nothing more than a keystroke’s time is spent on 2,000 hostile characters', () => {
    const hostile = '4 '.repeat(1_000);
    expect(maskCardNumbers(hostile)).not.toContain('4 4 4 4');
  });
});
