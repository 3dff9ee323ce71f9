import type { Agent, Department } from '@ringdesk/shared/model/agent.ts';
import type { DepartmentId } from '@ringdesk/shared/model/ids.ts';
import { BookUser, Plus } from 'lucide-react';
import { useState } from 'react';

import { newId } from '../../../connection/session.ts';
import { formatList } from '../../../text/format.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Card, Page, PageBody, PageHead } from '../../../ui/page/Page.tsx';
import { Table, type TableColumn } from '../../../ui/page/Table.tsx';
import { useAgents, useDepartments, useQueues } from '../../../workspace/hooks.ts';
import { mayEdit } from '../frame/rights.ts';
import { useSettingsText } from '../frame/useWords.ts';
import { DepartmentDrawer } from './DepartmentDrawer.tsx';

/** Departments: groups of people in an order, which stand for them in queues [12]. */
export function DepartmentsPage({ me }: { readonly me: Agent }) {
  const t = useSettingsText();
  const departments = useDepartments();
  const [open, setOpen] = useState<Department>();
  const editable = mayEdit('departments', me.role);
  const columns = useColumns();
  const create = (): void => setOpen({ id: newId<DepartmentId>(), name: '', agentIds: [] });
  return (
    <Page label={t('title')}>
      <PageHead
        title={t('nav.departments')}
        sub={t('departments.text')}
        actions={
          editable && (
            <Button variant="primary" icon={Plus} onClick={create}>
              {t('departments.new')}
            </Button>
          )
        }
      />
      <PageBody>
        <Card>
          <Table
            label={t('nav.departments')}
            columns={columns}
            rows={departments}
            rowId={(department) => department.id}
            onOpen={setOpen}
            empty={<EmptyState icon={BookUser} title={t('departments.none')} text={t('departments.noneText')} />}
          />
        </Card>
      </PageBody>
      {open !== undefined && (
        <DepartmentDrawer
          key={open.id}
          department={open}
          exists={departments.some(({ id }) => id === open.id)}
          editable={editable}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Page>
  );
}

function useColumns(): readonly TableColumn<Department>[] {
  const t = useSettingsText();
  const agents = useAgents();
  const queues = useQueues();
  const nameOf = new Map(agents.map(({ id, name }) => [id, name]));
  return [
    { id: 'name', header: t('departments.name'), cell: ({ name }) => <span className="font-medium">{name}</span> },
    {
      id: 'people',
      header: t('nav.people'),
      cell: ({ agentIds }) => (
        <span className="text-secondary">
          {agentIds.length === 0 ? t('nobody') : formatList(agentIds.flatMap((id) => nameOf.get(id) ?? []))}
        </span>
      ),
    },
    {
      id: 'queues',
      header: t('nav.queues'),
      cell: ({ id }) => (
        <span className="text-secondary">
          {formatList(
            queues
              .filter(({ settings }) =>
                settings.members.some((member) => member.kind === 'department' && member.departmentId === id),
              )
              .map(({ name }) => name),
          )}
        </span>
      ),
    },
  ];
}
