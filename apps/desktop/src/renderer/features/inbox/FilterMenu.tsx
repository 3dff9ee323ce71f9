import { ListFilter } from 'lucide-react';

import { useText } from '../../text/text.ts';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { Menu, type MenuEntry } from '../../ui/overlays/Menu.tsx';
import { useChannels, useQueues } from '../../workspace/hooks.ts';
import { countOf, type Filters, NO_FILTERS } from './inboxView.ts';

const toggled = <T,>(list: readonly T[], item: T): readonly T[] =>
  list.includes(item) ? list.filter((each) => each !== item) : [...list, item];

/** Which channels and queues the list shows. */
export function FilterMenu({
  filters,
  onChange,
}: {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}) {
  const t = useText('inbox');
  const queues = useQueues();
  const channels = useChannels();
  const active = countOf(filters);
  const entries: MenuEntry[] = [
    {
      id: 'mentions',
      text: t('filter.mentions'),
      checked: filters.mentionsOnly,
      onSelect: () => onChange({ ...filters, mentionsOnly: !filters.mentionsOnly }),
    },
    {
      id: 'unanswered',
      text: t('filter.unanswered'),
      checked: filters.unansweredOnly === true,
      onSelect: () => onChange({ ...filters, unansweredOnly: filters.unansweredOnly !== true }),
    },
    {
      id: 'overdue',
      text: t('filter.overdue'),
      checked: filters.overdueOnly === true,
      onSelect: () => onChange({ ...filters, overdueOnly: filters.overdueOnly !== true }),
    },
    { kind: 'label', text: t('filter.queues') },
    ...queues.map((queue) => ({
      id: queue.id,
      text: queue.name,
      checked: filters.queueIds.includes(queue.id),
      onSelect: () => onChange({ ...filters, queueIds: toggled(filters.queueIds, queue.id) }),
    })),
    { kind: 'label', text: t('filter.channels') },
    ...channels.map((channel) => ({
      id: channel.id,
      text: channel.name,
      checked: filters.channelIds.includes(channel.id),
      onSelect: () => onChange({ ...filters, channelIds: toggled(filters.channelIds, channel.id) }),
    })),
  ];
  if (active > 0)
    entries.push({ kind: 'line' }, { id: 'clear', text: t('filter.clear'), onSelect: () => onChange(NO_FILTERS) });
  return (
    <Menu
      align="end"
      entries={entries}
      trigger={
        <IconButton
          icon={ListFilter}
          size="sm"
          label={active === 0 ? t('filter.open') : t('filter.openActive', { count: active })}
          marked={active > 0}
        />
      }
    />
  );
}
