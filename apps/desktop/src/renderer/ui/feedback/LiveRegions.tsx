import { useSyncExternalStore } from 'react';

import { lastSpoken, subscribeToSpeech } from './liveRegionStore.ts';

/** The two live regions, polite and assertive. Mounted once at start and never removed; `announce()` speaks. */
export const LiveRegions = () => {
  const { polite, assertive } = useSyncExternalStore(subscribeToSpeech, lastSpoken);
  return (
    <>
      <div role="status" aria-live="polite" className="sr-text top-0">
        <span key={polite.turn}>{polite.text}</span>
      </div>
      <div role="alert" aria-live="assertive" className="sr-text top-0">
        <span key={assertive.turn}>{assertive.text}</span>
      </div>
    </>
  );
};
