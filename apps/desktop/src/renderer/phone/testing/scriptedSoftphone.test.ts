import { expect, test } from 'vitest';

import { scriptedSoftphone } from './scriptedSoftphone.ts';

test('plays a call day: accepted, held, a colleague asked, both in one room, over', () => {
  const phone = scriptedSoftphone(() => 1_000);
  phone.register();
  expect(phone.invite('call-1')).toBe(false);
  phone.answer('call-1');
  expect(phone.invite('call-1')).toBe(true);
  phone.hold('call-1');
  expect(phone.state().calls[0]).toMatchObject({ phase: 'talking', hold: 'held', connectedAt: 1_000 });
  phone.consult('call-1');
  phone.farEndRings('call-1', 'consult');
  phone.farEndAnswers('call-1', 'consult');
  phone.conference('call-1');
  expect(phone.state().calls[0]).toMatchObject({ conference: true, hold: 'none' });
  phone.farEndLeaves('call-1');
  expect(phone.state().calls[0]).toMatchObject({ phase: 'ended', end: { because: 'farEnd', at: 1_000 } });
  expect(phone.asked).toEqual(['answer call-1', 'hold call-1', 'consult call-1', 'conference call-1']);
});

test('a hold that fails leaves the microphone muted', () => {
  const phone = scriptedSoftphone(() => 1_000);
  phone.dial('call-1');
  phone.farEndAnswers('call-1');
  phone.holdsFail(true);
  phone.hold('call-1');
  expect(phone.state().calls[0]).toMatchObject({ hold: 'none', muted: true });
});
