import { describe, expect, test } from 'vitest';

import { acceleratorOf, setShortcuts } from './shortcuts.ts';

/** Keys of a system, some of them held by other programs. */
const systemWith = (held: readonly string[]) => {
  const keys = new Map<string, () => void>();
  return {
    keys,
    register: (accelerator: string, act: () => void): boolean =>
      !held.includes(accelerator) && !keys.has(accelerator) && keys.set(accelerator, act) !== undefined,
    unregisterAll: (): void => keys.clear(),
  };
};

describe('keys in the background', () => {
  test.for([
    ['F8', 'F8'],
    ['F24', 'F24'],
    ['Shift+F7', 'Shift+F7'],
    ['Mod+Shift+KeyA', 'CommandOrControl+Shift+A'],
    ['Mod+Digit1', 'CommandOrControl+1'],
    ['Mod+Shift+Enter', 'CommandOrControl+Shift+Return'],
    ['Mod+Slash', 'CommandOrControl+/'],
    ['Mod+Shift+F9', 'CommandOrControl+Shift+F9'],
  ])('%s', ([chord, accelerator]) => expect(acceleratorOf(chord ?? '')).toBe(accelerator));

  test.for([
    'KeyA',
    'Shift+KeyA',
    'Alt+KeyA',
    'Mod+Alt+KeyA',
    'Mod+KeyC',
    'Mod+KeyV',
    'Mod+Shift+KeyQ',
    'Mod+Shift+Digit4',
    'Mod+Shift+KeyU',
    'F1',
    'F12',
    'F25',
    'F0',
    'Escape',
    'Tab',
    '',
    'Mod+',
    '+',
    'Hyper+KeyA',
  ])('%s is nobody’s to take', (chord) => expect(acceleratorOf(chord)).toBeUndefined());

  test('answers which could be had, also where the system is silent about it', () => {
    const system = systemWith(['F8']);
    const pressed: string[] = [];
    const refused = setShortcuts(
      system,
      [
        { action: 'accept', chord: 'F8' },
        { action: 'decline', chord: 'F7' },
        { action: 'intercept', chord: 'F7' },
        { action: 'show', chord: 'KeyS' },
      ],
      (action) => pressed.push(action),
    );
    expect(refused).toEqual(['accept', 'intercept', 'show']);
    system.keys.get('F7')?.();
    expect(pressed).toEqual(['decline']);
  });

  test('a new list frees the old one, an empty list all', () => {
    const system = systemWith([]);
    setShortcuts(system, [{ action: 'accept', chord: 'F8' }], () => undefined);
    setShortcuts(system, [{ action: 'accept', chord: 'F9' }], () => undefined);
    expect([...system.keys.keys()]).toEqual(['F9']);
    setShortcuts(system, [], () => undefined);
    expect(system.keys.size).toBe(0);
  });
});
