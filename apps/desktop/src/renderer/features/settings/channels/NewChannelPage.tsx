import type { PhoneChannelSettings } from '@ringdesk/shared/model/call.ts';
import {
  ChannelConfig,
  ChannelKind,
  ChannelName,
  defaultLiveChatSettings,
  mediumOf,
  type WebhookSettings,
} from '@ringdesk/shared/model/channel.ts';
import type { ChannelId, QueueId, TrunkId } from '@ringdesk/shared/model/ids.ts';
import { type Member, QueueName } from '@ringdesk/shared/model/queue.ts';
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
import { defaultsOf } from '../queues/defaults.ts';
import { NewMembers } from '../queues/NewMembers.tsx';
import { NewPhoneRows, NewWebCallRow } from './NewCallRows.tsx';
import { WebhookRows } from './WebhookRows.tsx';

/** [3] makes a channel, and its queue in the same step: the simple case is one screen. */
export function NewChannelPage() {
  const t = useSettingsText();
  const errorText = useErrorText();
  const allQueues = useQueues();
  const channels = useChannels();
  const [kind, setKind] = useState<ChannelKind>('liveChat');
  const medium = mediumOf(kind);
  /** A channel only takes queues of its medium. */
  const queues = allQueues.filter((queue) => queue.medium === medium);
  const generated = freshName(
    channels.map((channel) => channel.name),
    (number) => t(`channel.generated.${kind}`, { number }),
  );
  /** As it was typed; until then it goes with the kind. */
  const [typed, setName] = useState<string>();
  const name = typed ?? generated;
  const [chosenNew, setWantsNew] = useState(queues.length === 0);
  const wantsNew = chosenNew || queues.length === 0;
  const [queueName, setQueueName] = useState(() =>
    freshName(
      allQueues.map((queue) => queue.name),
      (number) => t('queue.generated', { number }),
    ),
  );
  const [members, setMembers] = useState<readonly Member[]>([]);
  const [picked, setExisting] = useState<QueueId>();
  const existing = queues.find(({ id }) => id === picked)?.id ?? queues[0]?.id ?? null;
  /** The queue of an attempt whose channel was refused: it exists, and is taken for the next attempt. */
  const [made, setMade] = useState<QueueId>();
  const [webhook, setWebhook] = useState<WebhookSettings>({ label: '', url: '' });
  const [problem, setProblem] = useState<{ readonly at: 'queue' | 'channel'; readonly refusal: Refusal }>();
  const [busy, setBusy] = useState(false);
  const [phone, setPhone] = useState<PhoneChannelSettings>({ trunkId: '' as TrunkId, number: '' });
  const [site, setSite] = useState<ChannelId>();
  const config = configOf(kind, { webhook, phone, site });
  const ready =
    ChannelConfig.safeParse(config).success &&
    ChannelName.safeParse(name).success &&
    (wantsNew ? QueueName.safeParse(queueName).success : existing !== null);

  const queueFor = async (): Promise<Result<QueueId, Refusal>> => {
    if (made !== undefined) return { ok: true, value: made };
    if (!wantsNew && existing !== null) return { ok: true, value: existing };
    const queueId = newId<QueueId>();
    const settings = { ...defaultsOf(medium), members: [...members] };
    const reply = await sendSetting('queue.create', {
      queueId,
      name: queueName,
      language: currentLanguage(),
      settings,
    });
    return reply.ok ? { ok: true, value: queueId } : reply;
  };
  const create = async (): Promise<void> => {
    if (config === undefined || !ready || busy) return;
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
                if (mediumOf(next) !== medium) setMade(undefined);
              }}
              cards={ChannelKind.options.map((value) => ({
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
          {kind === 'phone' && <NewPhoneRows settings={phone} onChange={setPhone} />}
          {kind === 'webCall' && <NewWebCallRow site={site} onChange={setSite} />}
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

/** What a channel of this kind begins with; undefined: something is still missing. */
function configOf(
  kind: ChannelKind,
  given: {
    readonly webhook: WebhookSettings;
    readonly phone: PhoneChannelSettings;
    readonly site: ChannelId | undefined;
  },
): ChannelConfig | undefined {
  switch (kind) {
    case 'liveChat':
      return { kind, settings: defaultLiveChatSettings };
    case 'telegram':
      return { kind, settings: { receive: 'polling' } };
    case 'webhook':
      return { kind, settings: given.webhook };
    case 'phone':
      return { kind, settings: given.phone };
    case 'webCall':
      return given.site === undefined ? undefined : { kind, settings: { siteChannelId: given.site } };
  }
}
