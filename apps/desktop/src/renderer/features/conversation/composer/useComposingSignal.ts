import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useEffect, useMemo } from 'react';

import { signalComposing, signalTyping } from '../../../connection/connection.ts';
import type { ComposerMode } from '../../../ui/conversation/ComposerShell.tsx';
import { steadyNow } from '../../../workspace/clock.ts';
import { typingSignal } from './typingSignal.ts';

export interface ComposingSignal {
  /** The text of a reply or a note changed and is not empty. */
  readonly keyed: (kind: ComposerMode) => void;
  /** It was sent, emptied or left. */
  readonly stopped: () => void;
}

const later = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/**
 * Tells the customer that the agent types a reply [42] and colleagues who have the conversation open that a reply or a
 * note is being written. A note is never told to the customer. Ends by itself when the thread is left.
 */
export function useComposingSignal(id: InteractionId): ComposingSignal {
  const signal = useMemo(() => composingSignal(id), [id]);
  useEffect(() => () => signal.stopped(), [signal]);
  return signal;
}

function composingSignal(id: InteractionId): ComposingSignal {
  const toCustomer = typingSignal({ now: steadyNow, send: (typing) => signalTyping(id, typing), later });
  let written: ComposerMode = 'reply';
  const toColleagues = typingSignal({
    now: steadyNow,
    send: (typing) => signalComposing(id, typing ? written : null),
    later,
  });
  const stopped = (): void => {
    toCustomer.stopped();
    toColleagues.stopped();
  };
  const keyed = (kind: ComposerMode): void => {
    if (kind !== written) stopped();
    written = kind;
    if (kind === 'reply') toCustomer.keyed();
    toColleagues.keyed();
  };
  return { keyed, stopped };
}
