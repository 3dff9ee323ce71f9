import type { CannedResponse, CannedScope } from '@ringdesk/shared/model/cannedResponse.ts';
import { Download, Upload } from 'lucide-react';
import { useRef, useState } from 'react';

import { Button } from '../../../ui/actions/Button.tsx';
import { showToast } from '../../../ui/feedback/toasts.ts';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';
import { saveAsFile } from '../queues/reuse/saveAsFile.ts';
import { importCanned, type Misfit, readCannedFile, writeCannedFile } from './cannedFile.ts';

/** Misfits shown; the rest is counted. */
const MOST_SHOWN = 20;

/** Canned responses of one list out to a file, and in from one: all of it, or nothing and what does not fit. */
export function CannedFileActions({
  scope,
  name,
  responses,
  editable,
  onDone,
}: {
  readonly scope: CannedScope;
  /** Of the list. */
  readonly name: string;
  readonly responses: readonly CannedResponse[];
  readonly editable: boolean;
  readonly onDone: () => void;
}) {
  const t = useSettingsText();
  const input = useRef<HTMLInputElement>(null);
  const [misfits, setMisfits] = useState<readonly Misfit[]>();
  const [busy, setBusy] = useState(false);

  const take = async (file: File): Promise<void> => {
    const read = readCannedFile(await file.text());
    if (!read.ok) return setMisfits(read.error);
    setBusy(true);
    const done = await importCanned(scope, read.value);
    setBusy(false);
    onDone();
    showToast(
      done.ok
        ? { tone: 'ok', text: t('canned.imported', { added: done.value.added, replaced: done.value.replaced }) }
        : { tone: 'bad', text: wordsOf(done.error) },
    );
  };
  const misfitText = (misfit: Misfit): string =>
    typeof misfit === 'string'
      ? t(`canned.misfit.${misfit}`)
      : t('canned.misfit.line', { line: misfit.line, field: t(`canned.${misfit.field}`) });
  return (
    <>
      <Button
        icon={Download}
        disabledReason={responses.length === 0 ? t('canned.none') : undefined}
        onClick={() => saveAsFile(`${name}.json`, writeCannedFile(responses))}
      >
        {t('canned.export')}
      </Button>
      {editable && (
        <>
          <Button icon={Upload} loading={busy} onClick={() => input.current?.click()}>
            {t('canned.import')}
          </Button>
          <input
            ref={input}
            type="file"
            accept="application/json,.json"
            hidden
            aria-label={t('canned.import')}
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = '';
              if (file !== undefined) void take(file);
            }}
          />
        </>
      )}
      {misfits !== undefined && (
        <Dialog
          open
          onClose={() => setMisfits(undefined)}
          title={t('canned.misfit.title')}
          text={t('canned.misfit.text')}
          closeLabel={t('app:close')}
          actions={<Button onClick={() => setMisfits(undefined)}>{t('app:close')}</Button>}
        >
          <ul className="flex list-disc flex-col gap-1 pl-5">
            {misfits.slice(0, MOST_SHOWN).map((misfit, index) => (
              <li key={index}>{misfitText(misfit)}</li>
            ))}
            {misfits.length > MOST_SHOWN && <li>{t('canned.misfit.more', { count: misfits.length - MOST_SHOWN })}</li>}
          </ul>
        </Dialog>
      )}
    </>
  );
}
