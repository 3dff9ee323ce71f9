import { CannedResponse } from '@ringdesk/shared/model/cannedResponse.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { useState } from 'react';

import { ask } from '../../../connection/connection.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { showToast, showUndo } from '../../../ui/feedback/toasts.ts';
import { Select } from '../../../ui/fields/Select.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Field } from '../../../ui/fields/Field.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';
import { schemaErrors, settingsField } from '../form/schemaErrors.ts';
import { useErrorText, useSettingsText, wordsOf } from '../frame/useWords.ts';
import { scopeKey, scopeOf } from './scopes.ts';

/** One canned response, new or existing. */
export function CannedDialog({
  response,
  exists,
  scopes,
  folders,
  onClose,
  onSaved,
}: {
  readonly response: CannedResponse;
  readonly exists: boolean;
  /** Lists it may stand in: value and name. */
  readonly scopes: readonly { readonly value: string; readonly text: string }[];
  /** Names of folders there are, to choose from while typing. */
  readonly folders: readonly string[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}) {
  const t = useSettingsText();
  const errorText = useErrorText();
  const [values, setValues] = useState(response);
  const [attempted, setAttempted] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const errors = schemaErrors(CannedResponse, values, settingsField);

  const save = async (): Promise<void> => {
    setAttempted(true);
    if (busy || Object.keys(errors).length > 0) return;
    setBusy(true);
    const reply = await ask('canned.save', values);
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    onSaved();
    onClose();
    const saved = t('canned.saved', { shortcut: values.shortcut });
    if (exists) showUndo(saved, t('undo'), () => void ask('canned.save', response).then(onSaved));
    else showToast({ text: saved, tone: 'ok' });
  };

  return (
    <Dialog
      open
      onClose={onClose}
      size="lg"
      title={exists ? t('canned.edit', { shortcut: response.shortcut }) : t('canned.new')}
      closeLabel={t('app:close')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      actions={
        <>
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button variant="primary" type="submit" loading={busy}>
            {t('form.save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {refusal !== undefined && refusal.code !== 'nameTaken' && <Banner tone="danger">{wordsOf(refusal)}</Banner>}
        <TextField
          label={t('canned.shortcut')}
          hint={t('canned.shortcutHint')}
          prefix="/"
          value={values.shortcut}
          maxLength={40}
          error={
            refusal?.code === 'nameTaken'
              ? errorText('nameTaken')
              : attempted
                ? errorText(errors['shortcut'])
                : undefined
          }
          onChange={(event) => {
            setValues({ ...values, shortcut: event.target.value.replace(/^\//, '') });
            setRefusal(undefined);
          }}
        />
        <Field label={t('canned.list')}>
          <Select
            label={t('canned.list')}
            value={scopeKey(values.scope)}
            options={scopes}
            onChange={(key) => setValues({ ...values, scope: scopeOf(key) })}
          />
        </Field>
        <TextField
          label={t('canned.folder')}
          hint={t('canned.folderHint')}
          value={values.folder}
          maxLength={40}
          list="canned-folders"
          onChange={(event) => setValues({ ...values, folder: event.target.value })}
        />
        <datalist id="canned-folders">
          {folders.map((folder) => (
            <option key={folder} value={folder}>
              {folder}
            </option>
          ))}
        </datalist>
        <TextArea
          label={t('canned.text')}
          hint={t('canned.textHint')}
          rows={6}
          value={values.text}
          error={attempted ? errorText(errors['text']) : undefined}
          onChange={(event) => setValues({ ...values, text: event.target.value })}
        />
      </div>
    </Dialog>
  );
}
