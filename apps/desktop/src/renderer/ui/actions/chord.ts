/**
 * Key chords as the shortcut map writes them: `Mod+Shift+KeyA`, `F8`, `Escape`. Keys are physical (`event.code`), so
 * one chord means one place on every layout; what is shown is the US name of that place. `Mod` is Ctrl, on macOS Cmd.
 */
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

const keyName = (code: string): string => keyNames[code] ?? code.replace(/^(Key|Digit|Numpad)(?=.)/, '');

/** The caps to draw, in order: `Mod+Shift+KeyA` is `Ctrl`, `Shift`, `A`, or on macOS `⌘`, `⇧`, `A`. */
export const chordCaps = (chord: string, platform: Platform): string[] => {
  const modifiers = platform === 'mac' ? macModifiers : otherModifiers;
  return chord.split('+').map((part) => modifiers[part] ?? keyName(part));
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
    .map((part) => modifiers[part] ?? (/^(Arrow|Escape|Shift|Alt|Space)/.test(part) ? part : keyName(part)))
    .join('+');
};

/** Whose modifier names to show on this machine. */
export const thisPlatform = (): Platform =>
  typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform) ? 'mac' : 'other';
