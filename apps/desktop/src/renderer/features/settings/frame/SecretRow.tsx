import { Copy, KeyRound } from 'lucide-react';
import { useState } from 'react';

import { Button } from '../../../ui/actions/Button.tsx';
import { showToast } from '../../../ui/feedback/toasts.ts';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Result } from '@ringdesk/shared/result.ts';
import { copyText } from './copyText.ts';
import { useSettingsText, wordsOf } from './useWords.ts';

/** A signing secret: made anew on request and shown once; the one before stops to count. */
export function SecretRow({
  onNew,
  editable,
  first = false,
}: {
  readonly onNew: () => Promise<Result<{ readonly secret: string }, Refusal>>;
  readonly editable: boolean;
  /** None was made yet: nothing stops to count, so nothing is asked. */
  readonly first?: boolean;
}) {
  const t = useSettingsText();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [secret, setSecret] = useState<string>();
  const make = async (): Promise<void> => {
    setBusy(true);
    const reply = await onNew();
    setBusy(false);
    setAsking(false);
    if (reply.ok) setSecret(reply.value.secret);
    else showToast({ text: wordsOf(reply.error), tone: 'bad' });
  };
  return (
    <>
      <SettingRow
        label={t('secret.label')}
        hint={t('secret.hint')}
        control={
          <Button
            icon={KeyRound}
            loading={busy && !asking}
            disabled={!editable}
            onClick={() => (first ? void make() : setAsking(true))}
          >
            {t('secret.make')}
          </Button>
        }
      >
        {secret === undefined ? undefined : (
          <div className="flex flex-col gap-2" role="status">
            <p className="text-12">{t('secret.once')}</p>
            <div className="link-box">
              <code>{secret}</code>
              <Button icon={Copy} onClick={() => void copyText(secret)}>
                {t('app:copy')}
              </Button>
            </div>
          </div>
        )}
      </SettingRow>
      <ConfirmDialog
        open={asking}
        title={t('secret.title')}
        text={t('secret.text')}
        cancelLabel={t('app:cancel')}
        confirmLabel={t('secret.make')}
        busy={busy}
        onCancel={() => setAsking(false)}
        onConfirm={() => void make()}
      />
    </>
  );
}
