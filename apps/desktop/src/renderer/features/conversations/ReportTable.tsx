import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { ReportSort } from '@ringdesk/shared/model/report.ts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, Star } from 'lucide-react';
import { type KeyboardEvent, memo, type ReactNode, useEffect, useRef, useState } from 'react';

import { customerName } from '../../text/customerName.ts';
import { listWhen } from '../../text/dayWords.ts';
import { formatDuration } from '../../text/format.ts';
import { currentLocale, useText } from '../../text/text.ts';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { ChannelIcon } from '../../ui/marks/ChannelIcon.tsx';
import { Icon } from '../../ui/marks/Icon.tsx';
import { Tag } from '../../ui/marks/Tag.tsx';
import { serverNow } from '../../workspace/clock.ts';
import { useAgent, useChannel, useInteraction, usePreferences, useQueue } from '../../workspace/hooks.ts';
import { setReportView, sortedBy, useReportView } from './reportView.ts';
import type { Report } from './useReport.ts';

const ROW_PX = { comfortable: 44, compact: 36 } as const;
/** So many rows before the end the next page is asked for. */
const AHEAD = 40;

/** `by`: the order it stands for; `wide`: not on a narrow window. */
const columns: readonly { readonly id: string; readonly by?: ReportSort['by']; readonly right?: true }[] = [
  { id: 'customer' },
  { id: 'queue' },
  { id: 'agent' },
  { id: 'began', by: 'arrivedAt', right: true },
  { id: 'first', by: 'firstMs', right: true },
  { id: 'average', by: 'averageMs', right: true },
  { id: 'max', by: 'maxMs', right: true },
  { id: 'total', by: 'totalMs', right: true },
  { id: 'outcome' },
  { id: 'rating', by: 'rating', right: true },
];

/**
 * The rows that were found. Only those in sight are drawn. One row is reached by Tab; arrows, Page keys, Home and End move on
 * from it, Enter opens.
 */
