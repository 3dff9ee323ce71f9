import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings, type Member, QueueName } from '@ringdesk/shared/model/queue.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { useState } from 'react';

import { newId } from '../../../connection/session.ts';
import { currentLanguage, languageNames } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { Page, PageHead } from '../../../ui/page/Page.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingForm } from '../../../ui/settings/SettingForm.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { useQueues } from '../../../workspace/hooks.ts';
import { freshName } from '../frame/freshName.ts';
import { goAtOnce } from '../frame/go.ts';
import { sendSetting } from '../frame/sendSetting.ts';
import { useErrorText, useSettingsText, wordsOf } from '../frame/useWords.ts';
import { NewMembers } from './NewMembers.tsx';

/** Makes a queue with a name, a language and its first members; everything else has a default. */
export function NewQueuePage() {
  const t = useSettingsText();
  const errorText = useErrorText();
  const taken = useQueues().map((queue) => queue.name);
  const [name, setName] = useState(() => freshName(taken, (number) => t('queue.generated', { number })));
  const [language, setLanguage] = useState(currentLanguage);
  const [members, setMembers] = useState<readonly Member[]>([]);
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const missing = !QueueName.safeParse(name).success;

  const create = async (): Promise<void> => {
    if (missing || busy) return;
    setBusy(true);
    const queueId = newId<QueueId>();
    const settings = { ...defaultQueueSettings, members: [...members] };
    const reply = await sendSetting('queue.create', { queueId, name, language, settings });
    setBusy(false);
    if (reply.ok) goAtOnce({ name: 'queue', id: queueId, tab: 'queue' });
    else setRefusal(reply.error);
  };

  return (
    <Page label={t('nav.newQueue')}>
      <PageHead title={t('newQueue.title')} sub={t('newQueue.text')} />
      <SettingForm label={t('nav.newQueue')} onSubmit={() => void create()}>
        {refusal !== undefined && refusal.code !== 'nameTaken' && <Banner tone="danger">{wordsOf(refusal)}</Banner>}
        <SettingCard>
          <SettingRow
            label={t('queue.field.name.label')}
            hint={t('queue.field.name.hint')}
            error={
              missing ? errorText('too-short') : refusal?.code === 'nameTaken' ? errorText('nameTaken') : undefined
            }
            control={
              <TextInput
                className="w-64"
                value={name}
                maxLength={80}
                invalid={missing}
                onChange={(event) => {
                  setName(event.target.value);
                  setRefusal(undefined);
                }}
              />
            }
          />
          <SettingRow
            label={t('queue.field.language.label')}
            hint={t('queue.field.language.hint')}
            control={
              <Select
                className="w-64"
                value={language}
                onChange={setLanguage}
                options={(['en', 'es', 'pt', 'ru'] as const).map((value) => ({ value, text: languageNames[value] }))}
              />
            }
          />
          <NewMembers members={members} onChange={setMembers} />
        </SettingCard>
        <div>
          <Button variant="primary" type="submit" loading={busy}>
            {t('newQueue.create')}
          </Button>
        </div>
      </SettingForm>
    </Page>
  );
}
