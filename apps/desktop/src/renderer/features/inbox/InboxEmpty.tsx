import { Bell, Coffee, Inbox, SearchX } from 'lucide-react';

import { sendCommand } from '../../connection/connection.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { useMe, useMirror, useOffers } from '../../workspace/hooks.ts';
import { availabilityOf, ownQueues } from '../../workspace/selectors.ts';
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

function NothingMine() {
  const t = useText('inbox');
  const mirror = useMirror();
  const me = useMe();
  const ringing = useOffers().filter(({ state }) => state === 'pending').length;
  if (mirror === undefined || me === undefined) return null;
  const title = ringing === 0 ? t('empty.mine.title') : t('empty.mine.ringing', { count: ringing });
  const queues = ownQueues(mirror, (a, b) => a.localeCompare(b));
  if (queues.length === 0) return <EmptyState icon={Inbox} title={title} text={t('empty.mine.noQueue')} />;
  const count = queues.reduce((sum, { waiting }) => sum + waiting, 0);
  const receiving = availabilityOf(me, queues).every(({ holds }) => holds);
  const away = !receiving && me.presence.state !== 'available';
  return (
    <EmptyState
      icon={ringing === 0 ? Coffee : Bell}
      title={title}
      text={receiving ? t('empty.mine.receiving', { count }) : t('empty.mine.away', { count })}
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
