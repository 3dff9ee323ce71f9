import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { KnownBot } from '@ringdesk/shared/model/bot.ts';
import { Bot as BotGlyph, Plus } from 'lucide-react';
import { useState } from 'react';

import { formatList } from '../../../text/format.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Card, Page, PageBody, PageHead } from '../../../ui/page/Page.tsx';
import { Table, type TableColumn } from '../../../ui/page/Table.tsx';
import { useBots, useQueues } from '../../../workspace/hooks.ts';
import { useGo } from '../frame/go.ts';
import { mayEdit } from '../frame/rights.ts';
import { useSettingsText } from '../frame/useWords.ts';
import { NewBotDialog } from './NewBotDialog.tsx';

/** [45] every bot, and the queues it answers first in. */
export function BotsPage({ me }: { readonly me: Agent }) {
  const t = useSettingsText();
  const go = useGo();
  const bots = useBots();
  const columns = useColumns();
  const [creating, setCreating] = useState(false);
  const editable = mayEdit('bots', me.role);
  return (
    <Page label={t('nav.bots')}>
      <PageHead
        title={t('nav.bots')}
        sub={t('bot.text')}
        actions={
          editable && (
            <Button variant="primary" icon={Plus} onClick={() => setCreating(true)}>
              {t('bot.new')}
            </Button>
          )
        }
      />
      <PageBody>
        <Card>
          <Table
            label={t('nav.bots')}
            columns={columns}
            rows={bots}
            rowId={(bot) => bot.id}
            onOpen={({ id }) => go({ name: 'bot', id })}
            empty={<EmptyState icon={BotGlyph} title={t('bot.none')} text={t('bot.noneText')} />}
          />
        </Card>
      </PageBody>
      {creating && <NewBotDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}

function useColumns(): readonly TableColumn<KnownBot>[] {
  const t = useSettingsText();
  const queues = useQueues();
  return [
    { id: 'name', header: t('bot.field.name.label'), cell: ({ name }) => <span className="font-medium">{name}</span> },
    {
      id: 'kind',
      header: t('bot.kindLabel'),
      cell: ({ settings }) =>
        settings && <span className="text-secondary">{t(`bot.kind.${settings.kind}.title`)}</span>,
    },
    {
      id: 'queues',
      header: t('nav.queues'),
      cell: ({ id }) => (
        <span className="text-secondary">
          {formatList(queues.filter(({ settings }) => settings.botId === id).map(({ name }) => name))}
        </span>
      ),
    },
  ];
}
