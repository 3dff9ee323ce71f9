import { Button } from '../../../../ui/actions/Button.tsx';
import { Checkbox } from '../../../../ui/fields/Checkbox.tsx';
import { formatList } from '../../../../text/format.ts';
import { changedFields, type Field } from '../../form/changes.ts';
import type { FieldWords } from '../../form/ReviewDialog.tsx';
import { queueTabs } from '../../frame/section.ts';
import { useSettingsText } from '../../frame/useWords.ts';
import { tabOf } from '../queueFields.ts';
import type { QueueForm } from '../queueForm.ts';

export type FormTab = ReturnType<typeof tabOf>;
export const formTabs = queueTabs.filter((tab): tab is FormTab => tab !== 'history');

/** What would change in the form, by tab. */
export function changesByTab(
  values: Partial<QueueForm>,
  form: QueueForm,
): ReadonlyMap<FormTab, readonly Field<QueueForm>[]> {
  const changed = changedFields(form, { ...form, ...values }).filter((field) => field !== 'name');
  return new Map(
    formTabs
      .map((tab) => [tab, changed.filter((field) => tabOf(field) === tab)] as const)
      .filter(([, fields]) => fields.length > 0),
  );
}

/** The values of the fields on these tabs. */
export function valuesOn(
  values: Partial<QueueForm>,
  changes: ReadonlyMap<FormTab, readonly Field<QueueForm>[]>,
  tabs: ReadonlySet<FormTab>,
): Partial<QueueForm> {
  const fields = [...changes].flatMap(([tab, list]) => (tabs.has(tab) ? list : []));
  return Object.fromEntries(fields.map((field) => [field, values[field]]));
}

/** Which tabs to take over, each with the settings that would change. */
export function TabChoice({
  changes,
  chosen,
  onChange,
  words,
}: {
  readonly changes: ReadonlyMap<FormTab, readonly Field<QueueForm>[]>;
  readonly chosen: ReadonlySet<FormTab>;
  readonly onChange: (chosen: ReadonlySet<FormTab>) => void;
  readonly words: FieldWords<QueueForm>;
}) {
  const t = useSettingsText();
  if (changes.size === 0) return <p className="text-muted">{t('reuse.same')}</p>;
  return (
    <fieldset className="flex flex-col gap-2.5">
      <legend className="mb-2 font-medium">{t('reuse.which')}</legend>
      {[...changes].map(([tab, fields]) => (
        <Checkbox
          key={tab}
          checked={chosen.has(tab)}
          hint={formatList(fields.map(words.fieldName))}
          onChange={(on) => onChange(new Set(formTabs.filter((each) => (each === tab ? on : chosen.has(each)))))}
        >
          {t(`queue.tab.${tab}`)}
        </Checkbox>
      ))}
    </fieldset>
  );
}

/** The buttons of a dialog that takes settings over into the form. */
export function TakeOverActions({
  ready,
  onClose,
  onTake,
}: {
  readonly ready: boolean;
  readonly onClose: () => void;
  readonly onTake: () => void;
}) {
  const t = useSettingsText();
  return (
    <>
      <Button onClick={onClose}>{t('app:cancel')}</Button>
      <Button variant="primary" disabled={!ready} onClick={onTake}>
        {t('reuse.take')}
      </Button>
    </>
  );
}
