import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { CannedResponseId } from '@ringdesk/shared/model/ids.ts';
import type { CannedResponse, CannedScope } from '@ringdesk/shared/model/cannedResponse.ts';
import { MessageSquareQuote, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';

import { ask } from '../../../connection/connection.ts';
import { newId } from '../../../connection/session.ts';
import { formatNumber } from '../../../text/format.ts';
import { currentLocale } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { showToast, showUndo } from '../../../ui/feedback/toasts.ts';
import { SearchField } from '../../../ui/fields/SearchField.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { Highlight } from '../../../ui/overlays/Highlight.tsx';
import { Card, Page, PageBody, PageHead } from '../../../ui/page/Page.tsx';
import { Table, type TableColumn } from '../../../ui/page/Table.tsx';
import { useQueues } from '../../../workspace/hooks.ts';
import { Refused } from '../frame/Unanswered.tsx';
import { useAnswer } from '../frame/useAnswer.ts';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';
import { CannedDialog } from './CannedDialog.tsx';
import { CannedFileActions } from './CannedFileActions.tsx';
import { editableScopes, mayEditScope, scopeKey, scopeOf } from './scopes.ts';

/** [41] Canned responses: the center's list, one per queue, and one's own; a shortcut, a folder and a text each. */
export function CannedPage({ me }: { readonly me: Agent }) {
  const t = useSettingsText();
  const answer = useAnswer('canned.list', {});
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState<CannedResponse>();
  const queues = useQueues();
  const [list, setList] = useState('all');
  const writable = editableScopes(me, queues);
  const nameOf = (scope: CannedScope): string =>
    scope.kind === 'queue'
      ? (queues.find(({ id }) => id === scope.queueId)?.name ?? t('canned.scope.queue'))
      : t(`canned.scope.${scope.kind}`);
  const choice = (scope: CannedScope) => ({ value: scopeKey(scope), text: nameOf(scope) });
  const all = answer.value?.responses;
  const needle = query.trim().toLocaleLowerCase();
  const { compare } = new Intl.Collator(currentLocale(), { numeric: true });
  const rows = (all ?? [])
    .filter(({ scope }) => list === 'all' || scopeKey(scope) === list)
    .filter(({ shortcut, folder, text }) => `/${shortcut} ${folder} ${text}`.toLocaleLowerCase().includes(needle))
    .toSorted((a, b) => compare(a.folder, b.folder) || compare(a.shortcut, b.shortcut));
  const lists = [...new Map((all ?? []).map(({ scope }) => [scopeKey(scope), scope])).values()];
  const chosen = list === 'all' ? (writable[0] ?? { kind: 'personal' as const }) : scopeOf(list);

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
    { id: 'folder', header: t('canned.folder'), width: 140, cell: ({ folder }) => folder },
    { id: 'list', header: t('canned.list'), width: 150, cell: ({ scope }) => nameOf(scope) },
    { id: 'uses', header: t('canned.uses'), right: true, width: 80, cell: ({ uses }) => formatNumber(uses) },
    {
      id: 'delete',
      header: t('canned.delete'),
      hideHeader: true,
      right: true,
      width: 56,
      cell: (response: CannedResponse) =>
        mayEditScope(me, response.scope) && (
          <IconButton
            size="sm"
            icon={Trash2}
            label={t('canned.deleteOf', { shortcut: response.shortcut })}
            onClick={() => void remove(response)}
          />
        ),
    },
  ];
  const create = (): void =>
    setOpen({ id: newId<CannedResponseId>(), scope: chosen, folder: '', shortcut: '', text: '', uses: 0 });

  return (
    <Page label={t('title')}>
      <PageHead
        title={t('nav.canned')}
        sub={t('canned.hint')}
        actions={
          <>
            <CannedFileActions
              scope={chosen}
              name={nameOf(chosen)}
              responses={(all ?? []).filter(({ scope }) => scopeKey(scope) === scopeKey(chosen))}
              editable={mayEditScope(me, chosen)}
              onDone={answer.again}
            />
            <Button
              variant="primary"
              icon={Plus}
              disabledReason={mayEditScope(me, chosen) ? undefined : t('canned.notYours')}
              onClick={create}
            >
              {t('canned.new')}
            </Button>
          </>
        }
      />
      <PageBody>
        <div className="flex flex-wrap gap-2">
          <Select
            className="w-60"
            label={t('canned.list')}
            value={list}
            options={[
              { value: 'all', text: t('canned.scope.all') },
              ...new Map([...writable, ...lists].map((scope) => [scopeKey(scope), choice(scope)])).values(),
            ]}
            onChange={setList}
          />
          <SearchField
            className="w-72"
            label={t('canned.search')}
            clearLabel={t('clearSearch')}
            value={query}
            onChange={setQuery}
          />
        </div>
        <Card>
          <Table
            label={t('nav.canned')}
            columns={columns}
            rows={rows}
            rowId={(response) => response.id}
            onOpen={(response) => {
              if (mayEditScope(me, response.scope)) setOpen(response);
            }}
            loadingLabel={all === undefined && answer.refusal === undefined ? t('app:loading') : undefined}
            error={all === undefined && answer.refusal !== undefined ? <Refused answer={answer} /> : undefined}
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
          scopes={writable.map(choice)}
          folders={[...new Set((all ?? []).flatMap(({ folder }) => (folder === '' ? [] : [folder])))]}
          exists={(all ?? []).some(({ id }) => id === open.id)}
          onClose={() => setOpen(undefined)}
          onSaved={answer.again}
        />
      )}
    </Page>
  );
}
