import type { MessageId } from '@ringdesk/shared/model/ids.ts';
import { VISITOR_UPLOAD_PATH } from '@ringdesk/shared/protocol/files.ts';
import { describe, expect, test } from 'vitest';

import { startTestServer } from '../transport/testing/testServer.ts';
import { checkedContact, countryOf } from './contactDetails.ts';

const statement = { text: 'We keep what you write.', url: 'https://shop.example/privacy' };

async function given(settings: Parameters<Awaited<ReturnType<typeof startTestServer>>['queue']>[2]) {
  const server = await startTestServer();
  const people = [await server.person('Admin', 'admin'), await server.person('Ana')] as const;
  const [adminDesk, anaDesk] = [await server.desk(people[0]), await server.desk(people[1])];
  const { channelId, queueId } = await server.queue(adminDesk, [people[1]], settings);
  const saveQueue = async (changes: object) => {
    await adminDesk.update('queue.put', ({ queue }) => queue.id === queueId);
    const queue = adminDesk.updates.all.findLast(
      (update) => update.kind === 'queue.put' && update.queue.id === queueId,
    );
    if (queue?.kind !== 'queue.put') throw new Error('no queue');
    const { version, name, language, settings: before } = queue.queue;
    const saved = { queueId, version, name, language, settings: { ...before, ...changes } };
    await adminDesk.must('queue.save', saved);
    await adminDesk.update('queue.put', ({ queue: put }) => put.id === queueId && put.version === version + 1);
  };
  return { server, adminDesk, anaDesk, channelId, queueId, saveQueue };
}

describe('[32] consent', () => {
  test('is asked for before the first message, stored with its version, and found again by the same visitor', async () => {
    const { server, anaDesk, channelId } = await given({ consent: statement });
    const visitor = await server.visitor(channelId);
    expect(visitor.welcome?.face.consent).toEqual({ ...statement, version: 1 });
    expect(visitor.welcome?.consentVersion).toBeNull();
    const required = { ok: false, error: { code: 'consentRequired', version: 1 } };
    expect(await visitor.write('Hello')).toEqual(required);
    expect(await visitor.command('consent.give', { version: 2 })).toEqual(required);
    expect(await visitor.command('consent.give', { version: 1 })).toMatchObject({ ok: true });
    const again = await server.visitor(channelId, visitor.welcome?.token);
    expect(again.welcome?.consentVersion).toBe(1);
    expect(await again.write('Hello')).toMatchObject({ ok: true });
    const { offer } = await anaDesk.update('offer.put');
    const { interactionId } = await anaDesk.must('offer.accept', { offerId: offer.id });
    const { lines } = await anaDesk.ask('transcript.get', { interactionId, limit: 10 });
    expect(lines[0]).toMatchObject({ type: 'happening', what: { name: 'consented', version: 1 } });
    const { interaction } = await anaDesk.update('interaction.put', ({ interaction: put }) => put.state === 'active');
    expect(interaction.consent).toEqual({ version: 1, at: expect.any(Number) as number });
  });

  test('until then neither a contact nor a file is taken in', async () => {
    const { server, channelId } = await given({
      consent: statement,
      contactForm: { name: 'no', email: 'optional', phone: 'no' },
    });
    const visitor = await server.visitor(channelId);
    const contact = { name: '', email: 'mia@example.com', phone: '' };
    const upload = () => {
      const body = new FormData();
      body.append('file', new Blob(['hello'], { type: 'text/plain' }), 'hello.txt');
      const authorization = `Bearer ${visitor.welcome?.token}`;
      return fetch(`${server.url}${VISITOR_UPLOAD_PATH}`, { method: 'POST', headers: { authorization }, body });
    };
    const required = { code: 'consentRequired', version: 1 };
    expect(await visitor.command('contact.give', contact)).toEqual({ ok: false, error: required });
    expect(await (await upload()).json()).toEqual(required);
    await visitor.command('consent.give', { version: 1 });
    expect(await visitor.command('contact.give', contact)).toMatchObject({ ok: true });
    expect((await upload()).status).toBe(200);
  });

  test('a changed text is another version: it is shown and must be accepted anew, a conversation under way goes on', async () => {
    const { server, channelId, saveQueue } = await given({ consent: statement });
    const [mia, leo] = [await server.visitor(channelId), await server.visitor(channelId)];
    for (const visitor of [mia, leo]) await visitor.command('consent.give', { version: 1 });
    await mia.write('Hello');
    await saveQueue({ consent: { ...statement, text: 'We keep it longer.' } });
    const { face } = await leo.update('face', ({ face: shown }) => shown.consent?.version === 2);
    expect(face.consent?.text).toBe('We keep it longer.');
    expect(await leo.write('Hello')).toMatchObject({ ok: false, error: { code: 'consentRequired', version: 2 } });
    expect(await mia.write('Still here')).toMatchObject({ ok: true });
    await saveQueue({ offerSeconds: 120 });
    expect((await server.visitor(channelId, leo.welcome?.token)).welcome?.face.consent?.version).toBe(2);
  });
});

