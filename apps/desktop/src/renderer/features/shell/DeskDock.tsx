import { waitingLevel } from '@ringdesk/shared/rules/waiting.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { Bell, BellOff, MessagesSquare, WifiOff } from 'lucide-react';

import { changePreferences } from '../../connection/preferences.ts';
import { formatDuration } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { Dock, DockLine, QueueTick } from '../../ui/frame/Dock.tsx';
import { Icon } from '../../ui/marks/Icon.tsx';
import { useNow } from '../../workspace/clock.ts';
import { useIsLive, useMe, usePreferences } from '../../workspace/hooks.ts';
import { ownLimit } from '../../workspace/selectors.ts';

/** More would push each other out at 1024 px; the monitor has them all. */
const SHOWN_QUEUES = 4;

export interface DeskDockProps {
  /** "Receiving chats", or why not. */
  readonly sentence: string;
  /** Queues I am a member of: their limits are mine. */
  readonly ownQueues: readonly Queue[];
  /** Queues to count. */
  readonly queues: readonly Queue[];
}

/** The bar at the bottom: how I stand to my server and my work, and what waits in the queues. */
export function DeskDock({ sentence, ownQueues, queues }: DeskDockProps) {
  const t = useText('shell');
  const me = useMe();
  const live = useIsLive();
  const { doNotDisturb } = usePreferences();
  const limit = ownLimit(ownQueues);
  const load = me?.chatLoad ?? 0;
  return (
    <Dock
      label={t('dock.label')}
      left={
        <>
          <Icon glyph={live ? MessagesSquare : WifiOff} />
          <span className="min-w-0">
            <span className="block trunc font-medium">{sentence}</span>
            <span className="block trunc text-11 text-muted num">
              {limit === undefined ? t('dock.loadFree', { count: load }) : t('dock.load', { load, limit })}
            </span>
          </span>
          <DockLine />
          <IconButton
            onCanvas
            size="sm"
            icon={doNotDisturb ? BellOff : Bell}
            pressed={doNotDisturb}
            label={doNotDisturb ? t('dock.doNotDisturbOn') : t('dock.doNotDisturbOff')}
            onClick={() => changePreferences({ doNotDisturb: !doNotDisturb })}
          />
        </>
      }
      right={<QueueTicks queues={queues} />}
    />
  );
}

function QueueTicks({ queues }: { readonly queues: readonly Queue[] }) {
  const t = useText('shell');
  const now = useNow();
  const busiest = queues.toSorted((a, b) => b.waiting - a.waiting).slice(0, SHOWN_QUEUES);
  const shown = queues.filter((queue) => busiest.includes(queue));
  const left = queues.length - shown.length;
  return (
    <>
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
      {left > 0 && <span className="text-12 text-muted">{t('dock.more', { count: left })}</span>}
    </>
  );
}
