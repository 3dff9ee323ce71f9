import { useState } from 'react';

import { Button } from '../../../ui/actions/Button.tsx';
import { RadioList } from '../../../ui/fields/RadioList.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { decided, type Field } from './changes.ts';
import { ChangeTable } from './ChangeTable.tsx';
import type { FormState } from './reconcile.ts';
import type { FieldWords } from './ReviewDialog.tsx';

/** Two people changed the same settings: mine, theirs and the result, field by field. Nothing is saved here yet. */
export function ConflictDialog<V extends object>({
  open,
  onClose,
  conflict,
  mine,
  words,
  onSettle,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly conflict: NonNullable<FormState<V>['conflict']>;
  readonly mine: V;
  readonly words: FieldWords<V>;
  readonly onSettle: (takeTheirs: ReadonlySet<Field<V>>) => void;
}) {
  const t = useSettingsText();
  const [takeTheirs, setTakeTheirs] = useState<ReadonlySet<Field<V>>>(new Set());
  const { joined, theirs, version } = conflict;
  const result = decided(joined, theirs, takeTheirs);
  const choose = (field: Field<V>, which: 'mine' | 'theirs'): void => {
    const next = new Set(takeTheirs);
    if (which === 'theirs') next.add(field);
    else next.delete(field);
    setTakeTheirs(next);
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="xl"
      title={t('conflict.title')}
      text={t('conflict.text', { version })}
      closeLabel={t('app:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button variant="primary" onClick={() => onSettle(takeTheirs)}>
            {t('conflict.use')}
          </Button>
        </>
      }
    >
      <ChangeTable
        label={t('conflict.title')}
        headers={[t('form.setting'), t('conflict.mine'), t('conflict.theirs'), t('conflict.result')]}
        rows={[...joined.both, ...joined.mine, ...joined.theirs].map((field) => ({
          id: field,
          name: words.fieldName(field),
          cells: [
            words.valueText(field, mine),
            words.valueText(field, theirs),
            joined.both.includes(field) ? (
              <RadioList
                key="result"
                label={words.fieldName(field)}
                value={takeTheirs.has(field) ? 'theirs' : 'mine'}
                onChange={(which) => choose(field, which)}
                options={[
                  { value: 'mine', text: t('conflict.takeMine') },
                  { value: 'theirs', text: t('conflict.takeTheirs') },
                ]}
              />
            ) : (
              <b key="result">{words.valueText(field, result)}</b>
            ),
          ],
        }))}
      />
    </Dialog>
  );
}
