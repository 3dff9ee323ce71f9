import { chordCaps, thisPlatform, type Platform } from './chord.ts';
import { useKeyboardLayout } from './keyboardLayout.ts';

export interface KbdProps {
  /** `Mod+Shift+KeyA`, `F8` …; physical keys, see chord.ts. */
  chord: string;
  /** Whose names to show; this machine's unless told. */
  platform?: Platform;
}

/** A chord drawn as key caps. Hidden from readers: the control itself says its keys in `aria-keyshortcuts`. */
export const Kbd = ({ chord, platform = thisPlatform() }: KbdProps) => {
  const caps = chordCaps(chord, platform, useKeyboardLayout());
  return (
    <span className="kbd-set" aria-hidden>
      {caps.map((cap) => (
        <kbd key={cap} className="kbd">
          {cap}
        </kbd>
      ))}
    </span>
  );
};
