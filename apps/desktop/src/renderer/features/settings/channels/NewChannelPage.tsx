import {
  ChannelConfig,
  type ChannelKind,
  ChannelName,
  defaultLiveChatSettings,
  WebhookSettings,
} from '@ringdesk/shared/model/channel.ts';
import type { ChannelId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings, type Member, QueueName } from '@ringdesk/shared/model/queue.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Result } from '@ringdesk/shared/result.ts';
import { useState } from 'react';

import { newId } from '../../../connection/session.ts';
import { currentLanguage } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { RadioCards } from '../../../ui/fields/RadioCards.tsx';
import { RadioList } from '../../../ui/fields/RadioList.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { ChannelIcon } from '../../../ui/marks/ChannelIcon.tsx';
import { Page, PageHead } from '../../../ui/page/Page.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingForm } from '../../../ui/settings/SettingForm.tsx';
import { SettingBlock, SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { useChannels, useQueues } from '../../../workspace/hooks.ts';
import { freshName } from '../frame/freshName.ts';
import { goAtOnce } from '../frame/go.ts';
import { sendSetting } from '../frame/sendSetting.ts';
import { useErrorText, useSettingsText, wordsOf } from '../frame/useWords.ts';
import { NewMembers } from '../queues/NewMembers.tsx';

/** Kinds made on this page; numbers and call buttons are made with their call queue. */
const offered = ['liveChat', 'telegram', 'webhook'] as const satisfies readonly ChannelKind[];
type Offered = (typeof offered)[number];

/** [3] makes a channel, and its queue in the same step: the simple case is one screen. */
export function NewChannelPage() {
  const t = useSettingsText();
  const errorText = useErrorText();
  const queues = useQueues();
  const channels = useChannels();
  const [kind, setKind] = useState<Offered>('liveChat');
  const generated = freshName(
    channels.map((channel) => channel.name),
    (number) => t(`channel.generated.${kind}`, { number }),
  );
  /** As it was typed; until then it goes with the kind. */
  const [typed, setName] = useState<string>();
  const name = typed ?? generated;
  const [wantsNew, setWantsNew] = useState(queues.length === 0);
  const [queueName, setQueueName] = useState(() =>
    freshName(
      queues.map((queue) => queue.name),
      (number) => t('queue.generated', { number }),
    ),
  );
  const [members, setMembers] = useState<readonly Member[]>([]);
  const [existing, setExisting] = useState<QueueId | null>(queues[0]?.id ?? null);
  /** The queue of an attempt whose channel was refused: it exists, and is taken for the next attempt. */
  const [made, setMade] = useState<QueueId>();
  const [webhook, setWebhook] = useState<WebhookSettings>({ label: '', url: '' });
  const [problem, setProblem] = useState<{ readonly at: 'queue' | 'channel'; readonly refusal: Refusal }>();
  const [busy, setBusy] = useState(false);
  const config: ChannelConfig =
    kind === 'liveChat'
      ? { kind, settings: defaultLiveChatSettings }
      : kind === 'telegram'
        ? { kind, settings: { receive: 'polling' } }
        : { kind, settings: webhook };
  const ready =
    ChannelConfig.safeParse(config).success &&
    ChannelName.safeParse(name).success &&
    (wantsNew ? QueueName.safeParse(queueName).success : existing !== null);

  const queueFor = async (): Promise<Result<QueueId, Refusal>> => {
    if (made !== undefined) return { ok: true, value: made };
    if (!wantsNew && existing !== null) return { ok: true, value: existing };
    const queueId = newId<QueueId>();
    const settings = { ...defaultQueueSettings, members: [...members] };
    const reply = await sendSetting('queue.create', {
      queueId,
      name: queueName,
      language: currentLanguage(),
      settings,
    });
    return reply.ok ? { ok: true, value: queueId } : reply;
  };
  const create = async (): Promise<void> => {
    if (!ready || busy) return;
    setBusy(true);
    const queue = await queueFor();
    if (queue.ok && wantsNew) setMade(queue.value);
    const id = newId<ChannelId>();
    const reply = queue.ok
      ? await sendSetting('channel.create', {
          channelId: id,
          name,
          queueId: queue.value,
          ...config,
        })
      : queue;
    setBusy(false);
    if (reply.ok) return goAtOnce({ name: 'channel', id });
    setProblem({ at: queue.ok ? 'channel' : 'queue', refusal: reply.error });
  };
  const nameError = (at: 'queue' | 'channel', valid: boolean): string | undefined => {
    if (!valid) return errorText('too-short');
    return problem?.at === at && problem.refusal.code === 'nameTaken' ? errorText('nameTaken') : undefined;
  };

  return (
    <Page label={t('nav.newChannel')}>
      <PageHead
        title={t('newChannel.title')}
        sub={t('newChannel.text')}
        mark={<ChannelIcon kind={kind} label={t(`channel.kindOf.${kind}`)} size={32} />}
      />
      <SettingForm label={t('nav.newChannel')} onSubmit={() => void create()}>
        {problem !== undefined && problem.refusal.code !== 'nameTaken' && (
          <Banner tone="danger">{wordsOf(problem.refusal)}</Banner>
        )}
        <SettingCard title={t('newChannel.channel')}>
          <SettingBlock label={t('newChannel.kind')}>
            <RadioCards
              label={t('newChannel.kind')}
              value={kind}
              onChange={(next) => {
                setKind(next);
                setProblem(undefined);
              }}
              cards={offered.map((value) => ({
                value,
                title: t(`channel.kindOf.${value}`),
                text: t(`newChannel.kindText.${value}`),
                art: <ChannelIcon kind={value} size={24} />,
              }))}
            />
          </SettingBlock>
          <SettingRow
            label={t('channel.field.name.label')}
            hint={t('channel.field.name.hint')}
            error={nameError('channel', ChannelName.safeParse(name).success)}
            control={
              <TextInput
                className="w-64"
                value={name}
                maxLength={80}
                onChange={(event) => {
                  setName(event.target.value);
                  setProblem(undefined);
                }}
              />
            }
          />
          {kind === 'webhook' && <WebhookRows settings={webhook} onChange={setWebhook} />}
        </SettingCard>
        <SettingCard title={t('newChannel.queue')} text={t('newChannel.queueText')}>
          {queues.length > 0 && made === undefined && (
            <SettingBlock label={t('newChannel.which')}>
              <RadioList
                label={t('newChannel.which')}
                value={wantsNew ? 'new' : 'existing'}
                onChange={(value) => setWantsNew(value === 'new')}
                row
                options={[
                  { value: 'existing', text: t('newChannel.existing') },
                  { value: 'new', text: t('newChannel.new') },
                ]}
              />
            </SettingBlock>
          )}
          {wantsNew ? (
            <>
              <SettingRow
                label={t('queue.field.name.label')}
                hint={t('queue.field.name.hint')}
                error={nameError('queue', QueueName.safeParse(queueName).success)}
                control={
                  <TextInput
                    className="w-64"
                    value={queueName}
                    maxLength={80}
                    disabled={made !== undefined}
                    onChange={(event) => {
                      setQueueName(event.target.value);
                      setProblem(undefined);
                    }}
                  />
                }
              />
              {made === undefined && <NewMembers members={members} onChange={setMembers} />}
            </>
          ) : (
            <SettingRow
              label={t('channel.field.queueId.label')}
              control={
                <Select
                  className="w-64"
                  value={existing}
                  onChange={setExisting}
                  options={queues.map(({ id, name: text }) => ({ value: id, text }))}
                />
              }
            />
          )}
        </SettingCard>
        <div>
          <Button variant="primary" type="submit" loading={busy} disabled={!ready}>
            {t('newChannel.create')}
          </Button>
        </div>
      </SettingForm>
    </Page>
  );
}

/** What a webhook channel cannot be made without. */
function WebhookRows({
  settings,
  onChange,
}: {
  readonly settings: WebhookSettings;
  readonly onChange: (settings: WebhookSettings) => void;
}) {
  const t = useSettingsText();
  const errorText = useErrorText();
  const wrong = {
    label: settings.label.trim() === '' ? errorText('too-short') : undefined,
    url: WebhookSettings.shape.url.safeParse(settings.url).success ? undefined : errorText('not-an-address'),
  };
  return (['label', 'url'] as const).map((field) => (
    <SettingRow
      key={field}
      label={t(`channel.field.${field}.label`)}
      hint={t(`channel.field.${field}.hint`)}
      error={settings[field] === '' ? undefined : wrong[field]}
      control={
        <TextInput
          className="w-64"
          type={field === 'url' ? 'url' : 'text'}
          value={settings[field]}
          maxLength={field === 'url' ? 500 : 40}
          onChange={(event) => onChange({ ...settings, [field]: event.target.value })}
        />
      }
    />
  ));
}
