/**
 * How wide the person made the list and the customer panel, and whether the panel is put away. A matter of this screen, not of the account: kept on the
 * device. The frame takes the widths as its `columns`, so that list, panel and offers follow together.
 */
import { useSyncExternalStore } from 'react';

export const LEAST_WIDTH = 280;
export const MOST_WIDTH = 400;

type Column = 'list' | 'panel';
const keyOf = (column: Column): string => `ringdesk.width.${column}`;
const listeners = new Set<() => void>();

function kept(column: Column): number | undefined {
  const width = Number(window.localStorage.getItem(keyOf(column)) ?? Number.NaN);
  return width >= LEAST_WIDTH && width <= MOST_WIDTH ? width : undefined;
}

/** Pixels; undefined: the design's width. */
export function setColumnWidth(column: Column, width: number | undefined): void {
  if (width === undefined) window.localStorage.removeItem(keyOf(column));
  else window.localStorage.setItem(keyOf(column), String(width));
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const PANEL_AWAY = 'ringdesk.panelAway';

/** Whether the customer panel is put away where there is room for it; as a drawer it opens and closes by itself. */
export function setPanelAway(away: boolean): void {
  if (away) window.localStorage.setItem(PANEL_AWAY, '1');
  else window.localStorage.removeItem(PANEL_AWAY);
  for (const listener of listeners) listener();
}

export function usePanelAway(): boolean {
  return useSyncExternalStore(subscribe, () => window.localStorage.getItem(PANEL_AWAY) !== null);
}

/** Undefined: the design's width. */
export function useColumnWidth(column: Column): number | undefined {
  return useSyncExternalStore(subscribe, () => kept(column));
}
