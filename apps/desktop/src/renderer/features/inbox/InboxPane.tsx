import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { type ReactNode, type Ref, useImperativeHandle, useRef } from 'react';

import { dayOf } from '../../text/dayWords.ts';
import { formatTime } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ConversationRowsSkeleton } from '../../ui/feedback/Skeleton.tsx';
import { SearchField } from '../../ui/fields/SearchField.tsx';
import { ListPane } from '../../ui/lists/ListPane.tsx';
import { ListStrip } from '../../ui/lists/ListStrip.tsx';
import { useNow } from '../../workspace/clock.ts';
import { useLink, useWorkspace } from '../../workspace/hooks.ts';
import { FilterChips } from './FilterChips.tsx';
import { FilterMenu } from './FilterMenu.tsx';
import { useHeldSections } from './heldSections.ts';
import { InboxEmpty } from './InboxEmpty.tsx';
import { InboxList, type InboxListProps } from './InboxList.tsx';
import { countOf, setInboxView, useInboxView } from './inboxView.ts';
import { itemCount, stepFrom } from './sections.ts';
import { type ClosedPages, useClosedPages } from './useClosedPages.ts';
import { useClosedToday } from './useClosedToday.ts';
import { useHold } from './useHold.ts';
import { useSections } from './useSections.ts';
import { ViewChoice } from './ViewChoice.tsx';

/** What shortcuts do to the list. */
export interface InboxHandle {
  /** Opens the row after or before the open one, as the list is drawn. */
  step(direction: 1 | -1): void;
  focusSearch(): void;
  /** The row that Tab reaches; the search where there is no row. */
  focus(): void;
}

export interface InboxPaneProps {
  readonly selected: InteractionId | undefined;
  readonly onSelect: (id: InteractionId) => void;
  /** A row was dragged out of the window. */
  readonly onDragOut?: (id: InteractionId) => void;
  /** A key for supervisors was pressed on a row which is not the open one. */
  readonly onRowKey?: InboxListProps['onRowKey'];
  /** Chord of the search box, shown inside it. */
  readonly searchChord?: string | undefined;
  /** Hits in all conversations, below the rows of this list, for the text in the search box. */
  readonly results: (query: string) => ReactNode;
  readonly ref?: Ref<InboxHandle>;
}

/** The list column: Mine, Waiting and All, each grouped by whose turn it is. */
export function InboxPane({ selected, onSelect, onDragOut, onRowKey, searchChord, results, ref }: InboxPaneProps) {
  const t = useText('inbox');
  const view = useInboxView();
  const closed = useClosedPages(view.view === 'all', view.filters.queueIds);
  const closedToday = useClosedToday(dayOf(useNow()));
  const fresh = useSections(view, closed, closedToday);
  const { held, touch } = useHold();
  const sections = useHeldSections(fresh, held, `${view.view} ${view.query} ${JSON.stringify(view.filters)}`);
  const search = useRef<HTMLInputElement>(null);
  const loaded = useWorkspace((state) => state.mirror !== undefined);
  const narrowed = view.query.trim() !== '' || countOf(view.filters) > 0;
  const empty = itemCount(sections) === 0;

  useImperativeHandle(ref, () => ({
    step: (direction) => {
      touch();
      const next = stepFrom(sections, selected, direction);
      if (next !== undefined) onSelect(next);
    },
    focusSearch: () => search.current?.focus(),
    focus: () => {
      const row = document.querySelector<HTMLElement>('#inbox-list [role="option"][tabindex="0"]');
      (row ?? search.current)?.focus();
    },
  }));

  return (
    <ListPane
      id="inbox-list"
      label={t('list')}
      title={t('title')}
      actions={<FilterMenu filters={view.filters} onChange={(filters) => setInboxView({ filters })} />}
      head={
        <>
          <ViewChoice view={view} />
          <SearchField
            ref={search}
            label={t(`search.${view.view}`)}
            clearLabel={t('search.clear')}
            value={view.query}
            chord={searchChord}
            onChange={(query) => setInboxView({ query })}
          />
          <FilterChips filters={view.filters} onChange={(filters) => setInboxView({ filters })} />
        </>
      }
    >
      <StaleStrip />
      {loaded ? (
        <InboxList
          sections={sections}
          selected={selected}
          known={view.view === 'mine' ? closedToday.known : closed.known}
          onSelect={onSelect}
          onDragOut={onDragOut}
          onRowKey={onRowKey}
          onTouch={touch}
          foot={
            <>
              {empty && (closed.state !== 'loading' || view.view !== 'all') && (
                <InboxEmpty view={view.view} narrowed={narrowed} query={view.query.trim()} />
              )}
              {view.view === 'all' && <MoreClosed pages={closed} />}
              {results(view.query.trim())}
            </>
          }
        />
      ) : (
        <div className="list-body">
          <ConversationRowsSkeleton count={6} label={t('loadingMore')} />
        </div>
      )}
    </ListPane>
  );
}

/** Says since when the list is not current; nothing while it is, and nothing before there is a list. */
function StaleStrip() {
  const t = useText('inbox');
  const link = useLink();
  const known = useWorkspace((state) => state.mirror !== undefined);
  if (link.phase === 'live' || !known) return null;
  return <ListStrip>{t('strip.stale', { time: formatTime(link.since) })}</ListStrip>;
}

function MoreClosed({ pages }: { readonly pages: ClosedPages }) {
  const t = useText('inbox');
  switch (pages.state) {
    case 'loading':
      return <ConversationRowsSkeleton count={3} label={t('loadingMore')} />;
    case 'failed':
      return (
        <ListStrip
          action={
            <Button size="sm" variant="text" onClick={pages.more}>
              {t('tryAgain')}
            </Button>
          }
        >
          {t('loadFailed')}
        </ListStrip>
      );
    case 'idle':
      return (
        <div className="flex justify-center p-2">
          <Button size="sm" variant="ghost" onClick={pages.more}>
            {t('loadMore')}
          </Button>
        </div>
      );
    case 'end':
      return null;
  }
}
