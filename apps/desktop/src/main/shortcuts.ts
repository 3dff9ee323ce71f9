/** Keys that work while the desk is in the background (desk, section 2.9): off until the person switches them on. */
import type { GlobalShortcut } from 'electron';

import type { GlobalAction } from '../bridge/desktopApi.ts';

/** Letters and digits of a key's place on the keyboard, as Electron writes them. */
const named: Readonly<Record<string, string>> = {
  Enter: 'Return',
  Space: 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Period: '.',
  Comma: ',',
  Slash: '/',
  BracketLeft: '[',
  BracketRight: ']',
};

/** Taken by systems, or by every program: copying would stop working everywhere (desk, section 2.11, "Avoid"). */
const reserved = new Set([
  ...['C', 'V', 'X', 'Z', 'A', 'S', 'Q', 'W', 'N', 'T', 'F', 'P', 'O'].map((key) => `CommandOrControl+${key}`),
  ...['Q', '3', '4', '5', 'U', 'E'].map((key) => `CommandOrControl+Shift+${key}`),
  'F1',
  'F5',
  'F11',
  'F12',
]);

/** The chord of the registry (`Mod+Shift+KeyA`, `F8`) as Electron's accelerator; undefined where it may not be taken. */
export function acceleratorOf(chord: string): string | undefined {
  const parts = chord.split('+');
  const key = keyOf(parts.at(-1) ?? '');
  const modifiers = parts
    .slice(0, -1)
    .map((part) => ({ Mod: 'CommandOrControl', Ctrl: 'Control', Shift: 'Shift', Alt: 'Alt', Meta: 'Super' })[part]);
  if (key === undefined || modifiers.includes(undefined)) return undefined;
  const free = /^F\d+$/.test(key);
  // A letter alone, or with Shift, is what people type; Alt with a letter writes characters or opens menus; Ctrl+Alt is AltGr.
  const strong = modifiers.some(
    (modifier) => modifier === 'CommandOrControl' || modifier === 'Control' || modifier === 'Super',
  );
  if (!free && (!strong || modifiers.includes('Alt'))) return undefined;
  const accelerator = [...modifiers, key].join('+');
  return reserved.has(accelerator) ? undefined : accelerator;
}

function keyOf(code: string): string | undefined {
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? /^Digit([0-9])$/.exec(code) ?? [];
  return letter ?? (/^F([1-9]|1[0-9]|2[0-4])$/.test(code) ? code : named[code]);
}

/**
 * Takes these keys in place of those of before, and answers which could not be had: reserved, twice in the list, or held by another
 * program. The system says nothing in that last case, so its answer is asked for.
 */
export function setShortcuts(
  system: Pick<GlobalShortcut, 'register' | 'unregisterAll'>,
  wanted: readonly { readonly action: GlobalAction; readonly chord: string }[],
  pressed: (action: GlobalAction) => void,
): GlobalAction[] {
  system.unregisterAll();
  const taken = new Set<string>();
  return wanted.flatMap(({ action, chord }) => {
    const accelerator = acceleratorOf(chord);
    if (accelerator === undefined || taken.has(accelerator) || !system.register(accelerator, () => pressed(action)))
      return [action];
    taken.add(accelerator);
    return [];
  });
}