describe('[34] the contact form', () => {
  const form = { name: 'optional', email: 'required', phone: 'optional' } as const;

  test('what is mandatory is asked for before the first message and comes with it', async () => {
    const { server, anaDesk, channelId } = await given({ contactForm: form });
    const visitor = await server.visitor(channelId);
    expect(visitor.welcome?.face.contactForm).toEqual(form);
    expect(await visitor.write('Hello')).toEqual({ ok: false, error: { code: 'contactRequired', fields: ['email'] } });
    expect(await visitor.command('contact.give', { name: 'Mia', email: '', phone: '' })).toMatchObject({
      error: { code: 'contactRequired', fields: ['email'] },
    });
    expect(await visitor.command('contact.give', { name: 'Mia', email: 'mia', phone: '12' })).toMatchObject({
      error: { code: 'invalid', fields: { email: 'not-an-email', phone: 'not-a-phone' } },
    });
    const filled = { name: 'Mia', email: 'mia@example.com', phone: '020 7946 0958' };
    expect(await visitor.command('contact.give', filled)).toMatchObject({ ok: true });
    await visitor.write('Hello');
    const { interaction } = await anaDesk.update('interaction.put');
    // The visitor's browser speaks the English of Great Britain.
    expect(interaction.customer).toMatchObject({ name: 'Mia', email: 'mia@example.com', phone: '+442079460958' });
    const { conversation } = await visitor.update('conversation');
    expect(conversation?.contactWanted).toBe(false);
  });

  test('what is optional is wanted until the form has come in, filled in or not', async () => {
    const { server, anaDesk, channelId } = await given({ contactForm: { ...form, email: 'optional' } });
    const visitor = await server.visitor(channelId);
    await visitor.write('Hello');
    expect((await visitor.update('conversation')).conversation?.contactWanted).toBe(true);
    const { offer } = await anaDesk.update('offer.put');
    const { interactionId } = await anaDesk.must('offer.accept', { offerId: offer.id });
    await visitor.command('contact.give', { name: '', email: 'mia@example.com', phone: '' });
    await visitor.update('conversation', ({ conversation }) => conversation?.contactWanted === false);
    await anaDesk.must('message.post', {
      interactionId,
      messageId: 'm1' as MessageId,
      kind: 'reply',
      text: 'Hi',
      mentions: [],
      attachmentIds: [],
    });
    const { lines } = await anaDesk.ask('transcript.get', { interactionId, limit: 10 });
    expect(lines).toContainEqual(expect.objectContaining({ what: { name: 'contactGiven', fields: ['email'] } }));
  });

  test('phone numbers are of any country with its code, or of the visitor’s', () => {
    const phone = (typed: string, country?: string) => {
      const checked = checkedContact({ name: '', email: '', phone: typed }, country);
      return checked.ok ? checked.value.phone : checked.error;
    };
    expect(phone('+55 11 96123-4567')).toBe('+5511961234567');
    expect(phone('(11) 96123-4567', 'BR')).toBe('+5511961234567');
    expect(phone('8 (912) 345-67-89', 'RU')).toBe('+79123456789');
    const refused = { code: 'invalid', fields: { phone: 'not-a-phone' } };
    expect(phone('11 96123-4567')).toEqual(refused);
    expect(phone('+1 000 000 0000')).toEqual(refused);
    expect(phone('call me', 'BR')).toEqual(refused);
    expect(phone('', 'BR')).toBe('');
    expect([countryOf(['pt-BR', 'en']), countryOf(['en', 'zh-Hans-cn']), countryOf(['en', 'es-419'])]).toEqual([
      'BR',
      'CN',
      undefined,
    ]);
  });
});