export function ReportTable({
  report,
  selected,
  onOpen,
}: {
  readonly report: Report;
  readonly selected: InteractionId | undefined;
  readonly onOpen: (interaction: Interaction) => void;
}) {
  const t = useText('conversations');
  const { sort } = useReportView();
  const rowPx = ROW_PX[usePreferences().density];
  const box = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(0);
  const { rows, hasMore, more } = report;
  const count = rows.length + (hasMore ? 1 : 0);
  // oxlint-disable-next-line react/incompatible-library -- it is used by this component only, which is not memoised
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => rowPx,
    overscan: 12,
  });
  useEffect(() => {
    virtual.measure();
  }, [rowPx, virtual]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - AHEAD) more();
  }, [hasMore, last, rows.length, more]);
  const key = `${sort.by} ${String(sort.descending)}`;
  // Newer browsers answer with a promise: what an effect returns must be its end, or nothing.
  useEffect(() => {
    box.current?.scrollTo({ top: 0 });
  }, [key]);

  const reachable = Math.min(focused, Math.max(0, rows.length - 1));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? rowPx) / rowPx) - 2);
    const next = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -rows.length, End: rows.length }[
      event.key
    ];
    if (next === undefined || !(event.target as HTMLElement).matches('[role="row"]')) return;
    event.preventDefault();
    const to = Math.min(rows.length - 1, Math.max(0, reachable + next));
    setFocused(to);
    virtual.scrollToIndex(to);
    // The row may be drawn only after the list has scrolled to it.
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-index="${to}"]`)?.focus());
  };

  return (
    <div
      className="report-table"
      role="grid"
      aria-label={t('title')}
      aria-rowcount={(report.totals?.count ?? 0) + 1}
      aria-busy={report.state === 'loading' || report.state === 'stale' || undefined}
      ref={box}
      onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} className="report-row report-head">
        {columns.map((column) => (
          <HeadCell key={column.id} {...column} sort={sort} />
        ))}
      </div>
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const interaction = rows[index];
          if (interaction === undefined)
            return (
              <div key="more" className="report-row" style={{ transform: `translateY(${start}px)` }}>
                <Skeleton width="40%" />
              </div>
            );
          return (
            <Row
              key={interaction.id}
              known={interaction}
              index={index}
              start={start}
              reachable={index === reachable}
              selected={interaction.id === selected}
              onOpen={onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Eight rows that are still asked for, under the same head. */
export function ReportSkeleton({ label }: { readonly label: string }) {
  const t = useText('conversations');
  return (
    <div className="report-table" role="status" aria-label={label}>
      <div className="report-row report-head" aria-hidden>
        {columns.map(({ id, right }) => (
          <span key={id} className={right === true ? 'is-right' : undefined}>
            {t(`column.${id}`)}
          </span>
        ))}
      </div>
      {Array.from({ length: 8 }, (_, row) => (
        <div key={row} className="report-row">
          {columns.map(({ id, right }) => (
            <span key={id} className={right === true ? 'flex justify-end' : undefined}>
              <Skeleton width={`${50 + ((row * 17) % 40)}%`} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}

function HeadCell({
  id,
  by,
  right,
  sort,
}: {
  readonly id: string;
  readonly by?: ReportSort['by'];
  readonly right?: true;
  readonly sort: ReportSort;
}) {
  const t = useText('conversations');
  const sorted = by !== undefined && sort.by === by;
  return (
    <div
      role="columnheader"
      className={right === true ? 'is-right' : undefined}
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
    >
      {by === undefined ? (
        t(`column.${id}`)
      ) : (
        <button type="button" className="tbl-sort" onClick={() => setReportView({ sort: sortedBy(sort, by) })}>
          {t(`column.${id}`)}
          {sorted && <Icon glyph={sort.descending ? ArrowDown : ArrowUp} size={12} />}
        </button>
      )}
    </div>
  );
}

interface RowProps {
  readonly known: Interaction;
  readonly index: number;
  readonly start: number;
  readonly reachable: boolean;
  readonly selected: boolean;
  readonly onOpen: (interaction: Interaction) => void;
}

/** A row shows the conversation as it is now, where the desk knows it; else as the server told it. */
const Row = memo(function Row({ known, index, start, reachable, selected, onOpen }: RowProps) {
  const t = useText('conversations');
  const interaction = useInteraction(known.id) ?? known;
  const queue = useQueue(interaction.queueId);
  const channel = useChannel(interaction.channelId);
  const ownerId = 'ownerId' in interaction ? interaction.ownerId : interaction.lastOwnerId;
  const owner = useAgent(ownerId);
  const { responses, rating } = interaction;
  const cells: readonly ReactNode[] = [
    <span key="customer" className="flex min-w-0 items-center gap-2">
      <ChannelIcon kind={channel?.kind ?? 'liveChat'} {...(channel === undefined ? {} : { label: channel.name })} />
      <span className="trunc font-medium">{customerName(interaction.customer, t)}</span>
    </span>,
    queue?.name ?? '—',
    owner?.name ?? '—',
    listWhen(interaction.arrivedAt, serverNow(), currentLocale()),
    time(responses?.firstMs),
    time(responses && responses.totalMs / responses.count),
    time(responses?.maxMs),
    time(responses?.totalMs),
    <Outcome key="outcome" interaction={interaction} />,
    rating === undefined ? (
      <span className="text-muted">{t('noRating')}</span>
    ) : (
      <span key="rating" className="inline-flex items-center gap-1">
        {rating.score}
        <Icon glyph={Star} size={12} className="report-star" />
      </span>
    ),
  ];
  return (
    <div
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={reachable ? 0 : -1}
      className="report-row is-clickable"
      style={{ transform: `translateY(${start}px)` }}
      onClick={() => onOpen(interaction)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onOpen(interaction);
      }}
    >
      {columns.map(({ id, right }, at) => (
        <div key={id} role="gridcell" className={right === true ? 'is-right' : 'trunc'}>
          {cells[at]}
        </div>
      ))}
    </div>
  );
});

const time = (ms: number | undefined): string => (ms === undefined ? '—' : formatDuration(ms));

/** Where it stands, and what it was about. */
function Outcome({ interaction }: { readonly interaction: Interaction }) {
  const t = useText('conversations');
  const { state, topic, spam, unansweredMarkAt, replyDue } = interaction;
  return (
    <span className="flex min-w-0 items-center gap-1">
      {spam === true ? (
        <Tag size="sm">{t('mark.spam')}</Tag>
      ) : replyDue?.overdue === true ? (
        <Tag size="sm" tone="bad">
          {t('mark.overdue')}
        </Tag>
      ) : unansweredMarkAt === undefined ? (
        <Tag size="sm" tone={state === 'closed' ? 'neutral' : 'accent'}>
          {t(`stateOf.${state}`)}
        </Tag>
      ) : (
        <Tag size="sm" tone="warn">
          {t('mark.unanswered')}
        </Tag>
      )}
      {topic !== undefined && <span className="trunc text-secondary">{topic}</span>}
    </span>
  );
}
