import { describe, expect, test } from 'vitest';

import { welcome } from '../session/scriptedWire.ts';
import { isEmail, isPhone, problemOf, refusedFields, wantedFirst } from './contact.ts';
import { whenOpen } from './whenOpen.ts';

type Face = Parameters<typeof wantedFirst>[0];
const face = (change: object, askName = 'no'): Face => {
  const { face: plain } = welcome().value;
  return { ...plain, settings: { ...plain.settings, askName }, ...change } as unknown as Face;
};

describe('contact form', () => {
  test('[34] asks for what the channel or the queue wants, whichever is stronger', () => {
    const contactForm = { name: 'optional', email: 'optional', phone: 'required' };
    expect(wantedFirst(face({ contactForm }, 'required'))).toEqual({
      name: 'required',
      email: 'optional',
      phone: 'required',
    });
    expect(wantedFirst(face({}, 'optional'))).toEqual({ name: 'optional', email: 'no', phone: 'no' });
  });

  test('[31] the offline form needs an address to answer to', () => {
    expect(wantedFirst(face({ open: false }))).toEqual({ name: 'no', email: 'required', phone: 'no' });
  });

  test.each(['ana@example.com', ' ana.torres+x@mail.example.co.uk ', 'имя@почта.рф'])('%s is an address', (text) => {
    expect(isEmail(text)).toBe(true);
  });
  test.each(['', 'ana', 'ana@', '@example.com', 'ana@example', 'a b@example.com', 'ana@@example.com', 'ana@example.c'])(
    '%s is no address',
    (text) => {
      expect(isEmail(text)).toBe(false);
    },
  );
  test.each(['+34 600 000 000', '(030) 123-456', '8 900 000-00-00', '+1.202.555.0100'])('%s is a number', (text) => {
    expect(isPhone(text)).toBe(true);
  });
  test.each(['', '12', 'call me', '+34 600 x', '12345678901234567', '+'])('%s is no number', (text) => {
    expect(isPhone(text)).toBe(false);
  });

  test('says what is wrong with a field, and nothing of one that may be left out', () => {
    expect([
      problemOf('email', ' ', 'optional'),
      problemOf('email', ' ', 'required'),
      problemOf('name', '', 'required'),
      problemOf('email', 'x@', 'optional'),
      problemOf('phone', '12', 'optional'),
      problemOf('phone', '+34 600 000 000', 'required'),
    ]).toEqual([undefined, 'missing', 'nameMissing', 'emailWrong', 'phoneWrong', undefined]);
  });

  test('reads what a refusal names, in both of its shapes', () => {
    expect([
      refusedFields({ email: 'not-an-email' }),
      refusedFields(['phone', 'name']),
      refusedFields(undefined),
    ]).toEqual([['email'], ['phone', 'name'], []]);
  });
});

describe('[31] when it opens again', () => {
  const now = new Date(2026, 10, 20, 18, 30).getTime();
  test('the hour today, the weekday in the week, else the date', () => {
    const at = (day: number, hour: number): number => new Date(2026, 10, day, hour).getTime();
    expect(whenOpen(at(20, 21), now, 'en')).toBe('21:00');
    expect(whenOpen(at(23, 9), now, 'en')).toBe('Monday 09:00');
    expect(whenOpen(at(23, 9), now, 'ru')).toContain('понедельник');
    expect(whenOpen(at(30, 9), now, 'en')).toContain('30');
    expect(whenOpen(at(30, 9), now, 'en')).toContain('November');
  });
});
