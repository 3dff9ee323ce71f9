import { PersonName, type Role } from '@ringdesk/shared/model/agent.ts';
import type { DepartmentId } from '@ringdesk/shared/model/ids.ts';
import { Email } from '@ringdesk/shared/model/mail.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { useState } from 'react';

import { ask } from '../../../connection/connection.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Field } from '../../../ui/fields/Field.tsx';
import { MultiCombobox } from '../../../ui/fields/MultiCombobox.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';
import { useDepartments } from '../../../workspace/hooks.ts';
import { useErrorText, useSettingsText, wordsOf } from '../frame/useWords.ts';
import { LinkResult } from './LinkResult.tsx';

const roles: readonly Role[] = ['agent', 'supervisor', 'admin'];

/** Invites a person: gives an address to send to them, valid seven days, once. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useSettingsText();
  const errorText = useErrorText();
  const departments = useDepartments();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const [departmentIds, setDepartmentIds] = useState<DepartmentId[]>([]);
  const [attempted, setAttempted] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [path, setPath] = useState<string>();
  const goodEmail = Email.safeParse(email.trim());
  const goodName = PersonName.safeParse(name);

  const create = async (): Promise<void> => {
    setAttempted(true);
    if (!goodEmail.success || !goodName.success || busy) return;
    setBusy(true);
    const reply = await ask('invitations.create', { email: goodEmail.data, name: goodName.data, role, departmentIds });
    setBusy(false);
    if (reply.ok) setPath(reply.value.path);
    else setRefusal(reply.error);
  };
  const emailError =
    attempted && !goodEmail.success
      ? errorText('invalid_format')
      : refusal?.code === 'emailTaken'
        ? errorText('emailTaken')
        : undefined;

  if (path !== undefined) {
    return (
      <Dialog
        open
        onClose={onClose}
        title={t('invite.doneTitle', { name: name.trim() })}
        closeLabel={t('app:close')}
        actions={
          <Button variant="primary" onClick={onClose}>
            {t('invite.done')}
          </Button>
        }
      >
        <LinkResult path={path} text={t('invite.doneText')} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('people.invite')}
      text={t('invite.text')}
      closeLabel={t('app:close')}
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
      actions={
        <>
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button variant="primary" type="submit" loading={busy}>
            {t('invite.create')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {refusal !== undefined && refusal.code !== 'emailTaken' && <Banner tone="danger">{wordsOf(refusal)}</Banner>}
        <TextField
          label={t('people.email')}
          type="email"
          autoComplete="off"
          placeholder="ana@example.com"
          value={email}
          error={emailError}
          onChange={(event) => {
            setEmail(event.target.value);
            setRefusal(undefined);
          }}
        />
        <TextField
          label={t('people.name')}
          autoComplete="off"
          value={name}
          error={attempted && !goodName.success ? errorText('too-short') : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        <Field label={t('people.role')} hint={t(`role.${role}.text`)}>
          <Select
            value={role}
            onChange={setRole}
            options={roles.map((value) => ({ value, text: t(`role.${value}.title`) }))}
          />
        </Field>
        {departments.length > 0 && (
          <Field label={t('nav.departments')}>
            <MultiCombobox
              values={departmentIds}
              onChange={setDepartmentIds}
              options={departments.map((department) => ({ value: department.id, text: department.name }))}
              placeholder={t('invite.departments')}
              empty={t('members.noMatch')}
              removeLabel={(text) => t('order.remove', { name: text })}
            />
          </Field>
        )}
      </div>
    </Dialog>
  );
}
