import type { ReportFilter, ReportSort } from '@ringdesk/shared/model/report.ts';
import type { SavedViewId } from '@ringdesk/shared/model/ids.ts';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** How the list of conversations is looked at. Kept outside the components, so that a visit elsewhere does not lose it. */
export interface ReportView {
  readonly filter: ReportFilter;
  readonly sort: ReportSort;
  /** The saved view that was opened last. */
  readonly viewId: SavedViewId | undefined;
}

export const START_SORT: ReportSort = { by: 'arrivedAt', descending: true };

export const reportView = createStore<ReportView>(() => ({ filter: {}, sort: START_SORT, viewId: undefined }));

export const useReportView = (): ReportView => useStore(reportView);

export const setReportView = (change: Partial<ReportView>): void => reportView.setState(change);

/** Changes some of the filter; undefined and empty lists filter nothing. */
export function narrow(change: { readonly [K in keyof ReportFilter]?: ReportFilter[K] | undefined }): void {
  const merged = Object.entries({ ...reportView.getState().filter, ...change });
  const kept = merged.filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0));
  reportView.setState({ filter: Object.fromEntries(kept) });
}

/** The next click on a column: longest and newest first, then the other way. */
export const sortedBy = (sort: ReportSort, by: ReportSort['by']): ReportSort => ({
  by,
  descending: sort.by === by ? !sort.descending : true,
});

/** What a saved view keeps: everything but the period, which is today's concern and not tomorrow's. */
export function keptFilter({ from: _from, to: _to, ...kept }: ReportFilter): ReportFilter {
  return kept;
}
