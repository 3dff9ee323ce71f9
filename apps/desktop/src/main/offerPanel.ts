/**
 * The always-on-top offer window (desk, sections 0 and 2.2): there while something rings and the desk is not in front, on the display
 * with the pointer, never with the focus.
 */
import type { OffersShown } from '../bridge/desktopApi.ts';
import { OFFER_SIZE } from './windowOptions.ts';
import { type Area, placeOffer } from './windowState.ts';

/** What of a window is needed here. */
export interface PanelWindow {
  readonly isVisible: () => boolean;
  readonly showInactive: () => void;
  readonly hide: () => void;
  readonly setPosition: (x: number, y: number) => void;
}

export interface PanelParts {
  /** Made at the first offer, hidden and with its page loading; undefined while the app ends. */
  readonly window: () => PanelWindow | undefined;
  /** Tells the window's page. */
  readonly tell: (shown: OffersShown) => void;
  /** Work area of the display with the pointer. */
  readonly workArea: () => Area;
  readonly platform: NodeJS.Platform;
}

export class OfferPanel {
  readonly #parts: PanelParts;
  #window: PanelWindow | undefined;
  #shown: OffersShown | undefined;
  #deskInFront = false;

  constructor(parts: PanelParts) {
    this.#parts = parts;
  }

  /** What the page of the panel is to show; undefined before the first offer. */
  get shown(): OffersShown | undefined {
    return this.#shown;
  }

  show(shown: OffersShown): void {
    this.#shown = shown;
    if (shown.cards.length > 0) this.#window ??= this.#parts.window();
    if (this.#window !== undefined) this.#parts.tell(shown);
    this.#arrange();
  }

  /** The desk shows the same offer itself while it is in front. */
  setDeskInFront(inFront: boolean): void {
    this.#deskInFront = inFront;
    this.#arrange();
  }

  /** The page is gone or signed out: what it said holds no longer. */
  clear(): void {
    if (this.#shown !== undefined) this.show({ ...this.#shown, cards: [], more: 0 });
  }

  /** The window is no more; the next offer makes another. */
  windowClosed(): void {
    this.#window = undefined;
  }

  #arrange(): void {
    const window = this.#window;
    if (window === undefined) return;
    const wanted = (this.#shown?.cards.length ?? 0) > 0 && !this.#deskInFront;
    if (!wanted) return window.hide();
    if (window.isVisible()) return;
    const { x, y } = placeOffer(this.#parts.workArea(), OFFER_SIZE, this.#parts.platform);
    window.setPosition(x, y);
    window.showInactive();
  }
}
