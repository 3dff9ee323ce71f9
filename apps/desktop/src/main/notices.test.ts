import { expect, test } from 'vitest';

import { cut, Notices } from './notices.ts';

const open = (supported = true) => {
  const done: string[] = [];
  const presses = new Map<string, () => void>();
  const notices = new Notices({
    supported: () => supported,
    make: ({ title = '', silent }) => {
      expect(silent).toBe(true);
      const fake = {
        show: () => done.push(`show ${title}`),
        close: () => done.push(`close ${title}`),
        on: (event: string, act: () => void) => {
          if (event === 'click') presses.set(title, act);
          return fake;
        },
      };
      return fake as never;
    },
    opened: (id) => done.push(`opened ${id ?? '-'}`),
  });
  return { notices, done, presses };
};

test('one per tag: a later notice takes the place of the earlier', () => {
  const { notices, done } = open();
  notices.show({ tag: 'a', title: '1', body: '' });
  notices.show({ tag: 'b', title: '2', body: '' });
  notices.show({ tag: 'a', title: '3', body: '' });
  notices.close('nobody');
  expect(done).toEqual(['show 1', 'show 2', 'close 1', 'show 3']);
});

test('a press opens what it was about, also when it is the oldest of many', () => {
  const { notices, done, presses } = open();
  for (let n = 0; n < 80; n += 1)
    notices.show({ tag: `t${n}`, title: `${n}`, body: '', interactionId: `i${n}` as never });
  presses.get('0')?.();
  expect(done.at(-1)).toBe('opened i0');
});

test('signed out: all of them go', () => {
  const { notices, done } = open();
  notices.show({ tag: 'a', title: '1', body: '' });
  notices.show({ tag: 'b', title: '2', body: '' });
  notices.closeAll();
  notices.closeAll();
  expect(done.slice(2)).toEqual(['close 1', 'close 2']);
});

test('a system without notices says so', () => {
  const { notices, done } = open(false);
  expect([notices.show({ tag: 'a', title: '1', body: '' }), done]).toEqual([false, []]);
});

test('at most 256 bytes, cut between letters as people see them', () => {
  expect(cut('short')).toBe('short');
  const family = '👨‍👩‍👧‍👦';
  for (const text of ['я'.repeat(300), family.repeat(50), 'a'.repeat(257), `${'a'.repeat(250)}${family}`]) {
    const shown = cut(text);
    expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(256);
    expect(shown.endsWith('…')).toBe(true);
    expect(text.startsWith(shown.slice(0, -1))).toBe(true);
  }
  expect(cut(family.repeat(50)).slice(0, -1)).toBe(family.repeat(10));
});
