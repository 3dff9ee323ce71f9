/** Runs `run` after `ms`; answers how to cancel it. Passed in, so that a test can let time pass. */
export type Delay = (run: () => void, ms: number) => () => void;

/** What one simulated person still means to do. One plan per key: a new one replaces the old. */
export class Plans {
  readonly #delay: Delay;
  readonly #cancels = new Map<string, () => void>();

  constructor(delay: Delay) {
    this.#delay = delay;
  }

  set(key: string, ms: number, run: () => void): void {
    this.drop(key);
    this.#cancels.set(
      key,
      this.#delay(() => {
        this.#cancels.delete(key);
        run();
      }, ms),
    );
  }

  has(key: string): boolean {
    return this.#cancels.has(key);
  }

  drop(key: string): void {
    this.#cancels.get(key)?.();
    this.#cancels.delete(key);
  }

  dropAll(): void {
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }
}
