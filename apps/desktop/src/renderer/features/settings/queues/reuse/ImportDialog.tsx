import type { Result } from '@ringdesk/shared/result.ts';
import { useMemo, useState } from 'react';

import { formatList } from '../../../../text/format.ts';
import { Button } from '../../../../ui/actions/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { Checkbox } from '../../../../ui/fields/Checkbox.tsx';
import { Dialog } from '../../../../ui/overlays/Dialog.tsx';
import type { FieldWords } from '../../form/ReviewDialog.tsx';
import { useSettingsText } from '../../frame/useWords.ts';
import type { QueueForm } from '../queueForm.ts';
import { type ReadQueue, type Unreadable } from './queueFile.ts';
import { isKnown, type Known, referencesIn, withoutUnknown, withPicturesOf } from './references.ts';
import { changesByTab, type FormTab, formTabs, TabChoice, TakeOverActions, valuesOn } from './TakeOver.tsx';
import { UnreadableFile } from './UnreadableFile.tsx';

/** What a file of settings would change, or why it does not fit; takes it over into the form, which is saved as usual. */
export function ImportDialog({
  file,
  form,
  known,
  words,
  onTake,
  onClose,
}: {
  readonly file: Result<ReadQueue, Unreadable>;
  readonly form: QueueForm;
  readonly known: Known;
  readonly words: FieldWords<QueueForm>;
  readonly onTake: (values: Partial<QueueForm>) => void;
  readonly onClose: () => void;
}) {
  const t = useSettingsText();
  if (file.ok) {
    return <FittingFile file={file.value} {...{ form, known, words, onTake, onClose }} />;
  }
  return (
    <Dialog
      open
      onClose={onClose}
      size="lg"
      title={t('reuse.unreadableTitle')}
      text={t('reuse.nothingTaken')}
      closeLabel={t('app:close')}
      actions={
        <Button variant="primary" onClick={onClose}>
          {t('app:close')}
        </Button>
      }
    >
      <UnreadableFile problem={file.error} words={words} />
    </Dialog>
  );
}

function FittingFile({
  file,
  form,
  known,
  words,
  onTake,
  onClose,
}: Omit<Parameters<typeof ImportDialog>[0], 'file'> & { readonly file: ReadQueue }) {
  const t = useSettingsText();
  const [chosen, setChosen] = useState<ReadonlySet<FormTab>>(new Set(formTabs));
  const [leaveOut, setLeaveOut] = useState(true);
  const given = useMemo(() => withPicturesOf(file.values, form), [file, form]);
  const strangers = referencesIn(given).filter((reference) => !isKnown(known, reference));
  const values = leaveOut ? withoutUnknown(given, known) : given;
  const changes = changesByTab(values, form);
  const ready = [...changes.keys()].some((tab) => chosen.has(tab)) && (strangers.length === 0 || leaveOut);
  return (
    <Dialog
      open
      onClose={onClose}
      size="lg"
      title={t('reuse.importTitle', { name: file.name })}
      text={t('reuse.intoForm')}
      closeLabel={t('app:close')}
      actions={
        <TakeOverActions ready={ready} onClose={onClose} onTake={() => onTake(valuesOn(values, changes, chosen))} />
      }
    >
      <div className="flex flex-col gap-4">
        {strangers.length > 0 && (
          <Banner tone="warn" title={t('reuse.strangers')} tall>
            <ul className="list-disc pl-4">
              {strangers.map(({ kind, id }) => (
                <li key={`${kind} ${id}`}>{t(`reuse.stranger.${kind}`, { name: file.names[id] ?? id })}</li>
              ))}
            </ul>
            <div className="mt-2">
              <Checkbox checked={leaveOut} onChange={setLeaveOut}>
                {t('reuse.leaveOut')}
              </Checkbox>
            </div>
          </Banner>
        )}
        {file.missing.length > 0 && (
          <p className="text-12 text-muted">
            {t('reuse.missing', { names: formatList(file.missing.map(words.fieldName)) })}
          </p>
        )}
        {file.unknown.length > 0 && (
          <p className="text-12 text-muted">{t('reuse.unknown', { names: formatList(file.unknown) })}</p>
        )}
        <TabChoice changes={changes} chosen={chosen} onChange={setChosen} words={words} />
      </div>
    </Dialog>
  );
}
