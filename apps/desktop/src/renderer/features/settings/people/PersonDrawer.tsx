import { type Agent, type OfferTimeFactor, PersonName, type Role } from '@ringdesk/shared/model/agent.ts';
import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import { peopleOf } from '@ringdesk/shared/rules/queueMembers.ts';
import { useState } from 'react';

import { formatList, formatNumber } from '../../../text/format.ts';
import type { Translate } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { showUndo } from '../../../ui/feedback/toasts.ts';
import { Checkbox } from '../../../ui/fields/Checkbox.tsx';
import { Field } from '../../../ui/fields/Field.tsx';
import { MultiCombobox } from '../../../ui/fields/MultiCombobox.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Drawer } from '../../../ui/overlays/Drawer.tsx';
import { KeyValues } from '../../../ui/page/Panel.tsx';
import { useDepartments, useQueues } from '../../../workspace/hooks.ts';
import { sameValue } from '../form/changes.ts';
import { AgentAvatar } from '../frame/AgentAvatar.tsx';
import { mayEdit } from '../frame/rights.ts';
import { sendSetting } from '../frame/sendSetting.ts';
import { useErrorText, useSettingsText, wordsOf } from '../frame/useWords.ts';
import { PersonActions } from './PersonActions.tsx';

const roles: readonly Role[] = ['agent', 'supervisor', 'admin'];

interface Values {
  readonly name: string;
  readonly role: Role;
  readonly supervises: QueueId[];
  readonly absent: boolean;
  readonly offerTimeFactor: OfferTimeFactor;
}

const factors: readonly OfferTimeFactor[] = [1, 1.5, 2];

const valuesOf = ({ name, role, supervises, absent, offerTimeFactor = 1 }: Agent): Values => ({
  name,
  role,
  supervises,
  absent,
  offerTimeFactor,
});

/** One person: name, role, supervised queues, leave; and what can be done about their account. */
export function PersonDrawer({
  me,
  agent,
  onClose,
}: {
  readonly me: Agent;
  readonly agent: Agent;
  readonly onClose: () => void;
}) {
  const t = useSettingsText();
  const errorText = useErrorText();
  const queues = useQueues();
  const [values, setValues] = useState(() => valuesOf(agent));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const editable = mayEdit('people', me.role) && !agent.dismissed;
  const dirty = !sameValue(values, valuesOf(agent));
  const named = PersonName.safeParse(values.name).success;
  const set = (change: Partial<Values>): void => setValues({ ...values, ...change });

  const save = async (): Promise<void> => {
    if (!named) return;
    setBusy(true);
    const before = valuesOf(agent);
    const reply = await sendSetting('agent.save', { agentId: agent.id, ...values });
    setBusy(false);
    if (!reply.ok) return setProblem(wordsOf(reply.error));
    onClose();
    showUndo(t('people.saved', { name: values.name.trim() }), t('undo'), () => {
      void sendSetting('agent.save', { agentId: agent.id, ...before });
    });
  };

  return (
    <Drawer
      open
      onClose={onClose}
      title={agent.name}
      text={agent.email}
      closeLabel={t('app:close')}
      actions={
        editable && (
          <>
            <Button onClick={onClose}>{t('app:cancel')}</Button>
            <Button variant="primary" loading={busy} disabled={!dirty || !named} onClick={() => void save()}>
              {t('form.save')}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {problem !== undefined && <Banner tone="danger">{problem}</Banner>}
        <Facts agent={agent} />
        {editable ? (
          <>
            <TextField
              label={t('people.name')}
              value={values.name}
              error={named ? undefined : errorText('too-short')}
              onChange={(event) => set({ name: event.target.value })}
            />
            <Field label={t('people.role')} hint={t(`role.${values.role}.text`)}>
              <Select
                value={values.role}
                onChange={(role) => set({ role })}
                options={roles.map((value) => ({ value, text: t(`role.${value}.title`) }))}
              />
            </Field>
            {values.role === 'supervisor' && (
              <Field label={t('people.supervises')} hint={t('people.supervisesHint')}>
                <MultiCombobox
                  values={values.supervises}
                  onChange={(supervises) => set({ supervises })}
                  options={queues.map(({ id, name }) => ({ value: id, text: name }))}
                  placeholder={t('people.chooseQueues')}
                  empty={t('members.noMatch')}
                  removeLabel={(text) => t('order.remove', { name: text })}
                />
              </Field>
            )}
            <Field label={t('people.offerTime')} hint={t('people.offerTimeHint')}>
              <Select
                value={String(values.offerTimeFactor)}
                onChange={(chosen) => set({ offerTimeFactor: factors.find((each) => String(each) === chosen) ?? 1 })}
                options={factors.map((each) => ({ value: String(each), text: offerTimeText(each, t) }))}
              />
            </Field>
            <Checkbox checked={values.absent} onChange={(absent) => set({ absent })} hint={t('people.absentHint')}>
              {t('people.absent')}
            </Checkbox>
          </>
        ) : (
          agent.role === 'supervisor' && (
            <p className="text-secondary">
              {t('people.supervisesThese', {
                names: formatList(queues.filter(({ id }) => agent.supervises.includes(id)).map(({ name }) => name)),
              })}
            </p>
          )
        )}
        <PersonActions me={me} agent={agent} />
      </div>
    </Drawer>
  );
}

/** "1.5 times", as the language writes it. */
const offerTimeText = (factor: OfferTimeFactor, t: Translate): string =>
  factor === 1 ? t('people.offerTimeUsual') : t('people.offerTimeTimes', { times: formatNumber(factor) });

function Facts({ agent }: { readonly agent: Agent }) {
  const t = useSettingsText();
  const departments = useDepartments();
  const queues = useQueues();
  const departmentOf = (id: string) => departments.find((department) => department.id === id);
  const inDepartments = departments.filter(({ agentIds }) => agentIds.includes(agent.id)).map(({ name }) => name);
  const inQueues = queues
    .filter(({ settings }) => peopleOf(settings.members, departmentOf).includes(agent.id))
    .map(({ name }) => name);
  return (
    <div className="flex items-start gap-3">
      <AgentAvatar agent={agent} size={44} />
      <KeyValues
        rows={[
          { name: t('people.role'), value: t(`role.${agent.role}.title`) },
          { name: t('nav.departments'), value: inDepartments.length === 0 ? t('none') : formatList(inDepartments) },
          { name: t('nav.queues'), value: inQueues.length === 0 ? t('none') : formatList(inQueues) },
          ...(agent.offerTimeFactor === undefined
            ? []
            : [{ name: t('people.offerTime'), value: offerTimeText(agent.offerTimeFactor, t) }]),
          { name: t('people.openNow'), value: formatNumber(agent.chatLoad) },
        ]}
      />
    </div>
  );
}
