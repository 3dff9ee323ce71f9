import fc from 'fast-check';
import { expect, test } from 'vitest';

import { avatarColour, initialsOf } from './avatarLook.ts';

test.each([
  ['Hannah Brooks', 'HB'],
  ['Дмитрий Соколов', 'ДС'],
  ['Maya', 'M'],
  ['Ana María de la Cruz', 'AC'],
  ['  ', ''],
  ['(new) visitor 7', 'V7'],
  ['élodie', 'É'],
  ['+39 02 5550 1841', '#'],
  ['(201) 555-0123', '#'],
  ['7', '7'],
])('the initials of %j are %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('a colour is one of eight and belongs to the id', () => {
  fc.assert(
    fc.property(fc.string(), (id) => {
      const colour = avatarColour(id);
      expect(colour).toBeGreaterThanOrEqual(1);
      expect(colour).toBeLessThanOrEqual(8);
      expect(avatarColour(id)).toBe(colour);
    }),
  );
});
