import type { CustomerDoor } from '../application/customerDoor.ts';
import type { Delay } from '../application/liveTyping.ts';
import type { Visitor } from './liveChatVisitor.ts';

/** A page that is reloaded is gone for a moment; only who stays away this long is told to be away. */
const RELOAD_MS = 3_000;

type Who = Pick<Visitor, 'customerId' | 'channelId'>;

export interface VisitorPresence {
  arrived(who: Who, socketId: string): void;
  left(who: Who, socketId: string): void;
  /** From now on nothing is told: the server goes, the customers do not. */
  freeze(): void;
}

/** Tells the engine when the first page of a customer with a conversation came, and when the last one stayed away. */
export function createVisitorPresence(door: CustomerDoor, delay: Delay): VisitorPresence {
  const pages = new Map<string, Set<string>>();
  const leaving = new Map<string, () => void>();
  let frozen = false;

  const tell = (who: Who, type: 'customer.connected' | 'customer.disconnected'): void => {
    if (!frozen && door.hasConversation(who)) void door.submit(who, { type });
  };

  // While it was closed nobody was told of pages; whoever takes it up is told how it is.
  const stop = door.onTakenUp((who) => {
    const key = `${who.customerId} ${who.channelId}`;
    tell(who, pages.has(key) || leaving.has(key) ? 'customer.connected' : 'customer.disconnected');
  });

  return {
    arrived(who, socketId) {
      const key = `${who.customerId} ${who.channelId}`;
      const set = pages.get(key) ?? new Set();
      const first = set.size === 0;
      pages.set(key, set.add(socketId));
      const stillThere = leaving.get(key);
      leaving.delete(key);
      if (stillThere !== undefined) stillThere();
      else if (first) tell(who, 'customer.connected');
    },
    left(who, socketId) {
      const key = `${who.customerId} ${who.channelId}`;
      const set = pages.get(key);
      if (set?.delete(socketId) !== true || set.size > 0) return;
      pages.delete(key);
      const cancel = delay(() => {
        leaving.delete(key);
        tell(who, 'customer.disconnected');
      }, RELOAD_MS);
      leaving.set(key, cancel);
    },
    freeze() {
      frozen = true;
      stop();
      for (const cancel of leaving.values()) cancel();
      leaving.clear();
    },
  };
}
