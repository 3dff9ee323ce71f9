import { waitingLevel } from '@ringdesk/shared/rules/waiting.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { MessagesSquare, WifiOff } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';

import { formatDuration, formatTime } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { classNames } from '../../ui/classNames.ts';
import { Dock, DockLine, QueueTick } from '../../ui/frame/Dock.tsx';
import { Icon } from '../../ui/marks/Icon.tsx';
import { useNow } from '../../workspace/clock.ts';
import { useLink, useMe, useOffers, useWorkspace } from '../../workspace/hooks.ts';
import { openLimit } from '../../workspace/capacity.ts';
import { chatsRinging } from '../../workspace/selectors.ts';
import { QuietBell } from './QuietBell.tsx';

/** More would be a list, not a glance; the inbox has them all. */
const SHOWN_QUEUES = 4;
/** What a queue takes with a name of usual length, and what the count of the others takes. Pixels. */
const [TICK_WIDTH, MORE_WIDTH] = [96, 104];

/** How many of `queues` fit beside each other; the rest is counted. */
export const fitting = (queues: number, width: number): number => {
  const most = Math.min(SHOWN_QUEUES, queues);
  if (width >= queues * TICK_WIDTH) return most;
  return Math.min(most, Math.max(1, Math.floor((width - MORE_WIDTH) / TICK_WIDTH)));
};

export interface DeskDockProps {
  /** "Receiving chats", or why not. */
  readonly sentence: string;
  /** Queues I am a member of: their limits are mine. */
  readonly ownQueues: readonly Queue[];
  /** Queues to count. */
  readonly queues: readonly Queue[];
  /** How the phone stands, where calls are taken here. */
  readonly phone?: ReactNode;
  /** From where one calls. */
  readonly centre?: ReactNode;
}

/** The bar at the bottom: how I stand to my server and my work, and what waits in the queues. */
export function DeskDock({ sentence, ownQueues, queues, phone, centre }: DeskDockProps) {
  const t = useText('shell');
  const me = useMe();
  const link = useLink();
  const live = link.phase === 'live';
  const ringing = useOffers().filter(({ state }) => state === 'pending').length;
  const reserved = useWorkspace(({ mirror }) => (mirror === undefined ? 0 : chatsRinging(mirror)));
  const limit = openLimit(ownQueues);
  // The server counts what is offered to me as well: it holds a place of my limit, but it is not open.
  const open = Math.max(0, (me?.chatLoad ?? 0) - reserved);
  const counters = [
    limit === undefined ? t('dock.loadFree', { count: open }) : t('dock.load', { load: open, limit }),
    ...(ringing === 0 ? [] : [t('dock.ringing', { count: ringing })]),
    ...(live ? [] : [t('dock.stale', { time: formatTime(link.since) })]),
  ];
  return (
    <Dock
      label={t('dock.label')}
      left={
        <>
          <Icon glyph={live ? MessagesSquare : WifiOff} />
          <span className="min-w-0">
            <span className="dock-said">{sentence}</span>
            <span className="block trunc text-11 text-muted num">{counters.join(' · ')}</span>
          </span>
          <DockLine />
          <QuietBell />
          {phone !== undefined && (
            <>
              <DockLine />
              {phone}
            </>
          )}
        </>
      }
      centre={centre}
      right={<QueueTicks queues={queues} staleSince={live ? undefined : link.since} />}
    />
  );
}

interface QueueTicksProps {
  readonly queues: readonly Queue[];
  /** Since when nothing is known of them; their waits stand still from then on. */
  readonly staleSince: number | undefined;
}

function QueueTicks({ queues, staleSince }: QueueTicksProps) {
  const t = useText('shell');
  const clock = useNow();
  const now = staleSince ?? clock;
  const stale = staleSince !== undefined;
  const [box, width] = useWidth();
  const busiest = queues.toSorted((a, b) => b.waiting - a.waiting).slice(0, fitting(queues.length, width));
  const shown = queues.filter((queue) => busiest.includes(queue));
  const left = queues.length - shown.length;
  return (
    <span
      ref={box}
      role="group"
      aria-label={stale ? t('dock.queuesStale', { time: formatTime(staleSince) }) : t('dock.queues')}
      className={classNames(
        'flex min-w-0 flex-1 items-center justify-end gap-3',
        stale && 'grayscale [&_*]:text-muted!',
      )}
    >
      {shown.map((queue) => {
        const { oldestWaitingSince: since } = queue;
        const label =
          since === undefined
            ? t('dock.queue', { name: queue.name, count: queue.waiting })
            : t('dock.queueLongest', { name: queue.name, count: queue.waiting, time: formatDuration(now - since) });
        return (
          <QueueTick
            key={queue.id}
            name={queue.name}
            waiting={queue.waiting}
            level={since === undefined ? 'ok' : waitingLevel(since, now)}
            label={label}
          />
        );
      })}
      {left > 0 && <span className="flex-none text-12 text-muted">{t('dock.more', { count: left })}</span>}
    </span>
  );
}

/** A box and how wide it is; until it is measured as wide as it likes. */
function useWidth(): readonly [(box: HTMLElement | null) => (() => void) | undefined, number] {
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY);
  const measure = useCallback((box: HTMLElement | null) => {
    if (box === null) return undefined;
    const watch = new ResizeObserver(() => setWidth(box.clientWidth));
    watch.observe(box);
    return () => watch.disconnect();
  }, []);
  return [measure, width];
}
