import type { Agent } from '@ringdesk/shared/model/agent.ts';
import { Bell, Coffee, Copy, Inbox, SearchX } from 'lucide-react';
import { useState } from 'react';

import { sendCommand } from '../../connection/connection.ts';
import { formatTime } from '../../text/format.ts';
import { type Translate, useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { useMe, useMirror, useOffers } from '../../workspace/hooks.ts';
import type { Mirror } from '../../workspace/mirror.ts';
import { isReceiving } from '../../workspace/reception.ts';
import { ownQueues } from '../../workspace/selectors.ts';
import { NO_FILTERS, setInboxView, type View } from './inboxView.ts';

export interface InboxEmptyProps {
  readonly view: View;
  /** Filters or a search text leave everything out. */
  readonly narrowed: boolean;
  readonly query: string;
}

/** What stands in place of rows: why there are none, and what to do (desk 2.10). */
export function InboxEmpty({ view, narrowed, query }: InboxEmptyProps) {
  const t = useText('inbox');
  if (query !== '') return <p className="px-2 py-3 text-12 text-muted">{t('empty.query', { query })}</p>;
  if (narrowed) {
    return (
      <EmptyState
        icon={SearchX}
        title={t('empty.filtered.title')}
        text={t('empty.filtered.text')}
        action={
          <Button size="sm" onClick={() => setInboxView({ filters: NO_FILTERS, query: '' })}>
            {t('filter.clear')}
          </Button>
        }
      />
    );
  }
  if (view === 'mine') return <NothingMine />;
  return view === 'waiting' ? (
    <EmptyState icon={Coffee} title={t('empty.waiting.title')} text={t('empty.waiting.text')} />
  ) : (
    <EmptyState icon={Inbox} title={t('empty.all.title')} text={t('empty.all.text')} />
  );
}

/** "Lunch since 12:04", and who waits meanwhile. */
function on({ presence }: Agent, { reasons }: Mirror, count: number, t: Translate): string {
  const reason = reasons.find(({ id }) => id === presence.reasonId)?.name;
  const state = reason ?? t(`presence:state.${presence.state}`);
  return t('empty.mine.on', { state, time: formatTime(presence.since), count });
}

/** Who may add somebody to a queue has to find them: two people may be called alike, so the address goes with the name. */
function CopyName({ name }: { readonly name: string }) {
  const t = useText('inbox');
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(name);
      setCopied(true);
    } catch {
      // A browser that does not let a page write there: the name stands in the corner, to be copied by hand.
    }
  };
  return (
    <Button size="sm" icon={Copy} onClick={() => void copy()}>
      {copied ? t('app:copied') : t('empty.mine.copyName')}
    </Button>
  );
}

function NothingMine() {
  const t = useText('inbox');
  const mirror = useMirror();
  const me = useMe();
  const ringing = useOffers().filter(({ state }) => state === 'pending').length;
  if (mirror === undefined || me === undefined) return null;
  const title = ringing === 0 ? t('empty.mine.title') : t('empty.mine.ringing', { count: ringing });
  const queues = ownQueues(mirror, (a, b) => a.localeCompare(b));
  if (queues.length === 0)
    return (
      <EmptyState
        icon={Inbox}
        title={title}
        text={t('empty.mine.noQueue')}
        // Who leads finds themselves there.
        action={me.role === 'agent' ? <CopyName name={`${me.name} (${me.email})`} /> : undefined}
      />
    );
  const count = queues.reduce((sum, { waiting }) => sum + waiting, 0);
  const receiving = isReceiving(me, queues, mirror.counted);
  const away = !receiving && me.presence.state !== 'available';
  return (
    <EmptyState
      icon={ringing === 0 ? Coffee : Bell}
      title={title}
      text={
        receiving
          ? t('empty.mine.receiving', { count })
          : away
            ? on(me, mirror, count, t)
            : t('empty.mine.away', { count })
      }
      action={
        away ? (
          <Button size="sm" onClick={() => void sendCommand('presence.set', { state: 'available' })}>
            {t('empty.mine.back')}
          </Button>
        ) : undefined
      }
    />
  );
}
