/**
 * Windows of single conversations (desk, section 2.9, "Pop-out"): where the next one opens, that its place is remembered, and whether
 * it stays above the others. The desk opens them with `window.open` and draws into them.
 */
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';

import { INTERACTION_SIZES, interactionWindow, type WindowKind } from './windowOptions.ts';
import { type Area, type DisplayFacts, placeWindow, rememberPlace, type WindowPlaces } from './windowState.ts';

/** Pixels by which the next window is moved away from those that are open, so that none hides another. */
const STEP = 28;

export interface PopOutParts {
  readonly kind: () => WindowKind;
  /** The one of the desk first; at least one. */
  readonly displays: () => readonly DisplayFacts[];
  readonly displayAt: (bounds: Area) => DisplayFacts;
  readonly places: () => WindowPlaces;
  readonly keep: (places: WindowPlaces) => void;
}

export class PopOutWindows {
  readonly #parts: PopOutParts;
  readonly #open = new Map<string, BrowserWindow>();

  constructor(parts: PopOutParts) {
    this.#parts = parts;
  }

  /** How the next one is made: where and as large as the last one was. */
  options(): BrowserWindowConstructorOptions {
    const { kind, places, displays } = this.#parts;
    const { bounds } = placeWindow(places(), displays(), INTERACTION_SIZES, this.#open.size * STEP);
    return interactionWindow(kind(), bounds);
  }

  /** One was made. `frameName`: `interaction-<id>`, judged before. */
  opened(window: BrowserWindow, frameName: string): void {
    const id = frameName.replace(/^interaction-/, '');
    this.#open.set(id, window);
    const remember = (): void => {
      const { places, keep, displayAt } = this.#parts;
      const bounds = window.getNormalBounds();
      keep(rememberPlace(places(), displayAt(bounds).id, bounds, false));
    };
    window.on('moved', remember).on('resized', remember).on('close', remember);
    window.on('closed', () => {
      if (this.#open.get(id) === window) this.#open.delete(id);
    });
  }

  /** Above all other windows, or no longer. True when it is; false where there is no such window. */
  pin(interactionId: string, on: boolean): boolean {
    const window = this.#open.get(interactionId);
    if (window === undefined) return false;
    window.setAlwaysOnTop(on, 'floating');
    return window.isAlwaysOnTop();
  }
}
