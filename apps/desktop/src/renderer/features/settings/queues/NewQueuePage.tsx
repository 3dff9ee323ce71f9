import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import { type Member, type Queue, QueueName } from '@ringdesk/shared/model/queue.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { useState } from 'react';

import { newId } from '../../../connection/session.ts';
import { currentLanguage, languageNames } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { RadioCards } from '../../../ui/fields/RadioCards.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { ChannelIcon } from '../../../ui/marks/ChannelIcon.tsx';
import { Page, PageHead } from '../../../ui/page/Page.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingForm } from '../../../ui/settings/SettingForm.tsx';
import { SettingBlock, SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { useQueues } from '../../../workspace/hooks.ts';
import { freshName } from '../frame/freshName.ts';
import { goAtOnce } from '../frame/go.ts';
import { sendSetting } from '../frame/sendSetting.ts';
import { useErrorText, useSettingsText, wordsOf } from '../frame/useWords.ts';
import { defaultsOf } from './defaults.ts';
import { NewMembers } from './NewMembers.tsx';

/** Makes a queue with its medium, a name, a language and its first members; everything else has a default. */
export function NewQueuePage() {
  const t = useSettingsText();
  const errorText = useErrorText();
  const taken = useQueues().map((queue) => queue.name);
  const [name, setName] = useState(() => freshName(taken, (number) => t('queue.generated', { number })));
  const [language, setLanguage] = useState(currentLanguage);
  const [medium, setMedium] = useState<Queue['medium']>('chat');
  const [members, setMembers] = useState<readonly Member[]>([]);
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const missing = !QueueName.safeParse(name).success;

  const create = async (): Promise<void> => {
    if (missing || busy) return;
    setBusy(true);
    const queueId = newId<QueueId>();
    const settings = { ...defaultsOf(medium), members: [...members] };
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
          <SettingBlock label={t('newQueue.medium.title')}>
            <RadioCards
              label={t('newQueue.medium.title')}
              value={medium}
              onChange={setMedium}
              cards={(['chat', 'call'] as const).map((value) => ({
                value,
                title: t(`newQueue.medium.${value}.title`),
                text: t(`newQueue.medium.${value}.text`),
                art: <ChannelIcon kind={value === 'chat' ? 'liveChat' : 'phone'} size={24} />,
              }))}
            />
          </SettingBlock>
          <SettingRow
            label={t('queue.field.name.label')}
            hint={t(medium === 'call' ? 'queue.field.name.callHint' : 'queue.field.name.hint')}
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
