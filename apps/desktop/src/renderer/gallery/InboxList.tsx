import { useState, type ReactNode } from 'react';

import { SearchField } from '../ui/fields/SearchField.tsx';
import { SegmentedControl } from '../ui/fields/SegmentedControl.tsx';
import { ConversationRow, type ConversationRowProps } from '../ui/lists/ConversationRow.tsx';
import { ListGroup } from '../ui/lists/ListGroup.tsx';
import { ListPane } from '../ui/lists/ListPane.tsx';
import { amelie, dmitri, hannah, lucia, marcus, oliver, yuki } from './people.ts';

export const waitingOk = { level: 'ok', time: '0:38', label: 'Waiting, within target' } as const;
export const waitingRisk = { level: 'risk', time: '2:51', label: 'Waiting, close to target' } as const;

type Row = Omit<ConversationRowProps, 'onSelect' | 'selected'>;

const needsReply: Row[] = [
  {
    id: 'hannah',
    customer: hannah,
    channel: 'liveChat',
    channelLabel: 'Web chat',
    preview: '',
    typing: 'Typing',
    sla: waitingOk,
    tags: ['Sales'],
    detail: 'Fjord 7 battery',
  },
  {
    id: 'lucia',
    customer: lucia,
    channel: 'whatsapp',
    channelLabel: 'WhatsApp',
    preview: '¿Sigue disponible la talla M en azul?',
    sla: waitingRisk,
    unread: { count: 2, label: '2 unread' },
    tags: ['Español'],
    detail: 'Order 48 377',
  },
  {
    id: 'dmitri',
    customer: dmitri,
    channel: 'telegram',
    channelLabel: 'Telegram',
    preview: 'Добрый день! Заказ пришёл без зарядки',
    sla: { level: 'breach', time: '4:12', label: 'Waiting, over target' },
    unread: { count: 1, label: '1 unread' },
    tags: ['Support'],
    detail: 'Order 48 213',
  },
  {
    id: 'oliver',
    customer: oliver,
    channel: 'phone',
    channelLabel: 'Phone',
    preview: 'Voicemail, 0:42',
    sla: { ...waitingRisk, time: '18:05' },
    unread: { count: 1, label: '1 unread' },
    tags: ['Support'],
    detail: 'Missed twice',
  },
];

const waitingForClient: Row[] = [
  {
    id: 'marcus',
    customer: marcus,
    channel: 'email',
    channelLabel: 'E-mail',
    previewLead: 'You:',
    preview: 'Fleet quote for 14 cargo bikes',
    when: '10:20',
    tags: ['Sales'],
    detail: '€41,300 deal',
  },
  {
    id: 'amelie',
    customer: amelie,
    channel: 'messenger',
    channelLabel: 'Messenger',
    previewLead: 'You:',
    preview: 'The bell ships with Thursday’s parcel',
    when: '09:48',
    tags: ['Support'],
  },
  {
    id: 'yuki',
    customer: yuki,
    channel: 'instagram',
    channelLabel: 'Instagram',
    previewLead: 'You:',
    preview: 'The Fjord also comes in sand',
    when: 'Yesterday',
    tags: ['Sales'],
    detail: 'New lead',
  },
];

/** The list column of the reference. */
export const InboxList = ({ selected: initial, actions }: { selected: string; actions: ReactNode }) => {
  const [selected, setSelected] = useState(initial);
  const [view, setView] = useState('mine');
  const [search, setSearch] = useState('');
  const rows = (list: Row[]) =>
    list.map((row) => (
      <ConversationRow
        key={row.id}
        {...row}
        selected={row.id === selected}
        tabIndex={row.id === selected ? 0 : -1}
        unread={row.id === selected ? undefined : row.unread}
        onSelect={() => setSelected(row.id)}
      />
    ));
  return (
    <ListPane
      id="list"
      label="Conversations"
      title="Inbox"
      actions={actions}
      head={
        <>
          <SegmentedControl
            label="View"
            value={view}
            onChange={setView}
            segments={[
              { value: 'mine', text: 'Mine', count: 7 },
              { value: 'waiting', text: 'Waiting', count: 8, alarming: true },
              { value: 'all', text: 'All', count: 38 },
            ]}
          />
          <SearchField
            label="Search in Mine"
            value={search}
            onChange={setSearch}
            clearLabel="Clear search"
            chord="Slash"
          />
        </>
      }
    >
      <div className="list-body" role="listbox" aria-label="Mine">
        <ListGroup title="Needs your reply" count={4}>
          {rows(needsReply)}
        </ListGroup>
        <ListGroup title="Waiting for client" count={3}>
          {rows(waitingForClient)}
        </ListGroup>
      </div>
    </ListPane>
  );
};
