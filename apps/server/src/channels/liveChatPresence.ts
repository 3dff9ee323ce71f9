import type { CustomerDoor } from '../application/customerDoor.ts';
import type { Delay } from '../application/liveTyping.ts';
import type { Visitor } from './liveChatVisitor.ts';

/** A page that is reloaded is gone for a moment; only who stays away this long is told to be away. */
const RELOAD_MS = 3_000;

type Who = Pick<Visitor, 'customerId' | 'channelId'>;
const keyOf = ({ customerId, channelId }: Who): string => `${customerId} ${channelId}`;

export interface VisitorPresence {
  arrived(who: Who, socketId: string): void;
  left(who: Who, socketId: string): void;
  /** From now on nothing is told: the server goes, the customers do not. */
  freeze(): void;
}

/**
 * Tells the engine when the first page of a customer with a conversation came, and when the last one stayed away. What could
 * not be told while the disk was full is told, as it is by then, as soon as the engine writes again.
 */
export function createVisitorPresence(
  door: Pick<CustomerDoor, 'submit' | 'hasConversation' | 'onTakenUp' | 'onWritingAgain'>,
  delay: Delay,
): VisitorPresence {
  const pages = new Map<string, Set<string>>();
  const leaving = new Map<string, () => void>();
  /** Who came or went while nothing could be written. */
  const untold = new Map<string, Who>();
  let frozen = false;

  const tell = async (who: Who): Promise<void> => {
    const key = keyOf(who);
    untold.delete(key);
    if (frozen || !door.hasConversation(who)) return;
    const here = pages.has(key) || leaving.has(key);
    const reply = await door.submit(who, { type: here ? 'customer.connected' : 'customer.disconnected' });
    if (!reply.ok && reply.error.code === 'storageFull') untold.set(key, who);
  };

  const stops = [
    // While it was closed nobody was told of pages; whoever takes it up is told how it is.
    door.onTakenUp((who) => void tell(who)),
    door.onWritingAgain(() => {
      for (const who of untold.values()) void tell(who);
    }),
  ];

  return {
    arrived(who, socketId) {
      const key = keyOf(who);
      const set = pages.get(key) ?? new Set();
      const first = set.size === 0;
      pages.set(key, set.add(socketId));
      const stillThere = leaving.get(key);
      leaving.delete(key);
      if (stillThere !== undefined) stillThere();
      else if (first) void tell(who);
    },
    left(who, socketId) {
      const key = keyOf(who);
      const set = pages.get(key);
      if (set?.delete(socketId) !== true || set.size > 0) return;
      pages.delete(key);
      const cancel = delay(() => {
        leaving.delete(key);
        void tell(who);
      }, RELOAD_MS);
      leaving.set(key, cancel);
    },
    freeze() {
      frozen = true;
      for (const stop of stops) stop();
      for (const cancel of leaving.values()) cancel();
      leaving.clear();
    },
  };
}
