import { describe, expect, it } from 'vitest';

import { type CommandId, commandIds, entryOf } from './commandTable.ts';
import { chordsOf, effectiveKeys, isSingleKey, type PressedKey, reservedBecause } from './keys.ts';
import { routeOf } from './router.ts';
import { takenBy } from '../features/preferences/takenBy.ts';

const press = (code: string, modifiers: Partial<PressedKey> = {}): PressedKey => ({
  code,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  metaKey: false,
  altGraph: false,
  ...modifiers,
});

describe('the map of shortcuts', () => {
  const all = commandIds.flatMap((id) => entryOf(id).keys.map((chord) => ({ id, chord })));

  it('gives no two commands the same key, Ctrl and Mod being one key off macOS', () => {
    const seen = new Map<string, CommandId>();
    for (const { id, chord } of all) {
      const name = chord.replace(/^Ctrl\+/, 'Mod+');
      // In the order of the table the one that comes first is meant first.
      const other = seen.get(name);
      const meant = other !== undefined && entryOf(other).before === id;
      expect(meant ? undefined : other, `${chord} of ${id}`).toBeUndefined();
      seen.set(name, id);
    }
  });

  it('keeps away from keys of systems, browsers and input methods', () => {
    for (const { id, chord } of all) expect(reservedBecause(chord), `${chord} of ${id}`).toBeUndefined();
  });

  it('reaches reply and note also from the text, where the caret always stands', () => {
    for (const id of ['conversation.reply', 'conversation.note'] as const)
      expect(entryOf(id).keys.filter((chord) => !isSingleKey(chord))).toHaveLength(1);
  });

  it('has the function keys of the offers beside their chords', () => {
    expect(entryOf('offer.accept').keys).toEqual(['F8', 'Mod+Shift+KeyA']);
    expect(entryOf('offer.decline').keys).toEqual(['F7']);
    expect(entryOf('offer.declineWhy').keys).toEqual(['Mod+Shift+KeyR']);
    expect(entryOf('offer.intercept').keys).toEqual(['F9']);
  });
});

describe('reading a key press', () => {
  // What layouts write on one and the same key does not matter; only its place does.
  it.each([
    ['ru: ф', 'KeyA'],
    ['es: a', 'KeyA'],
    ['pt: a', 'KeyA'],
  ])('finds the same chord on %s', (_layout, code) => {
    expect(chordsOf(press(code, { ctrlKey: true, shiftKey: true }), false)).toContain('Mod+Shift+KeyA');
  });

  it('leaves AltGr and Alt to the layout: AltGr+Q is @ in Latin America and reported as Ctrl+Alt by Windows', () => {
    expect(chordsOf(press('KeyQ', { ctrlKey: true, altKey: true }), false)).toEqual([]);
    expect(chordsOf(press('KeyQ', { altGraph: true }), false)).toEqual([]);
    expect(chordsOf(press('KeyA', { altKey: true }), true)).toEqual([]);
  });

  it('does nothing for modifiers alone: Ctrl+Shift switches the layout', () => {
    expect(chordsOf(press('ShiftLeft', { ctrlKey: true, shiftKey: true }), false)).toEqual([]);
  });

  it('means Cmd by Mod on macOS, where Ctrl is another key', () => {
    expect(chordsOf(press('KeyK', { metaKey: true }), true)).toEqual(['Mod+KeyK']);
    expect(chordsOf(press('Tab', { ctrlKey: true }), true)).toEqual(['Ctrl+Tab']);
    expect(chordsOf(press('KeyK', { metaKey: true }), false)).toEqual([]);
  });

  it('tells single keys, which one switch turns off (WCAG 2.1.4)', () => {
    expect(['KeyJ', 'Slash', 'BracketRight', 'Shift+KeyJ'].every(isSingleKey)).toBe(true);
    expect(['F8', 'Shift+F6', 'Mod+KeyK', 'Ctrl+Tab'].some(isSingleKey)).toBe(false);
  });
});

describe('own keys', () => {
  it('replace the default ones, and an empty one switches the shortcut off', () => {
    expect(effectiveKeys('a', ['F8', 'KeyA'], { keys: {} })).toEqual(['F8', 'KeyA']);
    expect(effectiveKeys('a', ['F8', 'KeyA'], { keys: { a: 'F2' } })).toEqual(['F2']);
    expect(effectiveKeys('a', ['F8'], { keys: { a: '' } })).toEqual([]);
  });

  it('are refused when another command has them, whether by default or by choice', () => {
    expect(takenBy('app.palette', 'F8', { keys: {} })).toBe('offer.accept');
    expect(takenBy('app.palette', 'F8', { keys: { 'offer.accept': 'F2' } })).toBeUndefined();
    expect(takenBy('app.palette', 'F2', { keys: { 'offer.accept': 'F2' } })).toBe('offer.accept');
    expect(takenBy('app.palette', 'Ctrl+KeyF', { keys: {} })).toBe('conversation.find');
    expect(takenBy('offer.accept', 'F8', { keys: {} })).toBeUndefined();
  });

  it('may not be Alt, AltGr, or what the system owns', () => {
    expect(
      ['Alt+KeyA', 'Mod+Shift+KeyQ', 'Mod+Shift+Digit4', 'Mod+Shift+KeyU', 'Mod+KeyC', 'Tab', 'F5'].map(
        reservedBecause,
      ),
    ).toEqual(['alt', 'system', 'system', 'inputMethod', 'editing', 'editing', 'system']);
  });
});

describe('addresses', () => {
  it.each([
    ['/', '', { screen: 'inbox', interactionId: undefined }],
    ['/inbox/0199-abc', '', { screen: 'inbox', interactionId: '0199-abc' }],
    ['/inbox/0199-abc', '#12', { screen: 'inbox', interactionId: '0199-abc', line: { seq: 12 } }],
    ['/inbox/0199-abc', '#x', { screen: 'inbox', interactionId: '0199-abc' }],
    ['/inbox/<script>', '', { screen: 'inbox', interactionId: undefined }],
    ['/settings', '', { screen: 'settings', path: [] }],
    ['/settings/queues/q1/history', '', { screen: 'settings', path: ['queues', 'q1', 'history'] }],
    ['/settings/%E0%A4%A', '', { screen: 'settings', path: ['%E0%A4%A'] }],
    ['/join', '#secret_1', { screen: 'join', secret: 'secret_1' }],
    ['/sign-in', '', { screen: 'signIn' }],
    ['/first-run', '', { screen: 'firstRun' }],
    ['/nowhere/at/all', '', { screen: 'inbox', interactionId: undefined }],
  ])('reads %s', (path, hash, route) => {
    expect(routeOf(path, hash)).toEqual(route);
  });
});
