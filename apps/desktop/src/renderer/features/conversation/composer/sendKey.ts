export interface SendKeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** An input method is still composing: Enter chooses its word. */
  readonly isComposing: boolean;
}

/**
 * Whether a key press sends. With `enter`: Enter alone (Shift+Enter is a new line), and Mod+Enter too. With `modEnter`:
 * only Mod+Enter. Mod+Shift+Enter belongs to "send and next".
 */
export function sendsOn(press: SendKeyPress, sendWith: 'enter' | 'modEnter'): boolean {
  if (press.key !== 'Enter' || press.isComposing || press.shiftKey || press.altKey) return false;
  return sendWith === 'enter' || press.ctrlKey || press.metaKey;
}
