import { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { z } from 'zod';

import { lookedAt, watchAttention } from '../../workspace/attention.ts';

const Looking = z.object({ window: z.string().max(40), open: InteractionId.nullable() });

export interface OtherWindows {
  /** Interactions which another window of mine on this device has open with the focus. */
  open(): ReadonlySet<InteractionId>;
  stop(): void;
}

/** Windows of one person on one device tell each other what is being looked at, so that only one of them ticks. */
export function watchOtherWindows(): OtherWindows {
  const channel = new BroadcastChannel('ringdesk-looking');
  const own = crypto.randomUUID();
  const others = new Map<string, InteractionId>();
  const tell = (): void => channel.postMessage({ window: own, open: lookedAt() ?? null });
  const hear = (event: MessageEvent<unknown>): void => {
    const looking = Looking.safeParse(event.data);
    if (!looking.success) return;
    if (looking.data.open === null) others.delete(looking.data.window);
    else others.set(looking.data.window, looking.data.open);
  };
  channel.addEventListener('message', hear);
  const end = watchAttention(tell);
  tell();
  return {
    open: () => new Set(others.values()),
    stop: () => {
      end();
      channel.postMessage({ window: own, open: null });
      channel.close();
    },
  };
}
