import '../../ui/calls/calls.css';

import { useState } from 'react';

import type { Device, DeviceUse } from '../../phone/deviceChoice.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { LevelMeter } from '../../ui/calls/LevelMeter.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { SettingCard } from '../../ui/settings/SettingCard.tsx';
import { SettingRow } from '../../ui/settings/SettingRow.tsx';
import { CallWaitingSettings } from './CallWaitingSettings.tsx';
import { chooseDevice } from './deviceMemory.ts';
import { DeviceRow, RingVolume } from './DeviceRows.tsx';
import { usePhone, usePhoneState } from './phone.ts';
import { SelfTest } from './SelfTest.tsx';

/** Microphone, speaker and ringer, each of its own; the ring's volume, the headset's keys, and the check before a shift. */
export function DeviceSettings() {
  const t = useText('calls');
  const phone = usePhone();
  const state = usePhoneState();
  if (phone === undefined || state === undefined) return <p className="text-12 text-muted">{t('line.connecting')}</p>;
  const { there, inUse } = state.devices;
  const row = (use: DeviceUse, devices: readonly Device[]) => ({
    use,
    devices,
    inUse: inUse[use],
    onChoose: (device: Device) => chooseDevice(phone, use, device),
  });
  return (
    <>
      <SettingCard title={t('devices.open')}>
        {state.microphone.state === 'blocked' && (
          <Banner tone="danger" title={t(`blocked.${state.microphone.problem}`)}>
            {t(`blockedText.${state.microphone.problem}`)}
          </Banner>
        )}
        <DeviceRow {...row('microphone', there.microphones)} />
        <SettingRow label={t('level')} row control={<LevelMeter read={phone.level} label={t('level')} />} />
        <DeviceRow {...row('speaker', there.speakers)} />
        <DeviceRow {...row('ringer', there.speakers)} />
        {there.speakers.length === 0 && <p className="px-4 pb-3 text-12 text-muted">{t('devices.noChoice')}</p>}
        <RingVolume ring={phone.ring} />
        <HeadsetRow />
      </SettingCard>
      <CallWaitingSettings />
      <SettingCard title={t('test.title')} text={t('test.text')}>
        <SelfTest />
      </SettingCard>
    </>
  );
}

function HeadsetRow() {
  const t = useText('calls');
  const phone = usePhone();
  const [name, setName] = useState(() => phone?.headset.name());
  const offers = phone?.headset.offers() ?? 'none';
  const hint = {
    hid: name === undefined ? t('devices.headsetHid') : t('devices.headsetUsed', { name }),
    browser: t('devices.headsetBrowser'),
    none: t('devices.headsetNone'),
  }[offers];
  return (
    <SettingRow
      label={t('devices.headset')}
      hint={hint}
      control={
        offers === 'hid' && (
          <Button size="sm" onClick={() => void phone?.headset.choose().then(() => setName(phone.headset.name()))}>
            {t('devices.headsetChoose')}
          </Button>
        )
      }
    />
  );
}
