import type { Queue } from '@ringdesk/shared/model/queue.ts';
import type { Result } from '@ringdesk/shared/result.ts';
import { Copy, Download, Upload } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';

import { Button } from '../../../../ui/actions/Button.tsx';
import { showToast } from '../../../../ui/feedback/toasts.ts';
import { SettingCard } from '../../../../ui/settings/SettingCard.tsx';
import { SettingRow } from '../../../../ui/settings/SettingRow.tsx';
import { useSettingsText } from '../../frame/useWords.ts';
import type { QueueCardProps } from '../queueCard.ts';
import type { QueueForm } from '../queueForm.ts';
import { queueFieldWords } from '../queueWords.ts';
import { CopyDialog } from './CopyDialog.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { saveAsFile } from './saveAsFile.ts';
import { LONGEST_FILE, queueFileOf, readQueueFile, type ReadQueue, type Unreadable } from './queueFile.ts';
import { type Known, referencesIn } from './references.ts';

/** Settings from another queue or a file, and into a file. What is taken over is a draft like any other change. */
export function ReuseCard({ queue, form, around, editable }: QueueCardProps & { readonly queue: Queue }) {
  const t = useSettingsText();
  const words = useMemo(() => queueFieldWords(t, around.nameOf), [t, around.nameOf]);
  const [copying, setCopying] = useState(false);
  const [file, setFile] = useState<Result<ReadQueue, Unreadable>>();
  const picker = useRef<HTMLInputElement>(null);
  const known: Known = {
    agent: (id) => around.agentOf(id) !== undefined,
    department: (id) => around.departmentOf(id) !== undefined,
    bot: (id) => around.bots.some((bot) => bot.id === id),
    queue: (id) => around.callQueues?.some((other) => other.id === id) === true,
  };
  const take = (values: Partial<QueueForm>): void => {
    form.set(values);
    setCopying(false);
    setFile(undefined);
    showToast({ text: t('reuse.taken') });
  };
  const read = async (picked: File): Promise<void> =>
    setFile(
      picked.size > LONGEST_FILE
        ? { ok: false, error: { kind: 'foreign' } }
        : readQueueFile(await picked.text(), form.values.medium),
    );
  const saveFile = (): void => {
    const names = Object.fromEntries(
      referencesIn(form.values).map(({ kind, id }) => [id, nameOf(around, kind, id) ?? id]),
    );
    saveAsFile(`${form.values.name}.json`, queueFileOf(form.values, names));
  };
  return (
    <SettingCard title={t('queue.card.reuse')}>
      {editable && (
        <SettingRow
          label={t('reuse.copyTitle')}
          hint={t('reuse.copyHint')}
          control={
            <Button icon={Copy} onClick={() => setCopying(true)}>
              {t('reuse.copy')}
            </Button>
          }
        />
      )}
      <SettingRow
        label={t('reuse.fileTitle')}
        hint={t('reuse.fileHint')}
        row
        control={
          <>
            <Button icon={Download} onClick={saveFile}>
              {t('reuse.export')}
            </Button>
            {editable && (
              <Button icon={Upload} onClick={() => picker.current?.click()}>
                {t('reuse.import')}
              </Button>
            )}
            <input
              ref={picker}
              type="file"
              accept="application/json,.json"
              className="sr-text"
              tabIndex={-1}
              aria-hidden
              onChange={(event) => {
                const [picked] = event.target.files ?? [];
                if (picked !== undefined) void read(picked);
                event.target.value = '';
              }}
            />
          </>
        }
      />
      {copying && (
        <CopyDialog
          queueId={queue.id}
          form={form.values}
          words={words}
          onTake={take}
          onClose={() => setCopying(false)}
        />
      )}
      {file !== undefined && (
        <ImportDialog
          file={file}
          form={form.values}
          known={known}
          words={words}
          onTake={take}
          onClose={() => setFile(undefined)}
        />
      )}
    </SettingCard>
  );
}

function nameOf(
  { agentOf, departmentOf, bots, callQueues = [] }: QueueCardProps['around'],
  kind: string,
  id: string,
): string | undefined {
  if (kind === 'agent') return agentOf(id as never)?.name;
  if (kind === 'queue') return callQueues.find((queue) => queue.id === id)?.name;
  return kind === 'department' ? departmentOf(id as never)?.name : bots.find((bot) => bot.id === id)?.name;
}
