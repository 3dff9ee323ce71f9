/**
 * Whether somebody is signed in, as far as main must know: who the pages may talk to, whether links may open, whether quitting asks.
 *
 * The token says to whom the pages may talk. The page says when it listens: the presence it gives the tray is other than
 * `signedOut` only while the desk is on the screen.
 */
import type { TrayPresence } from '../bridge/desktopApi.ts';

export interface SignedInParts {
  /** The desk is on the screen and listens, or no longer. */
  readonly changed: (listening: boolean) => void;
  /** The person has signed out: the next sign-in may go to any server, so the page begins anew under a policy that lets it. */
  readonly beginAnew: () => void;
}

export class SignedIn {
  readonly #parts: SignedInParts;
  #listening = false;
  #cleared = false;

  constructor(parts: SignedInParts) {
    this.#parts = parts;
  }

  /** The desk is on the screen. */
  get listening(): boolean {
    return this.#listening;
  }

  /** The page has thrown its token away. Before it shows itself signed out, it was the person who did it; after, the server. */
  tokenCleared(): void {
    this.#cleared = this.#listening;
  }

  pageSays(presence: TrayPresence): void {
    const listening = presence !== 'signedOut';
    this.#set(listening);
    if (listening || !this.#cleared) return;
    this.#cleared = false;
    this.#parts.beginAnew();
  }

  /** The page is gone or loads anew. */
  pageLeft(): void {
    this.#set(false);
  }

  #set(listening: boolean): void {
    if (listening === this.#listening) return;
    this.#listening = listening;
    this.#parts.changed(listening);
  }
}
