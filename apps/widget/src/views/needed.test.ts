import { describe, expect, test } from 'vitest';

import { online, scripted, talkOf, welcome } from '../session/scriptedWire.ts';
import { asksAtEnd, asksFirst, asksInside, hasBegun } from './needed.ts';

const consent = { text: 'We keep it.', url: 'https://shop.example/privacy', version: 2 };
const form = { name: 'no', email: 'optional', phone: 'no' };
/** A view after a hello that said this. */
const view = (change: object = {}, face: object = {}) =>
  online(scripted(), { conversation: null, face: { ...welcome().value.face, ...face }, ...change }).session.view();

describe('which parts a view needs', () => {
  test('[31] [32] [34] before the first message: only what asks for more than a name and the message', () => {
    expect([
      asksFirst(view()),
      asksFirst(view({}, { open: false })),
      asksFirst(view({}, { contactForm: form })),
      asksFirst(view({}, { consent })),
      asksFirst(view({ consentVersion: 1 }, { consent })),
      asksFirst(view({ consentVersion: 2 }, { consent })),
    ]).toEqual([false, true, true, true, true, false]);
  });

  test('[34] inside: a form that is still to be filled in, or what keeps a message back', () => {
    const talk = talkOf('i1', 'active');
    const script = online();
    script.session.act({ name: 'message.post', messageId: 'm1', text: 'Hi', files: [] });
    const before = asksInside(script.session.view());
    script.next('command').reply({ ok: false, error: { code: 'contactRequired', fields: ['email'] } });
    expect([
      asksInside(view({ conversation: talk })),
      asksInside(view({ conversation: { ...talk, contactWanted: true } })),
      asksInside(view({ conversation: { ...talk, state: 'waiting', held: true, heldUntil: 1_800_000_000_000 } })),
      before,
      asksInside(script.session.view()),
    ]).toEqual([false, true, true, false, true]);
  });

  test('[43] at the end: a rating where the queue asks for one, and only of what has ended', () => {
    const closed = { conversation: talkOf('i1', 'closed') };
    expect([
      asksAtEnd(view(closed)),
      asksAtEnd(view(closed, { askRating: true })),
      asksAtEnd(view({ conversation: talkOf('i1', 'active') }, { askRating: true })),
    ]).toEqual([false, true, false]);
  });

  test('a conversation has begun with the first message on its way', () => {
    const script = online(scripted(), { conversation: null });
    expect(hasBegun(script.session.view())).toBe(false);
    script.session.act({ name: 'contact.give', input: { name: '', email: 'a@example.com', phone: '' } });
    expect(hasBegun(script.session.view())).toBe(false);
    script.session.act({ name: 'message.post', messageId: 'm1', text: 'Hi', files: [] });
    expect(hasBegun(script.session.view())).toBe(true);
  });
});
