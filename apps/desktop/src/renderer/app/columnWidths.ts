/**
 * How wide the person made the list and the customer panel. A matter of this screen, not of the account: kept on the
 * device, and set as the design's own variables on the page so that offers, list and panel follow together.
 */
import { useSyncExternalStore } from 'react';

export const LEAST_WIDTH = 280;
export const MOST_WIDTH = 400;

type Column = 'list' | 'panel';
const variables: Readonly<Record<Column, string>> = { list: '--list-w', panel: '--panel-w' };
const keyOf = (column: Column): string => `ringdesk.width.${column}`;
const listeners = new Set<() => void>();

function kept(column: Column): number | undefined {
  const width = Number(window.localStorage.getItem(keyOf(column)) ?? Number.NaN);
  return width >= LEAST_WIDTH && width <= MOST_WIDTH ? width : undefined;
}

/** Sets both columns as they were left; called once before the desk is drawn. */
export function applyColumnWidths(): void {
  for (const column of ['list', 'panel'] as const) apply(column, kept(column));
}

/** Pixels; undefined: the design's width. */
export function setColumnWidth(column: Column, width: number | undefined): void {
  if (width === undefined) window.localStorage.removeItem(keyOf(column));
  else window.localStorage.setItem(keyOf(column), String(width));
  apply(column, width);
  for (const listener of listeners) listener();
}

function apply(column: Column, width: number | undefined): void {
  const { style } = document.documentElement;
  if (width === undefined) style.removeProperty(variables[column]);
  else style.setProperty(variables[column], `${width}px`);
}

export function useColumnWidth(column: Column): number | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => kept(column),
  );
}
