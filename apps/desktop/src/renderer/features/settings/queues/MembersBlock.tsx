import type { Agent, Department } from '@ringdesk/shared/model/agent.ts';
import type { Member } from '@ringdesk/shared/model/queue.ts';
import { unavailableBecause } from '@ringdesk/shared/rules/availability.ts';
import { memberKey } from '@ringdesk/shared/rules/queueMembers.ts';
import { useCallback, useMemo } from 'react';

import { SettingBlock } from '../../../ui/settings/SettingRow.tsx';
import { FieldWarnings } from '../form/FieldWarnings.tsx';
import { moved, type SortableItem, SortableRows } from '../frame/SortableRows.tsx';
import { usePresenceText, useSettingsText } from '../frame/useWords.ts';
import { MemberMark, MemberPicker } from './MemberPicker.tsx';
import { type QueueCardProps, useFieldProps } from './queueCard.ts';
import type { QueueForm } from './queueForm.ts';

/** [12] agents and departments in the queue's order. */
export function MembersBlock({ form, around, editable, warningsOf }: QueueCardProps) {
  const fieldProps = useFieldProps(form);
  const rowOf = useRowOf(around.agentOf, around.departmentOf, form.values);
  const { members } = form.values;
  const items = useMemo(() => members.map(rowOf), [members, rowOf]);
  const { hint, ...words } = fieldProps('members');
  return (
    <SettingBlock {...words} {...(members.length === 0 ? { hint } : {})}>
      {members.length > 0 && (
        <SortableRows
          label={words.label}
          items={items}
          fixed={!editable}
          onMove={(from, to) => form.set({ members: [...moved(members, from, to)] })}
          onRemove={(index) => form.set({ members: members.filter((_, each) => each !== index) })}
        />
      )}
      {editable && (
        <MemberPicker
          present={members}
          withDepartments
          onAdd={(added) => form.set({ members: [...members, ...added] })}
        />
      )}
      <FieldWarnings warnings={warningsOf('members')} />
    </SettingBlock>
  );
}

/** A member as a row: who it is, whether they are available now, and their load. */
function useRowOf(
  agentOf: (id: Agent['id']) => Agent | undefined,
  departmentOf: (id: Department['id']) => Department | undefined,
  { availabilityCheck, medium, limit }: Pick<QueueForm, 'availabilityCheck' | 'medium' | 'limit'>,
): (member: Member) => SortableItem {
  const t = useSettingsText();
  const presenceText = usePresenceText();
  // The same function until something that rows show changes: a change elsewhere in the form draws none of hundreds.
  return useCallback(
    (member) => {
      const loadText = ({ chatLoad }: Agent): string =>
        limit === null ? t('members.open', { count: chatLoad }) : t('members.openOf', { count: limit, open: chatLoad });
      const id = memberKey(member);
      if (member.kind === 'agent') {
        const agent = agentOf(member.agentId);
        const name = agent?.name ?? t('gone');
        const mark = <MemberMark member={member} name={name} />;
        if (agent === undefined) return { id, name, mark };
        const detail = agent.dismissed
          ? t('members.dismissed')
          : agent.absent
            ? t('members.absent')
            : presenceText(agent);
        return { id, name, mark, detail, right: loadText(agent) };
      }
      const department = departmentOf(member.departmentId);
      const people = (department?.agentIds ?? []).flatMap((agentId) => agentOf(agentId) ?? []);
      const available = people.filter(
        (agent) => unavailableBecause(agent, availabilityCheck, medium) === undefined,
      ).length;
      const name = department?.name ?? t('gone');
      return {
        id,
        name,
        mark: <MemberMark member={member} name={name} />,
        detail: t('members.available', { count: people.length, available }),
        right: t('members.department'),
      };
    },
    [t, presenceText, agentOf, departmentOf, availabilityCheck, medium, limit],
  );
}
