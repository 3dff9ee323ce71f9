import { expect, test } from 'vitest';

import { keepAwake } from './callPower.ts';
import { telephoneLinks } from './telephoneLinks.ts';

test('during a call the app is not suspended, and from its end on it may be', () => {
  const asked: string[] = [];
  const tell = keepAwake({
    start: (type) => {
      asked.push(type);
      return 7;
    },
    stop: (id) => {
      asked.push(`stop ${id}`);
      return true;
    },
  });
  tell(false);
  tell(true);
  tell(true);
  tell(false);
  tell(false);
  tell(true);
  expect(asked).toEqual(['prevent-app-suspension', 'stop 7', 'prevent-app-suspension']);
});

function links(takes: readonly string[]) {
  const asked: string[] = [];
  let on = false;
  const it = telephoneLinks({
    app: {
      setAsDefaultProtocolClient: (scheme, program, args) => {
        asked.push(`+${scheme} ${program} ${(args ?? []).join(' ')}`.trim());
        return takes.includes(scheme);
      },
      removeAsDefaultProtocolClient: (scheme) => {
        asked.push(`-${scheme}`);
        return true;
      },
    },
    program: '/opt/ringdesk',
    args: [],
    kept: () => on,
    keep: (next) => {
      on = next;
    },
  });
  return { it, asked };
}

test('telephone links come here only while the person wants it', () => {
  const { it, asked } = links(['tel', 'callto', 'sip']);
  expect(it.get()).toBe(false);
  expect(it.set(true)).toBe(true);
  expect(it.get()).toBe(true);
  expect(it.set(false)).toBe(false);
  expect(asked).toEqual([
    '+tel /opt/ringdesk',
    '+callto /opt/ringdesk',
    '+sip /opt/ringdesk',
    '-tel',
    '-callto',
    '-sip',
  ]);
});

test('where the system refuses all of them it stays off', () => {
  expect(links([]).it.set(true)).toBe(false);
  expect(links(['tel']).it.set(true)).toBe(true);
});
