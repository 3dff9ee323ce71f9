/** Hellos answered in one turn of the loop: after a restart everybody says hello at once (reliability, section 4). */
export const HELLOS_PER_SLICE = 50;

/**
 * Lets so many through in one turn of the loop and keeps the others, in their order, for the next ones: between two slices
 * the engine, the alarm and whoever is at work get their turn.
 */
export class HelloSlices {
  readonly #perSlice: number;
  readonly #nextTurn: (run: () => void) => void;
  readonly #waiting: (() => void)[] = [];
  #left: number;
  #armed = false;

  constructor(
    perSlice: number = HELLOS_PER_SLICE,
    nextTurn: (run: () => void) => void = (run) => void setImmediate(run),
  ) {
    this.#perSlice = perSlice;
    this.#left = perSlice;
    this.#nextTurn = nextTurn;
  }

  /** Resolves when it is this one's turn. */
  turn(): Promise<void> {
    this.#arm();
    if (this.#left > 0 && this.#waiting.length === 0) {
      this.#left -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    this.#nextTurn(() => {
      this.#armed = false;
      const now = this.#waiting.splice(0, this.#perSlice);
      this.#left = this.#perSlice - now.length;
      for (const go of now) go();
      if (this.#waiting.length > 0) this.#arm();
    });
  }
}
