import { MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';

/** Failures of one address book entry that cost nothing. */
const FREE_FAILURES = 5;
const LONGEST_DELAY = 15 * MINUTE;
/** Failures from one network within this window before it has to wait, whatever accounts it tries. */
const NETWORK_FAILURES = 20;
const NETWORK_WINDOW = 15 * MINUTE;
const MAX_KEYS = 20_000;

interface Failures {
  count: number;
  retryAt: number;
  /** Forgotten after this, so that memory is bounded. */
  staleAt: number;
}

/**
 * Growing delays on failed sign-ins: per account 1 s, 2 s, 4 s … 15 min from the fifth failure on, never a hard lock
 * (that would let strangers shut people out); per network 20 failures in 15 minutes. Kept by the address that was
 * typed, whether or not there is such an account, so that the delay tells nothing.
 */
export class SignInDelays {
  readonly #accounts = new Map<string, Failures>();
  readonly #networks = new Map<string, Failures>();

  /** When the next attempt is allowed; undefined: now. */
  retryAt(email: string, network: string, now: number): number | undefined {
    const account = this.#accounts.get(email)?.retryAt ?? 0;
    const address = this.#networks.get(network)?.retryAt ?? 0;
    const later = Math.max(account, address);
    return later > now ? later : undefined;
  }

  /** Counts a failure and answers when the next attempt is allowed, if not at once. */
  failed(email: string, network: string, now: number): number | undefined {
    const account = fresh(this.#accounts, email, now, LONGEST_DELAY * 2);
    account.count += 1;
    if (account.count >= FREE_FAILURES) {
      account.retryAt = now + Math.min(LONGEST_DELAY, SECOND * 2 ** Math.min(20, account.count - FREE_FAILURES));
    }
    account.staleAt = now + LONGEST_DELAY * 2;
    const address = fresh(this.#networks, network, now, NETWORK_WINDOW);
    address.count += 1;
    if (address.count >= NETWORK_FAILURES) address.retryAt = address.staleAt;
    return this.retryAt(email, network, now);
  }

  /** A success forgets the account's failures; the network's stay, else one own account would launder the guessing. */
  succeeded(email: string): void {
    this.#accounts.delete(email);
  }
}

function fresh(map: Map<string, Failures>, key: string, now: number, keep: number): Failures {
  const known = map.get(key);
  if (known !== undefined && known.staleAt > now) return known;
  if (map.size >= MAX_KEYS) forget(map, now);
  const made = { count: 0, retryAt: 0, staleAt: now + keep };
  map.set(key, made);
  return made;
}

function forget(map: Map<string, Failures>, now: number): void {
  for (const [key, failures] of map) if (failures.staleAt <= now) map.delete(key);
  for (const key of map.keys()) {
    if (map.size < MAX_KEYS) return;
    map.delete(key);
  }
}
