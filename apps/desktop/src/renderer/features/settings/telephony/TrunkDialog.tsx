import type { Trunk } from '@ringdesk/shared/model/call.ts';
import type { TrunkId } from '@ringdesk/shared/model/ids.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { type ReactNode, useState } from 'react';

import { ask } from '../../../connection/connection.ts';
import { currentLocale } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { showToast } from '../../../ui/feedback/toasts.ts';
import { Field } from '../../../ui/fields/Field.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { Stepper } from '../../../ui/fields/Stepper.tsx';
import { Switch } from '../../../ui/fields/Switch.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';
import { freshName } from '../frame/freshName.ts';
import { useErrorText, useSettingsText, wordsOf } from '../frame/useWords.ts';
import { countryOptions, homeCountry } from './countries.ts';
import {
  refusedTrunk,
  type TrunkErrors,
  type TrunkForm,
  trunkErrors,
  trunkFormOf,
  trunkInput,
  withTransport,
} from './trunkForm.ts';

type TextKey = 'name' | 'host' | 'user' | 'authUser' | 'password';
const LENGTHS: Readonly<Record<TextKey, number>> = { name: 80, host: 253, user: 120, authUser: 120, password: 256 };

/** One line to the telephone network: made, changed, tried and deleted here. */
export function TrunkDialog({
  trunkId,
  trunk,
  calls,
  taken,
  onClose,
}: {
  readonly trunkId: TrunkId;
  /** undefined: a new one. */
  readonly trunk: Trunk | undefined;
  /** That run over it now. */
  readonly calls: number;
  readonly taken: readonly string[];
  readonly onClose: (changed: boolean) => void;
}) {
  const t = useSettingsText();
  const errorText = useErrorText();
  const [form, setForm] = useState(() =>
    trunkFormOf(
      trunk,
      freshName(taken, (number) => t('telephony.generated', { number })),
      homeCountry(),
    ),
  );
  const [attempted, setAttempted] = useState(false);
  const [busy, setBusy] = useState<'save' | 'test' | 'delete'>();
  const [problem, setProblem] = useState<string>();
  /** What the server marked, until the values change. */
  const [refused, setRefused] = useState<TrunkErrors>({});
  const [deleting, setDeleting] = useState(false);
  const errors = trunkErrors(form);
  const wrong = (field: keyof TrunkForm): string | undefined =>
    attempted ? errorText(errors[field] ?? refused[field]) : undefined;
  const become = (next: TrunkForm): void => {
    setForm(next);
    setRefused({});
  };
  const change = (next: Partial<TrunkForm>): void => become({ ...form, ...next });
  const fail = (refusal: Refusal): void => {
    setRefused(refusedTrunk(refusal));
    setProblem(wordsOf(refusal));
  };

  const ready = (): boolean => {
    setAttempted(true);
    setProblem(undefined);
    return busy === undefined && Object.keys(errors).length === 0;
  };
  const save = async (): Promise<void> => {
    if (!ready()) return;
    setBusy('save');
    const reply = await ask('trunk.save', trunkInput(trunkId, trunk?.version ?? 0, form));
    setBusy(undefined);
    if (!reply.ok) return fail(reply.error);
    showToast({ text: t('telephony.saved', { name: form.name }), tone: 'ok' });
    onClose(true);
  };
  const test = async (): Promise<void> => {
    if (!ready()) return;
    setBusy('test');
    const { settings, password } = trunkInput(trunkId, 0, form);
    const reply = await ask('trunk.test', { trunkId, settings, password });
    setBusy(undefined);
    if (!reply.ok) return fail(reply.error);
    showToast({ text: t('telephony.answers', { count: reply.value.milliseconds }), tone: 'ok' });
  };
  const remove = async (): Promise<void> => {
    setBusy('delete');
    const reply = await ask('trunk.delete', { trunkId });
    setBusy(undefined);
    setDeleting(false);
    if (!reply.ok) return fail(reply.error);
    onClose(true);
  };

  const words = (field: keyof TrunkForm) => ({
    label: t(`telephony.field.${field}.label`),
    hint: t(
      field === 'password' && trunk?.passwordSet === true ? 'mail.passwordKept' : `telephony.field.${field}.hint`,
    ),
    error: wrong(field),
  });
  const text = (field: TextKey): ReactNode => (
    <TextField
      {...words(field)}
      type={field === 'password' ? 'password' : 'text'}
      autoComplete={field === 'password' ? 'new-password' : 'off'}
      spellCheck={false}
      maxLength={LENGTHS[field]}
      value={form[field]}
      onChange={(event) => change({ [field]: event.target.value })}
    />
  );

  return (
    <Dialog
      open
      size="lg"
      onClose={() => onClose(false)}
      title={t(trunk === undefined ? 'telephony.newTrunk' : 'telephony.editTitle', { name: form.name })}
      closeLabel={t('app:close')}
      actions={
        <>
          {trunk !== undefined && (
            <Button className="mr-auto" variant="outline-danger" onClick={() => setDeleting(true)}>
              {t('telephony.delete')}
            </Button>
          )}
          <Button loading={busy === 'test'} onClick={() => void test()}>
            {t('telephony.test')}
          </Button>
          <Button variant="primary" loading={busy === 'save'} onClick={() => void save()}>
            {t('telephony.save')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3.5 mid:grid-cols-2">
        {problem !== undefined && (
          <div className="mid:col-span-2">
            <Banner tone="danger" announce="alert">
              {problem}
            </Banner>
          </div>
        )}
        {text('name')}
        {text('host')}
        <Field {...words('transport')}>
          <Select
            value={form.transport}
            onChange={(transport) => become(withTransport(form, transport))}
            options={(['udp', 'tcp', 'tls'] as const).map((value) => ({ value, text: value.toUpperCase() }))}
          />
        </Field>
        <TextField
          {...words('port')}
          className="num"
          inputMode="numeric"
          maxLength={5}
          value={form.port === 0 ? '' : String(form.port)}
          onChange={(event) => change({ port: Number(event.target.value.replaceAll(/\D/g, '')) })}
        />
        <div className="mid:col-span-2">
          <Field {...words('registers')}>
            <Switch checked={form.registers} onChange={(registers) => change({ registers })} />
          </Field>
        </div>
        {text('user')}
        {text('password')}
        {text('authUser')}
        <Field {...words('maxCalls')}>
          <Stepper
            label={t('telephony.field.maxCalls.label')}
            value={form.maxCalls}
            onChange={(maxCalls) => change({ maxCalls })}
            min={1}
            max={1_000}
            locale={currentLocale()}
            lessLabel={t('less')}
            moreLabel={t('more')}
          />
        </Field>
        <Field {...words('country')}>
          <Select
            value={form.country}
            onChange={(country) => change({ country })}
            options={countryOptions(currentLocale())}
          />
        </Field>
        <Field {...words('dialAs')}>
          <Select
            value={form.dialAs}
            onChange={(dialAs) => change({ dialAs })}
            options={(['e164', 'digits', 'national'] as const).map((value) => ({
              value,
              text: t(`telephony.dialAs.${value}`),
            }))}
          />
        </Field>
        <div className="mid:col-span-2">
          <Field {...words('shortNumbers')}>
            <Switch checked={form.shortNumbers === true} onChange={(shortNumbers) => change({ shortNumbers })} />
          </Field>
        </div>
        <div className="mid:col-span-2">
          <TextArea
            {...words('allowedAddresses')}
            className="num"
            rows={2}
            value={form.allowedAddresses}
            onChange={(event) => change({ allowedAddresses: event.target.value })}
          />
        </div>
      </div>
      <ConfirmDialog
        open={deleting}
        title={t('telephony.deleteTitle', { name: form.name })}
        text={calls === 0 ? t('telephony.deleteText') : t('telephony.deleteCalls', { count: calls })}
        cancelLabel={t('app:cancel')}
        confirmLabel={t('telephony.delete')}
        danger
        busy={busy === 'delete'}
        onCancel={() => setDeleting(false)}
        onConfirm={() => void remove()}
      />
    </Dialog>
  );
}
