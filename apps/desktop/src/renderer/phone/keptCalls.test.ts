import { expect, test } from 'vitest';

import { keptCalls } from './keptCalls.ts';
import { freshCall, type PhoneCall } from './phoneCall.ts';

const storage = (): Storage => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as Storage;
};
const call: PhoneCall = {
  ...freshCall,
  id: 'c1',
  role: 'talk',
  direction: 'out',
  phase: 'talking',
  leg: 'leg-1',
  connectedAt: 1_000,
};

test('what is talked in is kept for the same desk alone, until it is over', () => {
  const kept = storage();
  const desk = keptCalls(kept, 'desk-1');
  expect(desk.load()).toEqual([]);
  desk.save([{ ...call, hold: 'holding', digits: '4' }]);
  const expected = { id: 'c1', direction: 'out', muted: false, held: true, digits: '4', connectedAt: 1_000 };
  expect(keptCalls(kept, 'desk-1').load()).toEqual([expected]);
  expect(keptCalls(kept, 'desk-2').load()).toEqual([]);
  desk.save([{ ...call, phase: 'ended' }]);
  expect(desk.load()).toEqual([]);
});

test('not what rings, is asked or is listened to, and nothing that somebody else wrote there', () => {
  const kept = storage();
  const desk = keptCalls(kept, 'desk-1');
  desk.save([
    { ...call, phase: 'ringing', connectedAt: undefined },
    { ...call, id: 'c2', role: 'consult' },
    { ...call, id: 'c3', role: 'listen' },
  ]);
  expect(desk.load()).toEqual([]);
  for (const text of ['{', '{"deskId":"desk-1","calls":[{"id":7}]}']) {
    kept.setItem('ringdesk.calls', text);
    expect(desk.load()).toEqual([]);
  }
});
