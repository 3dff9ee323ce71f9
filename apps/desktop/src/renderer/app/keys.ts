import type { Preferences } from '@ringdesk/shared/model/preferences.ts';

/**
 * Chords are written with physical keys, in one order of modifiers: `Mod+Shift+KeyA`, `F8`, `Slash`. Russian, Spanish
 * and Brazilian layouts move or replace letters; the place of a key stays (desk, decision 5). `Mod` is Ctrl, on macOS
 * Cmd; `Ctrl` is named only where macOS means Ctrl as well.
 */
export type Chord = string;

export interface PressedKey {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  /** AltGr writes characters on most layouts; Windows reports it as Ctrl+Alt. */
  readonly altGraph: boolean;
}

/** Modifiers pressed alone are no chord: Ctrl+Shift and Alt+Shift switch the layout for many people. */
const MODIFIERS = new Set([
  'ControlLeft',
  'ControlRight',
  'ShiftLeft',
  'ShiftRight',
  'AltLeft',
  'AltRight',
  'MetaLeft',
  'MetaRight',
  'OSLeft',
  'OSRight',
]);

/** Every way to write what was pressed; empty when it is not for us (AltGr, Alt, a modifier alone). */
export function chordsOf(key: PressedKey, mac: boolean): readonly Chord[] {
  if (key.code === '' || MODIFIERS.has(key.code) || key.altGraph || key.altKey) return [];
  const shift = key.shiftKey ? 'Shift+' : '';
  if (mac) {
    if (key.ctrlKey && key.metaKey) return [];
    return [`${key.metaKey ? 'Mod+' : key.ctrlKey ? 'Ctrl+' : ''}${shift}${key.code}`];
  }
  if (key.metaKey) return [];
  return key.ctrlKey ? [`Mod+${shift}${key.code}`, `Ctrl+${shift}${key.code}`] : [`${shift}${key.code}`];
}

/** A key that types something: it works only outside text fields, and one switch turns all of them off (WCAG 2.1.4). */
export function isSingleKey(chord: Chord): boolean {
  return !/^(Mod|Ctrl)\+/.test(chord) && !/^(Shift\+)?F\d{1,2}$/.test(chord) && chord !== 'Escape';
}

/** Chords which the system, the browser or an input method keeps for itself (desk 2.11). */
const RESERVED: readonly (readonly [RegExp, string])[] = [
  [/(^|\+)Alt\+/, 'alt'],
  [/^Mod\+Shift\+KeyQ$/, 'system'],
  [/^Mod\+Shift\+Digit[345]$/, 'system'],
  [/^Mod\+Shift\+Key[UE]$/, 'inputMethod'],
  [/^Mod\+Key[CVXAZYQWTN]$/, 'editing'],
  [/^(Enter|Tab|Space|Escape|Backspace|Delete|Arrow\w+|Home|End|PageUp|PageDown)$/, 'editing'],
  [/^Shift\+(Tab|Arrow\w+)$/, 'editing'],
  [/^F(5|11|12)$/, 'system'],
];

export type Reserved = 'alt' | 'system' | 'inputMethod' | 'editing';

/** Why a chord may not be chosen; undefined when it may. */
export function reservedBecause(chord: Chord): Reserved | undefined {
  return RESERVED.find(([pattern]) => pattern.test(chord))?.[1] as Reserved | undefined;
}

/** The chords of a command: the person's own, or the default ones. An empty own chord switches it off. */
export function effectiveKeys(
  id: string,
  defaults: readonly Chord[],
  preferences: Pick<Preferences, 'keys'>,
): readonly Chord[] {
  const own = preferences.keys[id];
  if (own === undefined) return defaults;
  return own === '' ? [] : [own];
}
