import { describe, expect, test } from 'vitest';

import { memoryKeep, online, scripted, talkOf, welcome } from './scriptedWire.ts';

type Script = ReturnType<typeof scripted>;

const consent = { text: 'We keep the chat for a year.', url: 'https://shop.example/privacy', version: 3 };
const withFace = (change: object) => ({ ...welcome().value.face, ...change });
const post = ({ session }: Script, text: string): void =>
  session.act({ name: 'message.post', messageId: `m-${text}`, text, files: [] });
const ok = { ok: true, value: {} };
const posted = { ok: true, value: { seq: 1, at: 1_800_000_000_000 } };
const refused = (code: string, more: object = {}) => ({ ok: false, error: { code, ...more } });
const contact = { name: '', email: 'ana@example.com', phone: '' };

describe('what must come before a message', () => {
  test('[32] [34] the statement and the contact form go before the message they were given with', () => {
    const script = online(scripted(), { conversation: null, face: withFace({ consent }) });
    script.session.act({ name: 'consent.give', input: { version: 3 } });
    script.session.act({ name: 'contact.give', input: { ...contact, name: 'Ana' } });
    post(script, 'Hello');
    const first = script.next('command');
    expect([first.name, first.input]).toEqual(['consent.give', { version: 3 }]);
    first.reply(ok);
    expect(script.session.view().consentVersion).toBe(3);
    const second = script.next('command');
    expect([second.name, second.input]).toEqual(['contact.give', { ...contact, name: 'Ana' }]);
    second.reply(ok);
    expect(script.session.view().name).toBe('Ana');
    expect(script.next('command').name).toBe('message.post');
  });

  test('[32] a message that needs the statement waits for it, is not sent again meanwhile, and goes after it', () => {
    const keep = memoryKeep();
    const script = online(scripted(keep), { conversation: talkOf('i1', 'closed') });
    post(script, 'Hello');
    const before = script.next('command');
    before.reply(refused('consentRequired', { version: 3 }));
    expect(script.session.view().asked).toEqual({ code: 'consentRequired' });
    expect(script.session.view().pending[0]?.failed).toBeUndefined();
    post(script, 'Are you there?');
    script.pass(60_000);
    expect(script.asked).toEqual([]);
    script.session.act({ name: 'consent.give', input: { version: 3 } });
    script.next('command').reply(ok);
    expect(script.session.view().asked).toBeUndefined();
    const again = script.next('command');
    // The same message under a new command id: under the old one the server repeats its refusal.
    expect(again.input).toEqual(before.input);
    expect(again.id).not.toBe(before.id);
    again.reply(posted);
    expect(script.next('command').input).toMatchObject({ text: 'Are you there?' });
  });

  test('[34] a form that is refused says which field, and the message waits for what is required', () => {
    const script = online(scripted(), { conversation: null });
    script.session.act({ name: 'contact.give', input: { ...contact, phone: '12' } });
    post(script, 'Hello');
    script.next('command').reply(refused('invalid', { fields: { phone: 'not-a-phone' } }));
    script.next('command').reply(refused('contactRequired', { fields: ['phone'] }));
    const view = script.session.view();
    expect(view.asked).toEqual({ code: 'contactRequired', fields: ['phone'] });
    expect(view.pending[0]).toMatchObject({ failed: 'invalid', fields: { phone: 'not-a-phone' } });
    script.session.act({ name: 'contact.give', input: { ...contact, phone: '+34 600 000 000' } });
    script.next('command').reply(ok);
    script.next('command').reply(posted);
    expect(script.session.view().pending).toEqual([]);
  });

  test('what is asked for is asked again after a reconnect: the message tries its luck', () => {
    const script = online();
    post(script, 'Hello');
    script.next('command').reply(refused('contactRequired', { fields: ['email'] }));
    script.drop();
    script.connect();
    script.next('hello').reply(welcome());
    expect(script.session.view().asked).toBeUndefined();
    script.next('command').reply(posted);
  });

  test('[42] [32] no keystroke leaves the page before the statement is accepted', () => {
    const script = online(scripted(), { conversation: null, face: withFace({ consent }), consentVersion: 2 });
    script.session.typing('secret');
    expect(script.typed).toEqual([]);
    script.session.act({ name: 'consent.give', input: { version: 3 } });
    script.next('command').reply(ok);
    script.session.typing('Hello');
    expect(script.typed).toEqual(['Hello']);
  });

  test('[32] a conversation that is open goes on when the statement changes', () => {
    const script = online(scripted(), { face: withFace({ consent }), consentVersion: 2 });
    script.session.typing('Hello');
    expect(script.typed).toEqual(['Hello']);
  });

  test('[43] a rating that is refused does not hold messages back', () => {
    const script = online(scripted(), { conversation: talkOf('i1', 'closed') });
    script.session.act({ name: 'rating.give', input: { score: 5, comment: '' } });
    post(script, 'One more thing');
    script.next('command').reply(refused('wrongState', { state: 'active' }));
    expect(script.session.view().pending[0]).toMatchObject({ name: 'rating.give', failed: 'wrongState' });
    expect(script.next('command').name).toBe('message.post');
  });
});
