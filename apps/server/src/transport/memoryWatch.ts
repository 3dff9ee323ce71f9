import { constants, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, getHeapStatistics } from 'node:v8';
import { SECOND } from '@ringdesk/shared/model/time.ts';

import type { EventLog } from '../application/ports/journal.ts';

/** With more than this share of the heap alive after a whole collection, there is not enough for everybody. */
export const TIGHT_SHARE = 0.75;
/** So long after it was last found tight; then the next collection tells anew. */
export const TIGHT_MS = 30 * SECOND;
/** What the limit of V8 counts beside the old generation: three semi-spaces of 32 MB. */
const YOUNG_BYTES = 96 * 1024 * 1024;

export interface MemoryWatchParts {
  readonly log: EventLog;
  /** Milliseconds that only grow. */
  readonly monotonic: () => number;
  /** Lets go of who can come back later. */
  readonly shed: () => void;
}

/** Judges what collections leave alive; apart from them, so that a test needs none. */
export class MemoryWatch {
  readonly #parts: MemoryWatchParts;
  #tightUntil = -Infinity;

  constructor(parts: MemoryWatchParts) {
    this.#parts = parts;
  }

  /** A whole collection left this share alive. Where that is too much, those who can come back later are let go. */
  collected(share: number): void {
    if (share < TIGHT_SHARE) return;
    const began = !this.isTight();
    this.#tightUntil = this.#parts.monotonic() + TIGHT_MS;
    if (began) this.#parts.log.warn({ percent: Math.round(share * 100) }, 'memory is tight: no new visitors');
    this.#parts.shed();
  }

  isTight(): boolean {
    return this.#parts.monotonic() < this.#tightUntil;
  }
}

/** Share of the old generation that is in use, of what V8 lets it have. */
function usedShare(): number {
  const used = getHeapSpaceStatistics()
    .filter(({ space_name: name }) => !name.startsWith('new_') && !name.startsWith('read_only'))
    .reduce((sum, space) => sum + space.space_used_size, 0);
  const limit = getHeapStatistics().heap_size_limit;
  return used / Math.max(limit - YOUNG_BYTES, limit / 4);
}

/**
 * Watches the heap of this process: right after a whole collection what is in use is what is alive. A server that runs out of
 * memory is killed, with everybody in it; one that turns new visitors away in time goes on for those it has.
 */
export function watchMemory(parts: MemoryWatchParts): { readonly isTight: () => boolean; readonly stop: () => void } {
  const watch = new MemoryWatch(parts);
  // Entries of collections carry a detail, which the types of Node leave out.
  const isWhole = (entry: PerformanceEntry & { readonly detail?: { readonly kind?: number } }): boolean =>
    entry.detail?.kind === constants.NODE_PERFORMANCE_GC_MAJOR;
  const observer = new PerformanceObserver((list) => {
    if (list.getEntries().some(isWhole)) watch.collected(usedShare());
  });
  observer.observe({ entryTypes: ['gc'] });
  return { isTight: () => watch.isTight(), stop: () => observer.disconnect() };
}
