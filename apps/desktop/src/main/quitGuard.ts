/**
 * No silent quit while the person owns conversations (desk, section 2.9): the page is asked, lists them, and answers.
 *
 *   open ──quit wanted──▶ asking ──answer: no──▶ open
 *                            └────answer: yes─▶ leaving
 *   open ──quit wanted, no page to ask──▶ leaving
 */
export class QuitGuard {
  readonly #parts: { readonly ask: () => void; readonly quit: () => void };
  #state: 'open' | 'asking' | 'leaving' = 'open';

  /** @param parts `ask` shows the question, `quit` ends the app (and comes back to {@link wantsToQuit}) */
  constructor(parts: { readonly ask: () => void; readonly quit: () => void }) {
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
    if (this.#state === 'leaving' || !canAsk) {
      this.#state = 'leaving';
      return true;
    }
    this.#state = 'asking';
    this.#parts.ask();
    return false;
  }

  /** The page's answer. One that nobody asked for does nothing. */
  answer(quit: boolean): void {
    if (this.#state !== 'asking') return;
    this.#state = quit ? 'leaving' : 'open';
    if (quit) this.#parts.quit();
  }

  /** The system shuts down or an update is put in place: there is nobody to ask. */
  leave(): void {
    this.#state = 'leaving';
  }
}
