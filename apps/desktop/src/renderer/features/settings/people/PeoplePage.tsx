import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import { UserPlus, Users } from 'lucide-react';
import { useState } from 'react';

import { formatList } from '../../../text/format.ts';
import { currentLocale } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { SearchField } from '../../../ui/fields/SearchField.tsx';
import { SegmentedControl } from '../../../ui/fields/SegmentedControl.tsx';
import { Tag } from '../../../ui/marks/Tag.tsx';
import { Card, Page, PageBody, PageHead } from '../../../ui/page/Page.tsx';
import { Table, type TableColumn } from '../../../ui/page/Table.tsx';
import { useAgents, useDepartments } from '../../../workspace/hooks.ts';
import { AgentAvatar } from '../frame/AgentAvatar.tsx';
import { mayEdit } from '../frame/rights.ts';
import { usePresenceText, useSettingsText } from '../frame/useWords.ts';
import { Invitations } from './Invitations.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { type PeopleFilter, peopleRows, type PeopleSort, type PersonRow } from './peopleRows.ts';
import { PersonDrawer } from './PersonDrawer.tsx';

/** Everybody who works here: who they are, what they may, whether they are there; invitations below. */
export function PeoplePage({ me }: { readonly me: Agent }) {
  const t = useSettingsText();
  const presenceText = usePresenceText();
  const agents = useAgents();
  const departments = useDepartments();
  const [filter, setFilter] = useState<PeopleFilter>({ query: '', which: 'current' });
  const [sort, setSort] = useState<PeopleSort>({ column: 'name', direction: 'ascending' });
  const [open, setOpen] = useState<AgentId>();
  const [inviting, setInviting] = useState(false);
  const [round, setRound] = useState(0);
  const editable = mayEdit('people', me.role);
  const { compare } = new Intl.Collator(currentLocale(), { numeric: true });
  const rows = peopleRows(agents, departments, filter, sort, presenceText, compare);
  const person = agents.find((agent) => agent.id === open);
  const columns = useColumns();

  return (
    <Page label={t('title')}>
      <PageHead
        title={t('nav.people')}
        sub={t('people.count', { count: agents.filter((agent) => !agent.dismissed).length })}
        actions={
          editable && (
            <Button variant="primary" icon={UserPlus} onClick={() => setInviting(true)}>
              {t('people.invite')}
            </Button>
          )
        }
      />
      <PageBody>
        <div className="flex flex-wrap items-center gap-3">
          <SearchField
            className="w-72"
            label={t('people.search')}
            clearLabel={t('clearSearch')}
            value={filter.query}
            onChange={(query) => setFilter({ ...filter, query })}
          />
          <SegmentedControl
            inline
            label={t('people.which')}
            value={filter.which}
            onChange={(which) => setFilter({ ...filter, which })}
            segments={[
              { value: 'current', text: t('people.current') },
              { value: 'dismissed', text: t('people.dismissed') },
            ]}
          />
        </div>
        <Card>
          <Table
            label={t('nav.people')}
            columns={columns}
            rows={rows}
            rowId={(row) => row.agent.id}
            sort={sort}
            onSort={(next) => setSort(next as PeopleSort)}
            onOpen={(row) => setOpen(row.agent.id)}
            empty={<EmptyState icon={Users} title={t('people.nobody')} text={t('people.nobodyText')} />}
          />
        </Card>
        {editable && <Invitations renewOn={round} />}
      </PageBody>
      {person !== undefined && <PersonDrawer me={me} agent={person} onClose={() => setOpen(undefined)} />}
      {inviting && (
        <InviteDialog
          onClose={() => {
            setInviting(false);
            setRound(round + 1);
          }}
        />
      )}
    </Page>
  );
}

function useColumns(): readonly TableColumn<PersonRow>[] {
  const t = useSettingsText();
  const presenceText = usePresenceText();
  return [
    {
      id: 'name',
      header: t('people.name'),
      sortable: true,
      cell: ({ agent }) => (
        <span className="flex items-center gap-2.5">
          <AgentAvatar agent={agent} />
          <span className="flex min-w-0 flex-col">
            <span className="trunc font-medium">{agent.name}</span>
            <span className="trunc text-12 text-muted">{agent.email}</span>
          </span>
        </span>
      ),
    },
    { id: 'role', header: t('people.role'), sortable: true, cell: ({ agent }) => t(`role.${agent.role}.title`) },
    {
      id: 'departments',
      header: t('nav.departments'),
      cell: (row) => <span className="text-secondary">{formatList(row.departments.map(({ name }) => name))}</span>,
    },
    {
      id: 'presence',
      header: t('people.presence'),
      sortable: true,
      cell: ({ agent }) => (agent.dismissed ? '' : presenceText(agent)),
    },
    {
      id: 'status',
      header: t('people.status'),
      cell: ({ status }) => (
        <Tag size="sm" tone={status === 'working' ? 'ok' : status === 'absent' ? 'warn' : 'neutral'}>
          {t(`people.statusOf.${status}`)}
        </Tag>
      ),
    },
  ];
}
