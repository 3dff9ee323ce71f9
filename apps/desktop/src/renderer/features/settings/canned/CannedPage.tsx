import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { CannedResponseId } from '@ringdesk/shared/model/ids.ts';
import type { CannedResponse } from '@ringdesk/shared/protocol/queries.ts';
import { MessageSquareQuote, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';

import { ask } from '../../../connection/connection.ts';
import { newId } from '../../../connection/session.ts';
import { currentLocale } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { ErrorState } from '../../../ui/feedback/ErrorState.tsx';
import { showToast, showUndo } from '../../../ui/feedback/toasts.ts';
import { SearchField } from '../../../ui/fields/SearchField.tsx';
import { Highlight } from '../../../ui/overlays/Highlight.tsx';
import { Card, Page, PageBody, PageHead } from '../../../ui/page/Page.tsx';
import { Table, type TableColumn } from '../../../ui/page/Table.tsx';
import { mayEdit } from '../frame/rights.ts';
import { useAnswer } from '../frame/useAnswer.ts';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';
import { CannedDialog } from './CannedDialog.tsx';

/** [41] the center's canned responses: a shortcut and a text each. */
export function CannedPage({ me }: { readonly me: Agent }) {
  const t = useSettingsText();
  const answer = useAnswer('canned.list', {});
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState<CannedResponse>();
  const editable = mayEdit('canned', me.role);
  const all = answer.value?.responses;
  const needle = query.trim().toLocaleLowerCase();
  const { compare } = new Intl.Collator(currentLocale(), { numeric: true });
  const rows = (all ?? [])
    .filter(({ shortcut, text }) => `/${shortcut} ${text}`.toLocaleLowerCase().includes(needle))
    .toSorted((a, b) => compare(a.shortcut, b.shortcut));

  const remove = async (response: CannedResponse): Promise<void> => {
    const reply = await ask('canned.delete', { id: response.id });
    answer.again();
    if (!reply.ok) return void showToast({ text: wordsOf(reply.error), tone: 'bad' });
    showUndo(t('canned.deleted', { shortcut: response.shortcut }), t('undo'), () => {
      void ask('canned.save', response).then(answer.again);
    });
  };
  const columns: TableColumn<CannedResponse>[] = [
    {
      id: 'shortcut',
      header: t('canned.shortcut'),
      width: 180,
      cell: ({ shortcut }) => (
        <span className="font-medium">
          <Highlight text={`/${shortcut}`} query={query} />
        </span>
      ),
    },
    {
      id: 'text',
      header: t('canned.text'),
      cell: ({ text }) => (
        <span className="trunc block text-secondary">
          <Highlight text={text} query={query} />
        </span>
      ),
    },
    ...(editable
      ? [
          {
            id: 'delete',
            header: t('canned.delete'),
            hideHeader: true,
            right: true,
            width: 56,
            cell: (response: CannedResponse) => (
              <IconButton
                size="sm"
                icon={Trash2}
                label={t('canned.deleteOf', { shortcut: response.shortcut })}
                onClick={() => void remove(response)}
              />
            ),
          },
        ]
      : []),
  ];
  const create = (): void => setOpen({ id: newId<CannedResponseId>(), scope: { kind: 'center' }, folder: '', shortcut: '', text: '', uses: 0 });

  return (
    <Page label={t('title')}>
      <PageHead
        title={t('nav.canned')}
        sub={t('canned.hint')}
        actions={
          editable && (
            <Button variant="primary" icon={Plus} onClick={create}>
              {t('canned.new')}
            </Button>
          )
        }
      />
      <PageBody>
        <SearchField
          className="w-72"
          label={t('canned.search')}
          clearLabel={t('clearSearch')}
          value={query}
          onChange={setQuery}
        />
        <Card>
          <Table
            label={t('nav.canned')}
            columns={columns}
            rows={rows}
            rowId={(response) => response.id}
            {...(editable ? { onOpen: setOpen } : {})}
            loadingLabel={all === undefined && answer.refusal === undefined ? t('app:loading') : undefined}
            error={
              all === undefined && answer.refusal !== undefined ? (
                <ErrorState
                  title={wordsOf(answer.refusal)}
                  retryLabel={t('app:retry')}
                  retrying={answer.loading}
                  onRetry={answer.again}
                />
              ) : undefined
            }
            empty={
              <EmptyState
                icon={MessageSquareQuote}
                title={t(needle === '' ? 'canned.none' : 'members.noMatch')}
                text={needle === '' ? t('canned.noneText') : undefined}
                action={needle === '' ? undefined : <Button onClick={() => setQuery('')}>{t('clearSearch')}</Button>}
              />
            }
          />
        </Card>
      </PageBody>
      {open !== undefined && (
        <CannedDialog
          response={open}
          exists={(all ?? []).some(({ id }) => id === open.id)}
          onClose={() => setOpen(undefined)}
          onSaved={answer.again}
        />
      )}
    </Page>
  );
}
