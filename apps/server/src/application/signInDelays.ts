import { DAY, MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';

/** Failures of one address book entry that cost nothing. */
const FREE_FAILURES = 5;
const LONGEST_DELAY = 15 * MINUTE;
/** Failures from one network within this window before it has to wait, whatever accounts it tries. */
const NETWORK_FAILURES = 20;
const NETWORK_WINDOW = 15 * MINUTE;
const MAX_KEYS = 20_000;
/** So long a network is remembered as one where a person signs in. */
const KNOWN_LASTS = 30 * DAY;

interface Failures {
  count: number;
  retryAt: number;
  /** Forgotten after this, so that memory is bounded. */
  staleAt: number;
}

/**
 * Growing delays on failed sign-ins: per account 1 s, 2 s, 4 s … 15 min from the fifth failure on, never a hard lock
 * (that would let strangers shut people out); per network 20 failures in 15 minutes. Kept by the address that was
 * typed, whether or not there is such an account, so that the delay tells nothing. Where a person has signed in before,
 * only failures from there delay them: whoever guesses from elsewhere, again each time the delay is over, keeps them out of
 * nothing.
 */
export class SignInDelays {
  readonly #accounts = new Map<string, Failures>();
  readonly #networks = new Map<string, Failures>();
  /** Failures of an account from a network where its person has signed in. */
  readonly #known = new Map<string, Failures>();
  /** Attempts whose password is being checked, by what the failure would count for. */
  readonly #checking = new Map<string, number>();

  /** When the next attempt is allowed; undefined: now. */
  retryAt(email: string, network: string, now: number): number | undefined {
    const account = this.#ofPair(email, network, now) ?? this.#accounts.get(email);
    const address = this.#networks.get(network)?.retryAt ?? 0;
    // Guesses at the same time count as if each had failed already: else many would go for one delay.
    const others = this.#checking.get(this.#keyOf(email, network, now)) ?? 0;
    const crowded = others > 0 && others + (account?.count ?? 0) >= FREE_FAILURES ? now + SECOND : 0;
    const later = Math.max(account?.retryAt ?? 0, address, crowded);
    return later > now ? later : undefined;
  }

  /** A password is being checked, until what is returned is called. */
  checking(email: string, network: string, now: number): () => void {
    const key = this.#keyOf(email, network, now);
    this.#checking.set(key, (this.#checking.get(key) ?? 0) + 1);
    return () => {
      const left = (this.#checking.get(key) ?? 1) - 1;
      if (left > 0) this.#checking.set(key, left);
      else this.#checking.delete(key);
    };
  }

  #ofPair(email: string, network: string, now: number): Failures | undefined {
    const known = this.#known.get(pairOf(email, network));
    return known !== undefined && known.staleAt > now ? known : undefined;
  }

  #keyOf(email: string, network: string, now: number): string {
    return this.#ofPair(email, network, now) === undefined ? email : pairOf(email, network);
  }

  /** Counts a failure and answers when the next attempt is allowed, if not at once. */
  failed(email: string, network: string, now: number): number | undefined {
    const pair = this.#ofPair(email, network, now);
    const account = pair ?? fresh(this.#accounts, email, now, LONGEST_DELAY * 2);
    account.count += 1;
    if (account.count >= FREE_FAILURES) {
      account.retryAt = now + Math.min(LONGEST_DELAY, SECOND * 2 ** Math.min(20, account.count - FREE_FAILURES));
    }
    if (pair === undefined) account.staleAt = now + LONGEST_DELAY * 2;
    const address = fresh(this.#networks, network, now, NETWORK_WINDOW);
    address.count += 1;
    if (address.count >= NETWORK_FAILURES) address.retryAt = address.staleAt;
    return this.retryAt(email, network, now);
  }

  /**
   * A success forgets the account's failures, where it is known only those from there; the network's stay, else one own
   * account would launder the guessing.
   */
  succeeded(email: string, network: string, now: number): void {
    if (this.#ofPair(email, network, now) === undefined) this.#accounts.delete(email);
    const pair = pairOf(email, network);
    this.#known.delete(pair);
    fresh(this.#known, pair, now, KNOWN_LASTS);
  }
}

/** No address has a space in it. */
const pairOf = (email: string, network: string): string => `${email} ${network}`;

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
