import { X } from 'lucide-react';

import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useChannels, useQueues } from '../../workspace/hooks.ts';
import { countOf, type Filters } from './inboxView.ts';

/** What the list leaves out, as chips that take the filter away again. */
export function FilterChips({
  filters,
  onChange,
}: {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}) {
  const t = useText('inbox');
  const queues = useQueues();
  const channels = useChannels();
  if (countOf(filters) === 0) return null;
  const chips = [
    ...(filters.mentionsOnly
      ? [{ id: 'mentions', name: t('filter.mentions'), without: { ...filters, mentionsOnly: false } }]
      : []),
    ...(filters.unansweredOnly === true
      ? [{ id: 'unanswered', name: t('filter.unanswered'), without: { ...filters, unansweredOnly: false } }]
      : []),
    ...(filters.overdueOnly === true
      ? [{ id: 'overdue', name: t('filter.overdue'), without: { ...filters, overdueOnly: false } }]
      : []),
    ...queues
      .filter(({ id }) => filters.queueIds.includes(id))
      .map(({ id, name }) => ({
        id,
        name,
        without: { ...filters, queueIds: filters.queueIds.filter((each) => each !== id) },
      })),
    ...channels
      .filter(({ id }) => filters.channelIds.includes(id))
      .map(({ id, name }) => ({
        id,
        name,
        without: { ...filters, channelIds: filters.channelIds.filter((each) => each !== id) },
      })),
  ];
  return (
    <div className="flex flex-wrap gap-1">
      {chips.map(({ id, name, without }) => (
        <Button
          key={id}
          size="sm"
          className="max-w-full"
          aria-label={t('filter.remove', { name })}
          onClick={() => onChange(without)}
        >
          <span className="trunc">{name}</span>
          <X aria-hidden className="i i-14" />
        </Button>
      ))}
    </div>
  );
}
