import type { OfferId } from '@ringdesk/shared/model/ids.ts';
import { useEffect } from 'react';

import { appInfo } from '../../connection/desktop.ts';
import { offerDisplayed } from '../../connection/offerSeen.ts';

/** The card counts as displayed once it was painted on a page that can be seen, or stands in the offer window above all others. */
export function useDisplayed(id: OfferId): void {
  useEffect(() => {
    if (appInfo().can.offerWindow) {
      offerDisplayed(id);
      return undefined;
    }
    let frame = 0;
    const look = (): void => {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', look);
      // Frames are drawn only where somebody can see them; the second begins when the first is on the screen.
      frame = requestAnimationFrame(() => (frame = requestAnimationFrame(() => offerDisplayed(id))));
    };
    document.addEventListener('visibilitychange', look);
    look();
    return () => {
      document.removeEventListener('visibilitychange', look);
      cancelAnimationFrame(frame);
    };
  }, [id]);
}
