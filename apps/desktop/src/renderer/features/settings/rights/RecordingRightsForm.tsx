import {
  isWithin,
  type RecordingAct,
  recordingActs,
  RecordingReach,
  type RecordingRights,
} from '@ringdesk/shared/model/rights.ts';
import { useState } from 'react';

import { ask } from '../../../connection/connection.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { showToast } from '../../../ui/feedback/toasts.ts';
import { Select } from '../../../ui/fields/Select.tsx';
import { Table } from '../../../ui/page/Table.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { sameValue } from '../form/changes.ts';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';

type RoleWithRights = keyof RecordingRights;
const roles: readonly RoleWithRights[] = ['agent', 'supervisor'];

/** Room for the longest of the choices, so that at 1024 px the hints still have theirs. */
const ROLE_WIDTH = 150;

/** The rights with one of them changed; who may listen to less may download no more than that. */
export function withRight(
  rights: RecordingRights,
  role: RoleWithRights,
  act: RecordingAct,
  reach: RecordingReach,
): RecordingRights {
  const next = { ...rights[role], [act]: reach };
  if (!isWithin(next.download, next.listen)) next.download = next.listen;
  return { ...rights, [role]: next };
}

/** Who hears recordings and voicemail, takes them away, and erases them. */
export function RecordingRightsForm({
  saved,
  onSaved,
}: {
  readonly saved: RecordingRights;
  readonly onSaved: () => void;
}) {
  const t = useSettingsText();
  const [form, setForm] = useState(saved);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const save = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    const reply = await ask('rights.save', { recordings: form });
    setBusy(false);
    if (!reply.ok) return setProblem(wordsOf(reply.error));
    showToast({ text: t('rights.saved'), tone: 'ok' });
    onSaved();
  };
  const choice = (role: RoleWithRights, act: RecordingAct) => (
    <Select
      className="w-full"
      label={t('rights.of', { role: t(`role.${role}.title`), act: t(`rights.act.${act}.label`) })}
      value={form[role][act]}
      onChange={(reach) => setForm(withRight(form, role, act, reach))}
      options={RecordingReach.options.map((reach) => ({
        value: reach,
        text: t(`rights.reach.${reach}`),
        disabled: act === 'download' && !isWithin(reach, form[role].listen),
      }))}
    />
  );
  return (
    <SettingCard title={t('rights.recordings')} text={t('rights.recordingsText')}>
      {problem !== undefined && (
        <Banner tone="danger" announce="alert">
          {problem}
        </Banner>
      )}
      <Table<RecordingAct>
        label={t('rights.recordings')}
        rows={recordingActs}
        rowId={(act) => act}
        columns={[
          {
            id: 'act',
            header: t('rights.right'),
            cell: (act) => (
              <span className="flex flex-col py-1.5">
                <span className="font-medium">{t(`rights.act.${act}.label`)}</span>
                <span className="text-12 text-muted whitespace-normal">{t(`rights.act.${act}.hint`)}</span>
              </span>
            ),
          },
          ...roles.map((role) => ({
            id: role,
            width: ROLE_WIDTH,
            header: t(`role.${role}.title`),
            cell: (act: RecordingAct) => choice(role, act),
          })),
          { id: 'admin', width: ROLE_WIDTH, header: t('role.admin.title'), cell: () => t('rights.reach.all') },
        ]}
      />
      <div className="px-4 py-3">
        <Button
          variant="primary"
          disabled={sameValue(form, saved)}
          loading={busy}
          onClick={() => {
            if (!busy) void save();
          }}
        >
          {t('rights.save')}
        </Button>
      </div>
    </SettingCard>
  );
}
