import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { describe, expect, it } from 'vitest';
import { Center, messageId } from './center.testkit.ts';
import type { Input } from './inputs.ts';

const consent = { text: 'I agree.', url: 'https://shop.example/privacy' };
const given = (settings: Partial<QueueSettings>): Center => new Center().agent('ana').queue('sales', ['ana'], settings);

/** Why a first message of Mia's is refused; undefined: it is taken. */
function refusal(center: Center, more: Partial<Extract<Input, { type: 'customer.wrote' }>> = {}): Refusal | undefined {
  const id = messageId(center.newId());
  const wrote = { type: 'customer.wrote', messageId: id, text: 'hello', attachments: [], customerName: '' } as const;
  const result = center.try(center.customer('mia'), { ...wrote, ...more });
  return result.ok ? undefined : result.error;
}
const accepts = (center: Center, version: number): void => {
  center.do(center.customer('mia'), { type: 'customer.consented', version });
};

describe('[32] the statement before the first message', () => {
  it.each([
    ['text', { ...consent, text: 'I agree to more.' }],
    ['address', { ...consent, url: 'https://shop.example/privacy-2' }],
  ])('who accepted it is asked again when its %s has changed, and not before', (_, changed) => {
    const center = given({ consent, reopenHours: 0 });
    expect(refusal(center)).toEqual({ code: 'consentRequired', version: 1 });
    accepts(center, 1);
    center.saveQueue('sales', ['ana'], { consent, reopenHours: 0, greeting: 'Hello' });
    expect(refusal(center)).toBeUndefined();
    center.accepts('ana', 'mia');
    center.command('ana', 'interaction.close', { interactionId: center.idOf('mia') });
    center.saveQueue('sales', ['ana'], { consent: changed, reopenHours: 0 });
    center.pass(1);
    expect(refusal(center)).toEqual({ code: 'consentRequired', version: 2 });
    accepts(center, 2);
    expect(refusal(center)).toBeUndefined();
    expect(center.interactionOf('mia').consent).toMatchObject({ version: 2 });
  });

  it('a version that is no longer shown cannot be accepted', () => {
    const center = given({ consent });
    center.saveQueue('sales', ['ana'], { consent: { ...consent, text: 'I agree to more.' } });
    expect(center.try(center.customer('mia'), { type: 'customer.consented', version: 1 })).toEqual({
      ok: false,
      error: { code: 'consentRequired', version: 2 },
    });
  });
});

it('[34] what the contact form needs comes with the first message, or it is refused with what is missing', () => {
  const center = given({ contactForm: { name: 'no', email: 'required', phone: 'optional' } });
  expect(refusal(center)).toEqual({ code: 'contactRequired', fields: ['email'] });
  expect(refusal(center, { contact: { name: '', email: '', phone: '+442079460958' } })).toEqual({
    code: 'contactRequired',
    fields: ['email'],
  });
  expect(refusal(center, { contact: { name: '', email: 'mia@example.com', phone: '' } })).toBeUndefined();
  expect(center.interactionOf('mia').customer).toMatchObject({ email: 'mia@example.com' });
});
