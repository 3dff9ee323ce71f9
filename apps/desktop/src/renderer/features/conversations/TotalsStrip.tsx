import type { ReportTotals } from '@ringdesk/shared/model/report.ts';

import { formatDuration, formatNumber, formatRating } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';

const duration = (ms: number | null): string => (ms === null ? '—' : formatDuration(ms));

/** Figures of everything the filter finds, not only of the rows in sight. */
export function TotalsStrip({ totals }: { readonly totals: ReportTotals | undefined }) {
  const t = useText('conversations');
  const figures =
    totals === undefined
      ? undefined
      : {
          count: formatNumber(totals.count),
          first: duration(totals.firstMs),
          average: duration(totals.averageMs),
          max: duration(totals.maxMs),
          rating: totals.rating === null ? '—' : formatRating(totals.rating),
        };
  return (
    <dl className="report-totals">
      {(['count', 'first', 'average', 'max', 'rating'] as const).map((figure) => (
        <div key={figure} className="report-figure">
          <dt>{t(`totals.${figure}`)}</dt>
          <dd>{figures === undefined ? <Skeleton width="60%" /> : figures[figure]}</dd>
        </div>
      ))}
    </dl>
  );
}
