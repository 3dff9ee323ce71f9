/** How much of something is allowed: `burst` at once, refilled at `perSecond`. */
export interface Allowance {
  readonly perSecond: number;
  readonly burst: number;
}

/** One bucket: 16 bytes of state, no timer. Time is milliseconds of any clock that only grows, passed in. */
export class TokenBucket {
  readonly #allowance: Allowance;
  #tokens: number;
  #at: number;

  constructor(allowance: Allowance, now: number) {
    this.#allowance = allowance;
    this.#tokens = allowance.burst;
    this.#at = now;
  }

  /** 0 when `amount` was taken (never more than the burst); else the milliseconds after which it will be there. */
  take(now: number, amount = 1): number {
    this.#refill(now);
    if (this.#tokens >= amount) {
      this.#tokens -= amount;
      return 0;
    }
    return Math.ceil(((amount - this.#tokens) / this.#allowance.perSecond) * 1_000);
  }

  isFull(now: number): boolean {
    this.#refill(now);
    return this.#tokens >= this.#allowance.burst;
  }

  #refill(now: number): void {
    const { perSecond, burst } = this.#allowance;
    const elapsed = Math.max(0, now - this.#at);
    this.#tokens = Math.min(burst, this.#tokens + (elapsed / 1_000) * perSecond);
    this.#at = Math.max(this.#at, now);
  }
}

/**
 * One bucket per key (an address, a visitor). Full buckets are forgotten when there are many, and never more than
 * `maxKeys` are kept: a flood of keys costs bounded memory, the oldest are dropped first.
 */
export class TokenBuckets {
  readonly #allowance: Allowance;
  readonly #maxKeys: number;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(allowance: Allowance, maxKeys = 20_000) {
    this.#allowance = allowance;
    this.#maxKeys = maxKeys;
  }

  /** As {@link TokenBucket.take}, for the key's bucket. */
  take(key: string, now: number, amount = 1): number {
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      if (this.#buckets.size >= this.#maxKeys) this.#forget(now);
      bucket = new TokenBucket(this.#allowance, now);
      this.#buckets.set(key, bucket);
    }
    return bucket.take(now, amount);
  }

  get size(): number {
    return this.#buckets.size;
  }

  /** Makes room for a tenth, so that a flood of keys looks through all of them once in a while and not every time. */
  #forget(now: number): void {
    for (const [key, bucket] of this.#buckets) if (bucket.isFull(now)) this.#buckets.delete(key);
    for (const key of this.#buckets.keys()) {
      if (this.#buckets.size <= this.#maxKeys * 0.9) return;
      this.#buckets.delete(key);
    }
  }
}
