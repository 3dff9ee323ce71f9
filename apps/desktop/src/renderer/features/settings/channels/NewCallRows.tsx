import type { PhoneChannelSettings } from '@ringdesk/shared/model/call.ts';
import type { ChannelId } from '@ringdesk/shared/model/ids.ts';
import { useEffect } from 'react';

import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { SectionSkeleton } from '../../../ui/feedback/Skeleton.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { useChannels } from '../../../workspace/hooks.ts';
import { useGo } from '../frame/go.ts';
import { useAnswer } from '../frame/useAnswer.ts';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';
import { NamedSelect, OwnNumberInput } from './callFields.tsx';

/** [57] What a number cannot be made without: the line it comes over. */
export function NewPhoneRows({
  settings,
  onChange,
}: {
  readonly settings: PhoneChannelSettings;
  readonly onChange: (settings: PhoneChannelSettings) => void;
}) {
  const t = useSettingsText();
  const go = useGo();
  const { value, refusal } = useAnswer('telephony.get', {});
  const first = value?.trunks[0]?.id;
  useEffect(() => {
    if (first !== undefined && (settings.trunkId as string) === '') onChange({ ...settings, trunkId: first });
  }, [first, settings, onChange]);
  if (value === undefined) {
    return refusal === undefined ? (
      <SectionSkeleton label={t('app:loading')} lines={2} />
    ) : (
      <Banner tone="danger">{wordsOf(refusal)}</Banner>
    );
  }
  if (value.trunks.length === 0) {
    return (
      <Banner tone="warn" title={t('phone.noTrunk')}>
        <Button onClick={() => go({ name: 'telephony' })}>{t('phone.makeTrunk')}</Button>
      </Banner>
    );
  }
  return (
    <>
      <SettingRow
        label={t('channel.field.trunkId.label')}
        hint={t('channel.field.trunkId.hint')}
        control={
          <NamedSelect
            value={settings.trunkId}
            among={value.trunks}
            onChange={(trunkId) => onChange({ ...settings, trunkId })}
          />
        }
      />
      <SettingRow
        label={t('channel.field.number.label')}
        hint={t('channel.field.number.hint')}
        control={<OwnNumberInput value={settings.number} onChange={(number) => onChange({ ...settings, number })} />}
      />
    </>
  );
}

/** The website whose widget shows the call button. */
export function NewWebCallRow({
  site,
  onChange,
}: {
  readonly site: ChannelId | undefined;
  readonly onChange: (site: ChannelId) => void;
}) {
  const t = useSettingsText();
  const sites = useChannels().filter(({ kind }) => kind === 'liveChat');
  const first = sites[0]?.id;
  useEffect(() => {
    if (site === undefined && first !== undefined) onChange(first);
  }, [site, first, onChange]);
  if (first === undefined) return <Banner tone="warn">{t('phone.noSite')}</Banner>;
  return (
    <SettingRow
      label={t('channel.field.siteChannelId.label')}
      hint={t('channel.field.siteChannelId.hint')}
      control={<NamedSelect value={site ?? first} among={sites} onChange={onChange} />}
    />
  );
}
