import { expect, test } from 'vitest';

import { ariaKeyShortcuts, chordCaps } from './chord.ts';

test.each([
  ['Mod+Shift+KeyA', ['Ctrl', 'Shift', 'A'], ['⌘', '⇧', 'A']],
  ['F8', ['F8'], ['F8']],
  ['Mod+Digit1', ['Ctrl', '1'], ['⌘', '1']],
  ['Slash', ['/'], ['/']],
  ['Mod+Shift+Enter', ['Ctrl', 'Shift', 'Enter'], ['⌘', '⇧', 'Enter']],
  ['Mod+ArrowDown', ['Ctrl', '↓'], ['⌘', '↓']],
])('%s is drawn as its caps', (chord, other, mac) => {
  expect(chordCaps(chord, 'other')).toEqual(other);
  expect(chordCaps(chord, 'mac')).toEqual(mac);
});

test('a chord is announced in the words of aria-keyshortcuts', () => {
  expect(ariaKeyShortcuts('Mod+Shift+KeyA', 'other')).toBe('Control+Shift+A');
  expect(ariaKeyShortcuts('Mod+ArrowDown', 'mac')).toBe('Meta+ArrowDown');
});

test('shows what this keyboard has in the place, where that is known', () => {
  const russian = new Map([
    ['KeyK', 'л'],
    ['Digit1', '1'],
    ['Slash', '.'],
  ]);
  expect(chordCaps('Mod+Shift+KeyK', 'other', russian)).toEqual(['Ctrl', 'Shift', 'Л']);
  expect(chordCaps('Mod+Slash', 'other', russian)).toEqual(['Ctrl', '.']);
  expect(chordCaps('BracketRight', 'other', russian)).toEqual([']']);
  const french = new Map([['Digit1', '&']]);
  expect(chordCaps('Mod+Digit1', 'other', french)).toEqual(['Ctrl', '1']);
});
