import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import { useState } from 'react';

import { Field } from '../../../../ui/fields/Field.tsx';
import { Select } from '../../../../ui/fields/Select.tsx';
import { Dialog } from '../../../../ui/overlays/Dialog.tsx';
import { useQueues } from '../../../../workspace/hooks.ts';
import type { FieldWords } from '../../form/ReviewDialog.tsx';
import { useSettingsText } from '../../frame/useWords.ts';
import { type QueueForm, queueFormOf } from '../queueForm.ts';
import { changesByTab, type FormTab, formTabs, TabChoice, TakeOverActions, valuesOn } from './TakeOver.tsx';

/** Takes settings of another queue over into the form, tab by tab; nothing is in force until the form is saved. */
export function CopyDialog({
  queueId,
  form,
  words,
  onTake,
  onClose,
}: {
  readonly queueId: QueueId;
  readonly form: QueueForm;
  readonly words: FieldWords<QueueForm>;
  readonly onTake: (values: Partial<QueueForm>) => void;
  readonly onClose: () => void;
}) {
  const t = useSettingsText();
  const others = useQueues().filter(({ id, medium }) => id !== queueId && medium === form.medium);
  const [from, setFrom] = useState<QueueId | null>(others[0]?.id ?? null);
  const [chosen, setChosen] = useState<ReadonlySet<FormTab>>(new Set(formTabs));
  const source = others.find(({ id }) => id === from);
  const values = source === undefined ? {} : queueFormOf(source);
  const changes = changesByTab(values, form);
  const ready = [...changes.keys()].some((tab) => chosen.has(tab));
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('reuse.copyTitle')}
      text={t('reuse.intoForm')}
      closeLabel={t('app:close')}
      actions={
        <TakeOverActions ready={ready} onClose={onClose} onTake={() => onTake(valuesOn(values, changes, chosen))} />
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('reuse.from')}>
          <Select
            value={from}
            onChange={setFrom}
            options={others.map(({ id, name }) => ({ value: id, text: name }))}
            placeholder={t('reuse.noOther')}
          />
        </Field>
        {source !== undefined && <TabChoice changes={changes} chosen={chosen} onChange={setChosen} words={words} />}
      </div>
    </Dialog>
  );
}
