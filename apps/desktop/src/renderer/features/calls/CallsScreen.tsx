import '../../ui/calls/calls.css';

import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { Check, Phone, PhoneIncoming, PhoneMissed, PhoneOff, PhoneOutgoing, SearchX, Voicemail } from 'lucide-react';
import { type ReactNode, useDeferredValue, useState } from 'react';

import { callKey } from '../../text/callWords.ts';
import { interactionName } from '../../text/customerName.ts';
import { listWhen } from '../../text/dayWords.ts';
import { formatDateTime, formatDuration } from '../../text/format.ts';
import { usePhoneText } from '../../text/phoneNumber.ts';
import { currentLocale, type Translate, useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { ErrorState } from '../../ui/feedback/ErrorState.tsx';
import { SearchField } from '../../ui/fields/SearchField.tsx';
import { SegmentedControl } from '../../ui/fields/SegmentedControl.tsx';
import { Avatar } from '../../ui/marks/Avatar.tsx';
import { Icon } from '../../ui/marks/Icon.tsx';
import { Tag } from '../../ui/marks/Tag.tsx';
import { Drawer } from '../../ui/overlays/Drawer.tsx';
import { Page, PageBody, PageHead } from '../../ui/page/Page.tsx';
import { Table, type TableColumn } from '../../ui/page/Table.tsx';
import { serverNow, useNow } from '../../workspace/clock.ts';
import { askToDial } from '../../workspace/dialling.ts';
import { useAgent, useInteraction, useQueue } from '../../workspace/hooks.ts';
import { sayRefusal } from './callActions.ts';
import { isMissed, settleMissed } from './missed.ts';
import { type CallFilter, useCallList } from './useCallList.ts';

export interface CallsScreenProps {
  readonly onOpen: (id: InteractionId) => void;
  /** The lines of a call: what happened, notes, recordings. */
  readonly transcript: (
    interaction: Interaction,
    customer: { readonly id: string; readonly name: string },
  ) => ReactNode;
}

const filters = ['all', 'missed', 'in', 'out', 'voicemail'] as const satisfies readonly CallFilter[];

/** Every call: who, when, how long, which queue, how it ended [73]; missed ones are called back with one press. */
export function CallsScreen({ onOpen, transcript }: CallsScreenProps) {
  const t = useText('calls');
  const [filter, setFilter] = useState<CallFilter>('all');
  const [shown, setShown] = useState<Interaction>();
  const [sought, setSought] = useState('');
  const list = useCallList(filter, useDeferredValue(sought.trim()));
  return (
    <Page label={t('page.title')}>
      <PageHead
        title={t('page.title')}
        actions={
          <>
            <div className="w-72">
              <SearchField
                label={t('page.search')}
                placeholder={t('page.searchHint')}
                clearLabel={t('page.clearSearch')}
                value={sought}
                maxLength={200}
                onChange={setSought}
              />
            </div>
            <SegmentedControl
              inline
              label={t('page.filter')}
              value={filter}
              onChange={setFilter}
              segments={filters.map((value) => ({ value, text: t(`page.${value}`) }))}
            />
          </>
        }
      />
      <PageBody>
        <div className="card is-fill flex min-h-0 flex-col">
          <Table
            label={t('page.title')}
            columns={columnsOf(t)}
            rows={list.rows ?? []}
            rowId={({ id }) => id}
            onOpen={setShown}
            {...(shown !== undefined && { selectedId: shown.id })}
            loadingLabel={list.rows === undefined && list.refusal === undefined ? t('page.loading') : undefined}
            empty={
              sought.trim() === '' ? (
                <EmptyState
                  icon={PhoneOff}
                  fill
                  title={t(`page.empty.${filter}`)}
                  text={filter === 'all' ? t('page.emptyText') : undefined}
                />
              ) : (
                <EmptyState icon={SearchX} fill title={t('page.notFound')} text={t('page.notFoundText')} />
              )
            }
            error={
              list.refusal === undefined || list.rows !== undefined ? undefined : (
                <ErrorState
                  fill
                  title={t('page.failed')}
                  text={sayRefusal(list.refusal)}
                  retryLabel={t('app:retry')}
                  onRetry={list.again}
                />
              )
            }
          />
          {list.hasMore && (
            <div className="border-t border-line p-3 text-center">
              <Button onClick={list.more}>{t('page.more')}</Button>
            </div>
          )}
        </div>
      </PageBody>
      {shown !== undefined && (
        <CallDrawer known={shown} transcript={transcript} onOpen={onOpen} onClose={() => setShown(undefined)} />
      )}
    </Page>
  );
}

const columnsOf = (t: Translate): readonly TableColumn<Interaction>[] => [
  { id: 'who', header: t('page.column.who'), cell: (row) => <Caller known={row} /> },
  { id: 'queue', header: t('page.column.queue'), cell: (row) => <QueueName known={row} /> },
  { id: 'agent', header: t('page.column.agent'), cell: (row) => <AgentName known={row} /> },
  { id: 'when', header: t('page.column.when'), right: true, cell: (row) => <When known={row} /> },
  { id: 'length', header: t('page.column.length'), right: true, cell: (row) => <Length known={row} /> },
  { id: 'end', header: t('page.column.end'), cell: (row) => <End known={row} /> },
  { id: 'act', header: t('page.column.act'), hideHeader: true, right: true, cell: (row) => <Acts known={row} /> },
];

interface CellProps {
  readonly known: Interaction;
}

/** As it is now, where the desk knows it; else as the list said. */
const useCall = (known: Interaction): Interaction => useInteraction(known.id) ?? known;

function signOf({ call }: Interaction) {
  if (call?.end?.outcome === 'voicemail') return Voicemail;
  if (call?.direction === 'out') return PhoneOutgoing;
  return call?.end?.outcome === 'missed' ? PhoneMissed : PhoneIncoming;
}

function Caller({ known }: CellProps) {
  const t = useText('calls');
  const interaction = useCall(known);
  const number = usePhoneText(interaction.call?.number);
  const name = interactionName(interaction, t);
  const missed = isMissed(interaction);
  return (
    <span className="flex min-w-0 items-center gap-3">
      <span className={missed ? 'text-danger-text' : 'text-muted'} title={t(interaction.call?.direction ?? 'in')}>
        <Icon glyph={signOf(interaction)} size={16} />
      </span>
      <Avatar id={interaction.customer.id} name={name} size={28} />
      <span className="min-w-0">
        <span className={`trunc block ${missed ? 'font-semibold' : 'font-medium'}`}>{name}</span>
        {interaction.customer.name !== '' && number !== undefined && (
          <span className="num trunc block text-11 text-muted">{number}</span>
        )}
      </span>
    </span>
  );
}

const QueueName = ({ known }: CellProps) => useQueue(useCall(known).queueId)?.name ?? '';

function AgentName({ known }: CellProps) {
  const interaction = useCall(known);
  return useAgent('ownerId' in interaction ? interaction.ownerId : interaction.lastOwnerId)?.name ?? '';
}

const When = ({ known }: CellProps) => (
  <time title={formatDateTime(known.arrivedAt)}>{listWhen(known.arrivedAt, serverNow(), currentLocale())}</time>
);

function Length({ known }: CellProps) {
  const { call } = useCall(known);
  const now = useNow();
  if (call?.answeredAt === undefined) return '—';
  return formatDuration((call.end?.at ?? now) - call.answeredAt);
}

function End({ known }: CellProps) {
  const t = useText('calls');
  const interaction = useCall(known);
  const { call } = interaction;
  if (call?.calledBackAt !== undefined) return <Tag tone="ok">{t('page.calledBack')}</Tag>;
  if (call?.settledAt !== undefined) return <Tag tone="ok">{t('page.settled')}</Tag>;
  if (call?.end === undefined) return <Tag tone="accent">{t('page.running')}</Tag>;
  return (
    <Tag tone={isMissed(interaction) ? 'bad' : 'neutral'}>{t(`inbox:call.${callKey(interaction) ?? 'missed'}`)}</Tag>
  );
}

const Acts = ({ known }: CellProps) => (
  <span className="inline-flex gap-2">
    <Settle known={known} />
    <CallBack known={known} />
  </span>
);

/** Missed calls which nobody can or has to return. */
function Settle({ known }: CellProps) {
  const t = useText('calls');
  const interaction = useCall(known);
  if (!isMissed(interaction)) return null;
  const name = interactionName(interaction, t);
  return (
    <Button
      size="sm"
      icon={Check}
      aria-label={t('page.settle', { name })}
      onClick={() => void settleMissed(interaction)}
    >
      {t('act.done')}
    </Button>
  );
}

function CallBack({ known }: CellProps) {
  const t = useText('calls');
  const interaction = useCall(known);
  const { call, id: returns, queueId } = interaction;
  const number = call?.number;
  if (number === undefined || call?.end === undefined) return null;
  const missed = isMissed(interaction);
  const name = interactionName(interaction, t);
  return (
    <Button
      size="sm"
      icon={Phone}
      variant={missed ? 'success' : 'default'}
      aria-label={missed ? t('page.callBackTo', { name }) : t('page.callTo', { name })}
      onClick={() => askToDial({ how: 'now', number, queueId, ...(missed && { returns }) })}
    >
      {missed ? t('act.callBack') : t('act.call')}
    </Button>
  );
}

interface CallDrawerProps extends CellProps, CallsScreenProps {
  readonly onClose: () => void;
}

/** The call beside the list: how it went, what was noted, and what was recorded. */
function CallDrawer({ known, transcript, onOpen, onClose }: CallDrawerProps) {
  const t = useText('calls');
  const interaction = useCall(known);
  const name = interactionName(interaction, t);
  const queue = useQueue(interaction.queueId)?.name ?? '';
  return (
    <Drawer
      open
      wide
      onClose={onClose}
      title={name}
      text={t('page.drawer', { queue, when: formatDateTime(interaction.arrivedAt) })}
      closeLabel={t('app:close')}
      actions={
        <>
          <Settle known={known} />
          <CallBack known={known} />
          <Button variant="primary" onClick={() => onOpen(interaction.id)}>
            {t('pane.open')}
          </Button>
        </>
      }
    >
      <div className="drawer-log">{transcript(interaction, { id: interaction.customer.id, name })}</div>
    </Drawer>
  );
}
