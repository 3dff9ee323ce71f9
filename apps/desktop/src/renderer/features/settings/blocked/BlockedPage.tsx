import type { QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import { Ban } from 'lucide-react';
import { useState } from 'react';

import { formatDateTime } from '../../../text/format.ts';
import { phoneText, usePhoneText } from '../../../text/phoneNumber.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { showToast, showUndo } from '../../../ui/feedback/toasts.ts';
import { SearchField } from '../../../ui/fields/SearchField.tsx';
import { Card, Page, PageBody, PageHead } from '../../../ui/page/Page.tsx';
import { Table, type TableColumn } from '../../../ui/page/Table.tsx';
import { useMirror } from '../../../workspace/hooks.ts';
import { sendCommand } from '../../../connection/connection.ts';
import { Refused } from '../frame/Unanswered.tsx';
import { useAnswer } from '../frame/useAnswer.ts';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';

type Sender = QueryReply<'senders.blocked'>['senders'][number];

const PAGE = 50;
const MOST = 200;
/** Typing settles before it is asked. Milliseconds. */
const TYPING_MS = 250;

/** Numbers and senders of whom nothing comes through: who did it, when and why, and the way back. */
export function BlockedPage() {
  const t = useSettingsText();
  const mirror = useMirror();
  const [search, setSearch] = useState('');
  const [limit, setLimit] = useState(PAGE);
  const answer = useAnswer('senders.blocked', { search: search.trim(), limit }, { afterMs: TYPING_MS });
  // Renews the numbers when they can be written as people know them.
  usePhoneText(undefined);
  const senders = answer.value?.senders;
  const nameOf = ({ name, number }: Sender): string =>
    name !== '' ? name : number === undefined ? t('blocked.unnamed') : phoneText(number);

  const set = async (sender: Sender, blocked: boolean): Promise<boolean> => {
    const { interactionId, reason } = sender;
    const reply = await sendCommand('interaction.block', {
      interactionId,
      blocked,
      ...(blocked && reason !== undefined && { reason }),
    });
    if (!reply.ok) showToast({ text: wordsOf(reply.error), tone: 'bad' });
    answer.again();
    return reply.ok;
  };
  const unblock = async (sender: Sender): Promise<void> => {
    if (await set(sender, false))
      showUndo(t('blocked.done', { name: nameOf(sender) }), t('undo'), () => void set(sender, true));
  };
  const columns: TableColumn<Sender>[] = [
    {
      id: 'who',
      header: t('blocked.who'),
      cell: (sender) => (
        <span className="trunc block">
          <span className="font-medium">{nameOf(sender)}</span>
          {sender.name !== '' && sender.number !== undefined && (
            <span className="num text-secondary"> {phoneText(sender.number)}</span>
          )}
        </span>
      ),
    },
    {
      id: 'channel',
      header: t('blocked.channel'),
      width: 160,
      cell: ({ channelId }) => (
        <span className="trunc block">{mirror?.channels.get(channelId)?.name ?? t('gone')}</span>
      ),
    },
    {
      id: 'why',
      header: t('blocked.why'),
      width: 170,
      cell: ({ reason }) => (reason === undefined ? '—' : t(`blocked.reason.${reason}`)),
    },
    {
      id: 'by',
      header: t('blocked.by'),
      width: 140,
      cell: ({ by }) => <span className="trunc block">{mirror?.agents.get(by)?.name ?? t('gone')}</span>,
    },
    {
      id: 'at',
      header: t('blocked.at'),
      width: 150,
      cell: ({ at }) => <span className="num">{formatDateTime(at)}</span>,
    },
    {
      id: 'unblock',
      header: t('blocked.unblock'),
      hideHeader: true,
      right: true,
      width: 130,
      cell: (sender) => (
        <Button
          size="sm"
          aria-label={t('blocked.unblockOf', { name: nameOf(sender) })}
          onClick={() => void unblock(sender)}
        >
          {t('blocked.unblock')}
        </Button>
      ),
    },
  ];
  const searched = search.trim() !== '';
  return (
    <Page label={t('title')}>
      <PageHead title={t('nav.blocked')} sub={t('blocked.text')} />
      <PageBody>
        <SearchField
          className="w-72"
          label={t('blocked.search')}
          clearLabel={t('clearSearch')}
          value={search}
          onChange={setSearch}
        />
        <Card>
          <Table
            label={t('nav.blocked')}
            columns={columns}
            rows={senders ?? []}
            rowId={({ customerId }) => customerId}
            loadingLabel={senders === undefined && answer.refusal === undefined ? t('app:loading') : undefined}
            error={senders === undefined && answer.refusal !== undefined ? <Refused answer={answer} /> : undefined}
            empty={
              <EmptyState
                icon={Ban}
                title={t(searched ? 'members.noMatch' : 'blocked.none')}
                text={searched ? undefined : t('blocked.noneText')}
                action={searched ? <Button onClick={() => setSearch('')}>{t('clearSearch')}</Button> : undefined}
              />
            }
          />
        </Card>
        {answer.value?.more === true &&
          (limit < MOST ? (
            <Button loading={answer.loading} onClick={() => setLimit(Math.min(MOST, limit * 2))}>
              {t('blocked.more')}
            </Button>
          ) : (
            <p className="text-secondary">{t('blocked.searchForMore')}</p>
          ))}
      </PageBody>
    </Page>
  );
}
