import type { Department } from '@ringdesk/shared/model/agent.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { useState } from 'react';

import { formatList } from '../../../text/format.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { showToast, showUndo } from '../../../ui/feedback/toasts.ts';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { Drawer } from '../../../ui/overlays/Drawer.tsx';
import { useAgents, useQueues } from '../../../workspace/hooks.ts';
import { sameValue } from '../form/changes.ts';
import { AgentAvatar } from '../frame/AgentAvatar.tsx';
import { moved, SortableRows } from '../frame/SortableRows.tsx';
import { sendSetting } from '../frame/sendSetting.ts';
import { useErrorText, usePresenceText, useSettingsText, wordsOf } from '../frame/useWords.ts';
import { MemberPicker } from '../queues/MemberPicker.tsx';

/** Name and ordered people of one department, new or existing. */
export function DepartmentDrawer({
  department,
  exists,
  editable,
  onClose,
}: {
  readonly department: Department;
  readonly exists: boolean;
  readonly editable: boolean;
  readonly onClose: () => void;
}) {
  const t = useSettingsText();
  const errorText = useErrorText();
  const [values, setValues] = useState(department);
  const [attempted, setAttempted] = useState(false);
  const [busy, setBusy] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const missing = values.name.trim() === '';

  const save = async (): Promise<void> => {
    setAttempted(true);
    if (missing || busy) return;
    setBusy(true);
    const reply = await sendSetting('department.save', values);
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    onClose();
    const saved = t('departments.saved', { name: values.name.trim() });
    if (exists) showUndo(saved, t('undo'), () => void sendSetting('department.save', department));
    else showToast({ text: saved, tone: 'ok' });
  };

  return (
    <Drawer
      open
      onClose={onClose}
      title={exists ? department.name : t('departments.new')}
      closeLabel={t('app:close')}
      actions={
        editable && (
          <>
            {exists && (
              <Button variant="outline-danger" onClick={() => setDeleting(true)}>
                {t('departments.delete')}
              </Button>
            )}
            <span className="fill" />
            <Button onClick={onClose}>{t('app:cancel')}</Button>
            <Button
              variant="primary"
              loading={busy}
              disabled={exists && sameValue(values, department)}
              onClick={() => void save()}
            >
              {t('form.save')}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {refusal !== undefined && refusal.code !== 'nameTaken' && <Banner tone="danger">{wordsOf(refusal)}</Banner>}
        <TextField
          label={t('departments.name')}
          value={values.name}
          maxLength={80}
          disabled={!editable}
          error={
            attempted && missing
              ? errorText('too-short')
              : refusal?.code === 'nameTaken'
                ? errorText('nameTaken')
                : undefined
          }
          onChange={(event) => {
            setValues({ ...values, name: event.target.value });
            setRefusal(undefined);
          }}
        />
        <People values={values} editable={editable} onChange={(agentIds) => setValues({ ...values, agentIds })} />
      </div>
      <DeleteDepartment
        department={department}
        open={deleting}
        onClose={() => setDeleting(false)}
        onDeleted={onClose}
      />
    </Drawer>
  );
}

function People({
  values,
  editable,
  onChange,
}: {
  readonly values: Department;
  readonly editable: boolean;
  readonly onChange: (agentIds: Department['agentIds']) => void;
}) {
  const t = useSettingsText();
  const presenceText = usePresenceText();
  const agents = useAgents();
  const { agentIds } = values;
  const items = agentIds.map((id) => {
    const agent = agents.find((each) => each.id === id);
    return {
      id,
      name: agent?.name ?? t('gone'),
      mark: agent === undefined ? null : <AgentAvatar agent={agent} />,
      ...(agent === undefined ? {} : { detail: presenceText(agent) }),
    };
  });
  return (
    <div>
      <div className="set-label mb-2">{t('departments.people')}</div>
      {items.length === 0 ? (
        <p className="hint">{t('departments.empty')}</p>
      ) : (
        <SortableRows
          label={t('departments.people')}
          items={items}
          fixed={!editable}
          onMove={(from, to) => onChange([...moved(agentIds, from, to)])}
          onRemove={(index) => onChange(agentIds.filter((_, each) => each !== index))}
        />
      )}
      {editable && (
        <MemberPicker
          present={agentIds.map((agentId) => ({ kind: 'agent', agentId }))}
          withDepartments={false}
          onAdd={(added) =>
            onChange([...agentIds, ...added.flatMap((member) => (member.kind === 'agent' ? [member.agentId] : []))])
          }
        />
      )}
    </div>
  );
}

function DeleteDepartment({
  department,
  open,
  onClose,
  onDeleted,
}: {
  readonly department: Department;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}) {
  const t = useSettingsText();
  const [busy, setBusy] = useState(false);
  const serving = useQueues().filter(({ settings }) =>
    settings.members.some((member) => member.kind === 'department' && member.departmentId === department.id),
  );
  const remove = async (): Promise<void> => {
    setBusy(true);
    const reply = await sendSetting('department.delete', { departmentId: department.id });
    setBusy(false);
    if (!reply.ok) return void showToast({ text: wordsOf(reply.error), tone: 'bad' });
    showToast({ text: t('departments.deleted', { name: department.name }), tone: 'ok' });
    onDeleted();
  };
  return (
    <ConfirmDialog
      open={open}
      title={t('departments.deleteTitle', { name: department.name })}
      text={
        serving.length === 0
          ? t('departments.deleteText')
          : t('departments.deleteQueues', { names: formatList(serving.map(({ name }) => name)) })
      }
      cancelLabel={t('app:cancel')}
      confirmLabel={t('departments.delete')}
      danger
      busy={busy}
      onCancel={onClose}
      onConfirm={() => void remove()}
    />
  );
}
