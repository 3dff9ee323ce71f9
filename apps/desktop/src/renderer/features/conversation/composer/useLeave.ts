import { type KeyboardEvent, type RefObject, useState } from 'react';

import { useCommandKey } from '../../../app/registry.ts';
import { useText } from '../../../text/text.ts';
import { chordCaps, thisPlatform } from '../../../ui/actions/chord.ts';
import { useKeyboardLayout } from '../../../ui/actions/keyboardLayout.ts';
import { announce } from '../../../ui/feedback/liveRegionStore.ts';
import { usePreferences } from '../../../workspace/hooks.ts';

export interface Leave {
  /** Escape takes the caret out of the text, to the messages; true when the key was for it. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  readonly onFocus: () => void;
  /** What the keys do now that the caret is out, and which brings it back; undefined while it is in. */
  readonly hint: string | undefined;
}

/**
 * The caret always stands in the composer, where keys of one character write: Escape leaves it and says so, and they
 * work (desk 2.11).
 *
 * @param back the command whose key brings the caret back
 */
export function useLeave(
  area: RefObject<HTMLTextAreaElement | null>,
  back: 'conversation.reply' | 'conversation.note',
): Leave {
  const t = useText('conversation');
  const { singleKeys } = usePreferences();
  const chord = useCommandKey(back);
  const layout = useKeyboardLayout();
  const [left, setLeft] = useState(false);
  const words =
    singleKeys && chord !== undefined
      ? t('composer.left', { key: chordCaps(chord, thisPlatform(), layout).join('+') })
      : undefined;
  return {
    onKey: (event) => {
      if (event.key !== 'Escape' || event.nativeEvent.isComposing) return false;
      event.preventDefault();
      const messages = area.current?.closest('.convo')?.querySelector<HTMLElement>('[role="log"]');
      if (messages === null || messages === undefined) area.current?.blur();
      else messages.focus();
      setLeft(true);
      if (words !== undefined) announce(words);
      return true;
    },
    onFocus: () => setLeft(false),
    hint: left ? words : undefined,
  };
}
