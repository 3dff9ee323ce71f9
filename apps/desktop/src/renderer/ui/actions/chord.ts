/**
 * Key chords as the shortcut map writes them: `Mod+Shift+KeyA`, `F8`, `Escape`. Keys are physical (`event.code`), so
 * one chord means one place on every layout; what is shown is what this keyboard has there. `Mod` is Ctrl, on macOS Cmd.
 */
import type { KeyboardLayout } from './keyboardLayout.ts';

export type Platform = 'mac' | 'other';

const macModifiers: Record<string, string> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃' };
const otherModifiers: Record<string, string> = { Mod: 'Ctrl', Shift: 'Shift', Alt: 'Alt', Ctrl: 'Ctrl' };

const keyNames: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Slash: '/',
  Backslash: '\\',
  BracketLeft: '[',
  BracketRight: ']',
  Comma: ',',
  Period: '.',
  Semicolon: ';',
  Quote: "'",
  Backquote: '`',
  Minus: '-',
  Equal: '=',
  Space: '␣',
  Backspace: '⌫',
  Delete: 'Del',
};

const usName = (code: string): string => keyNames[code] ?? code.replace(/^(Key|Digit|Numpad)(?=.)/, '');

/** Keys that write a character, which layouts move; digits keep their place and stay what the rows of numbers say. */
const WRITES = /^(Key[A-Z]|Slash|Backslash|Bracket(Left|Right)|Comma|Period|Semicolon|Quote|Backquote|Minus|Equal)$/;

const keyName = (code: string, layout: KeyboardLayout | undefined): string => {
  const printed = WRITES.test(code) ? layout?.get(code) : undefined;
  return printed?.toLocaleUpperCase() ?? usName(code);
};

/**
 * The caps to draw, in order: `Mod+Shift+KeyA` is `Ctrl`, `Shift`, `A`, or on macOS `⌘`, `⇧`, `A`.
 *
 * @param layout what is printed on this keyboard; a US one where it is not known
 */
export const chordCaps = (chord: string, platform: Platform, layout?: KeyboardLayout): string[] => {
  const modifiers = platform === 'mac' ? macModifiers : otherModifiers;
  return chord.split('+').map((part) => modifiers[part] ?? keyName(part, layout));
};

const ariaModifiers = (platform: Platform): Record<string, string> => ({
  Mod: platform === 'mac' ? 'Meta' : 'Control',
  Ctrl: 'Control',
});

/** The chord as `aria-keyshortcuts` wants it, for example `Control+Shift+A`. */
export const ariaKeyShortcuts = (chord: string, platform: Platform): string => {
  const modifiers = ariaModifiers(platform);
  return chord
    .split('+')
    .map((part) => modifiers[part] ?? (/^(Arrow|Escape|Shift|Alt|Space)/.test(part) ? part : usName(part)))
    .join('+');
};

/** Whose modifier names to show on this machine. */
export const thisPlatform = (): Platform =>
  typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform) ? 'mac' : 'other';
