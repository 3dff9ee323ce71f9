import type { Member } from '@ringdesk/shared/model/queue.ts';
import { memberKey } from '@ringdesk/shared/rules/queueMembers.ts';

import { SettingBlock } from '../../../ui/settings/SettingRow.tsx';
import { useAgents, useDepartments } from '../../../workspace/hooks.ts';
import { moved, SortableRows } from '../frame/SortableRows.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { MemberMark, MemberPicker } from './MemberPicker.tsx';

/** The first members of a queue that is being made [12]. */
export function NewMembers({
  members,
  onChange,
}: {
  readonly members: readonly Member[];
  readonly onChange: (members: readonly Member[]) => void;
}) {
  const t = useSettingsText();
  const agents = useAgents();
  const departments = useDepartments();
  const nameOf = (member: Member): string =>
    (member.kind === 'agent'
      ? agents.find(({ id }) => id === member.agentId)?.name
      : departments.find(({ id }) => id === member.departmentId)?.name) ?? t('gone');
  return (
    <SettingBlock label={t('queue.field.members.label')} hint={t('queue.field.members.hint')}>
      {members.length > 0 && (
        <SortableRows
          label={t('queue.field.members.label')}
          items={members.map((member) => ({
            id: memberKey(member),
            name: nameOf(member),
            mark: <MemberMark member={member} name={nameOf(member)} />,
          }))}
          onMove={(from, to) => onChange(moved(members, from, to))}
          onRemove={(index) => onChange(members.filter((_, each) => each !== index))}
        />
      )}
      <MemberPicker present={members} withDepartments onAdd={(added) => onChange([...members, ...added])} />
    </SettingBlock>
  );
}
