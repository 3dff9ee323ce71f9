/**
 * No silent quit while the person owns conversations (desk, section 2.9): the page is asked, lists them, and answers.
 *
 *   open ──quit wanted──▶ asking ──answer: no──▶ open
 *                            ├────answer: yes─▶ leaving
 *                            └─not heard in 5 s─▶ leaving
 *   open ──quit wanted, no page to ask──▶ leaving
 *
 * The question may stay on the screen for as long as the person likes; a page that hangs does not even hear it, and must not keep
 * the app alive.
 */
export const HEARD_WITHIN_MS = 5_000;

export interface QuitParts {
  /** Shows the question. */
  readonly ask: () => void;
  /** Ends the app, and comes back to {@link QuitGuard.wantsToQuit}. */
  readonly quit: () => void;
  /** Ends the app without a word to its pages: one that hangs would not even let its window be closed. */
  readonly exit: () => void;
  /** Calls back after so many milliseconds; the returned function calls it off. */
  readonly after: (ms: number, act: () => void) => () => void;
}

export class QuitGuard {
  readonly #parts: QuitParts;
  #state: 'open' | 'asking' | 'leaving' = 'open';
  #stopWaiting = (): void => undefined;

  constructor(parts: QuitParts) {
    this.#parts = parts;
  }

  get leaving(): boolean {
    return this.#state === 'leaving';
  }

  /**
   * Somebody wants to quit. True when the app may end now; false when the page was asked and its answer is awaited. Wanting it again
   * brings the question to the front again.
   *
   * @param canAsk somebody is signed in, and the page answers to the system
   */
  wantsToQuit(canAsk: boolean): boolean {
    this.#stopWaiting();
    if (this.#state === 'leaving' || !canAsk) {
      this.#state = 'leaving';
      return true;
    }
    this.#state = 'asking';
    this.#parts.ask();
    this.#stopWaiting = this.#parts.after(HEARD_WITHIN_MS, () => {
      this.#state = 'leaving';
      this.#parts.exit();
    });
    return false;
  }

  /** The page has heard the question and shows it: from now on the person takes their time. */
  heard(): void {
    this.#stopWaiting();
  }

  /** The page's answer. One that nobody asked for does nothing. */
  answer(quit: boolean): void {
    this.#stopWaiting();
    if (this.#state !== 'asking') return;
    this.#state = quit ? 'leaving' : 'open';
    if (quit) this.#parts.quit();
  }

  /** The system shuts down or an update is put in place: there is nobody to ask. */
  leave(): void {
    this.#stopWaiting();
    this.#state = 'leaving';
  }
}
