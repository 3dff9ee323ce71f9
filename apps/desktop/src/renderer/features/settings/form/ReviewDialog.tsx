import { Button } from '../../../ui/actions/Button.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import type { Field } from './changes.ts';
import { ChangeTable } from './ChangeTable.tsx';

export interface FieldWords<V extends object> {
  /** The setting's label. */
  readonly fieldName: (field: Field<V>) => string;
  /** Its value in words. */
  readonly valueText: (field: Field<V>, values: V) => string;
}

/** Every unsaved change: as it is saved, and as it will be. */
export function ReviewDialog<V extends object>({
  open,
  onClose,
  fields,
  base,
  values,
  words,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly fields: readonly Field<V>[];
  readonly base: V;
  readonly values: V;
  readonly words: FieldWords<V>;
}) {
  const t = useSettingsText();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="lg"
      title={t('form.reviewTitle')}
      closeLabel={t('app:close')}
      actions={
        <Button variant="primary" onClick={onClose}>
          {t('app:close')}
        </Button>
      }
    >
      <ChangeTable
        label={t('form.reviewTitle')}
        headers={[t('form.setting'), t('form.before'), t('form.after')]}
        rows={fields.map((field) => ({
          id: field,
          name: words.fieldName(field),
          cells: [words.valueText(field, base), <b key="after">{words.valueText(field, values)}</b>],
        }))}
      />
    </Dialog>
  );
}
