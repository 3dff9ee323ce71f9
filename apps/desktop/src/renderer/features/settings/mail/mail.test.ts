import { describe, expect, it } from 'vitest';

import { mailErrors, mailFormOf, mailInput, refusedMail, withSecurity } from './mailForm.ts';

const kept = {
  host: 'mail.example.com',
  port: 465,
  security: 'tls' as const,
  user: 'desk',
  from: { name: 'Shop', email: 'desk@example.com' },
  passwordSet: true,
};

describe('[9, 10] the sending of e-mail', () => {
  it('keeps the password that is kept unless a new one is typed', () => {
    const form = mailFormOf(kept);
    const { passwordSet: _, ...rest } = kept;
    expect(mailInput(form)).toEqual({ ...rest, password: null });
    expect(mailInput({ ...form, password: 'secret' }).password).toBe('secret');
  });

  it('takes the usual port of another security, and leaves a port of one’s own', () => {
    expect(withSecurity(mailFormOf(null), 'startTls').port).toBe(587);
    expect(withSecurity({ ...mailFormOf(kept), port: 2_525 }, 'none').port).toBe(2_525);
  });

  it('finds what the contract refuses, by field', () => {
    expect(mailErrors(mailFormOf(kept))).toEqual({});
    expect(mailErrors(mailFormOf(null))).toEqual({ host: 'too-short', email: 'invalid_format' });
  });

  it('marks what the server refuses, by field', () => {
    const fields = { 'from.email': 'format', security: 'local-only' };
    expect(refusedMail({ code: 'invalid', fields })).toEqual({ email: 'format', security: 'local-only' });
    expect(refusedMail({ code: 'providerFailed', problem: 'unreachable' })).toEqual({});
  });
});
