import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { SearchX } from 'lucide-react';
import { useEffect, useId, useState } from 'react';

import { customerName } from '../../text/customerName.ts';
import { listWhen } from '../../text/dayWords.ts';
import { currentLocale, useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { announce } from '../../ui/feedback/liveRegionStore.ts';
import { ConversationRowsSkeleton } from '../../ui/feedback/Skeleton.tsx';
import { ListGroupHead } from '../../ui/lists/ListGroup.tsx';
import { ListStrip } from '../../ui/lists/ListStrip.tsx';
import { Avatar } from '../../ui/marks/Avatar.tsx';
import { Tag } from '../../ui/marks/Tag.tsx';
import { serverNow } from '../../workspace/clock.ts';
import { useQueue } from '../../workspace/hooks.ts';
import { snippetParts } from './snippet.ts';
import { type Hit, useSearch } from './useSearch.ts';

export interface SearchResultsProps {
  readonly query: string;
  readonly selected: InteractionId | undefined;
  /** `seq`: the line it was found in, where it was a line. */
  readonly onOpen: (id: InteractionId, seq: number | undefined) => void;
}

/** Hits in all conversations, open and closed, below the rows of the list. Nothing while there is nothing to look for. */
export function SearchResults({ query, selected, onOpen }: SearchResultsProps) {
  const t = useText('search');
  const id = useId();
  const [attempt, setAttempt] = useState(0);
  const search = useSearch(query, attempt);
  const count = search.state === 'found' ? search.hits.length : undefined;
  useEffect(() => {
    if (count !== undefined) announce(t('count', { count }));
  }, [count, t]);

  switch (search.state) {
    case 'idle':
      return null;
    case 'searching':
      return <ConversationRowsSkeleton count={3} label={t('searching')} />;
    case 'failed':
      return (
        <ListStrip
          action={
            <Button size="sm" variant="text" onClick={() => setAttempt(attempt + 1)}>
              {t('tryAgain')}
            </Button>
          }
        >
          {t('failed')}
        </ListStrip>
      );
    case 'found':
      return search.hits.length === 0 ? (
        <EmptyState icon={SearchX} title={t('none.title')} text={t('none.text', { query: search.query })} />
      ) : (
        <div>
          <ListGroupHead id={id} title={t('everywhere')} count={search.hits.length} />
          <div role="listbox" aria-labelledby={id}>
            {search.hits.map((hit) => (
              <HitRow
                key={`${hit.interaction.id} ${hit.seq ?? ''}`}
                hit={hit}
                selected={hit.interaction.id === selected}
                onOpen={onOpen}
              />
            ))}
          </div>
        </div>
      );
  }
}

function HitRow({
  hit,
  selected,
  onOpen,
}: {
  readonly hit: Hit;
  readonly selected: boolean;
  readonly onOpen: SearchResultsProps['onOpen'];
}) {
  const t = useText('search');
  const { interaction, snippet, seq } = hit;
  const { customer } = interaction;
  const queue = useQueue(interaction.queueId);
  const name = customerName(customer, t);
  const open = (): void => onOpen(interaction.id, seq);
  return (
    <div
      role="option"
      tabIndex={0}
      aria-selected={selected}
      className="conv"
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        open();
      }}
    >
      <Avatar id={customer.id} name={name} size={36} channel="liveChat" />
      <span className="conv-lines">
        <span className="l1">
          <span className="name trunc">{name}</span>
          <time className="when">{listWhen(interaction.lastAt, serverNow(), currentLocale())}</time>
        </span>
        <span className="l2">
          <span className="prev trunc">
            <Snippet text={snippet} />
          </span>
        </span>
        <span className="l3">
          {queue !== undefined && <Tag size="sm">{queue.name}</Tag>}
          <span className="trunc">{t(interaction.state === 'closed' ? 'closed' : 'open')}</span>
        </span>
      </span>
    </div>
  );
}

const Snippet = ({ text }: { readonly text: string }) =>
  snippetParts(text).map((part, index) =>
    // The parts of one snippet never change places.
    part.match ? (
      <mark key={index} className="bg-transparent font-semibold text-accent-text">
        {part.text}
      </mark>
    ) : (
      <span key={index}>{part.text}</span>
    ),
  );
