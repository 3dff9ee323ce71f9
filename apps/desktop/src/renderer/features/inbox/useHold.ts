import { useCallback, useEffect, useRef, useState } from 'react';

import { HOLD_MS } from './holdOrder.ts';

export interface Hold {
  /** Somebody is working in the list: rows must stay where they are. */
  readonly held: boolean;
  /** To be called for every movement of pointer, wheel or keys in the list. */
  readonly touch: () => void;
}

/** Holds from the first touch until {@link HOLD_MS} after the last. */
export function useHold(): Hold {
  const [held, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const touch = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setHeld(false), HOLD_MS);
    setHeld(true);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  return { held, touch };
}
