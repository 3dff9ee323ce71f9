import '../../ui/calls/calls.css';

import { Play } from 'lucide-react';
import { useEffect, useState } from 'react';

import { changePreferences } from '../../connection/preferences.ts';
import type { Device, DeviceUse } from '../../phone/deviceChoice.ts';
import type { SoftphoneState } from '../../phone/softphone.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { LevelMeter } from '../../ui/calls/LevelMeter.tsx';
import { Select } from '../../ui/fields/Select.tsx';
import { StepSlider } from '../../ui/fields/StepSlider.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { SettingCard } from '../../ui/settings/SettingCard.tsx';
import { SettingRow } from '../../ui/settings/SettingRow.tsx';
import { usePreferences } from '../../workspace/hooks.ts';
import { chooseDevice } from './deviceMemory.ts';
import { usePhone, usePhoneState } from './phone.ts';
import { SelfTest } from './SelfTest.tsx';

const volumes = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as const;
/** So long a test of the ring sounds. Milliseconds. */
const RING_MS = 2_200;

/** Microphone, speaker and ringer, each of its own; the ring's volume, the headset's keys, and the check before a shift. */
export function DeviceSettings() {
  const t = useText('calls');
  const phone = usePhone();
  const state = usePhoneState();
  if (phone === undefined || state === undefined) return <p className="text-12 text-muted">{t('line.connecting')}</p>;
  const { there } = state.devices;
  return (
    <>
      <SettingCard title={t('devices.open')}>
        {state.microphone.state === 'blocked' && (
          <Banner tone="danger" title={t(`blocked.${state.microphone.problem}`)}>
            {t(`blockedText.${state.microphone.problem}`)}
          </Banner>
        )}
        <DeviceRow use="microphone" devices={there.microphones} state={state} />
        <SettingRow label={t('level')} row control={<LevelMeter read={phone.level} label={t('level')} />} />
        <DeviceRow use="speaker" devices={there.speakers} state={state} />
        <DeviceRow use="ringer" devices={there.speakers} state={state} />
        {there.speakers.length === 0 && <p className="px-4 pb-3 text-12 text-muted">{t('devices.noChoice')}</p>}
        <RingVolume />
        <HeadsetRow />
      </SettingCard>
      <SettingCard title={t('test.title')} text={t('test.text')}>
        <SelfTest />
      </SettingCard>
    </>
  );
}

interface DeviceRowProps {
  readonly use: DeviceUse;
  readonly devices: readonly Device[];
  readonly state: SoftphoneState;
}

function DeviceRow({ use, devices, state }: DeviceRowProps) {
  const t = useText('calls');
  const phone = usePhone();
  const { inUse } = state.devices;
  const SYSTEM = 'system';
  const options = [
    { value: SYSTEM, text: t('devices.system') },
    ...devices.map(({ id, name }, index) => ({
      value: id,
      text: name === '' ? t('devices.unnamed', { number: index + 1 }) : name,
    })),
  ];
  const choose = (value: string): void => {
    const device = devices.find(({ id }) => id === value) ?? { id: '', name: '' };
    if (phone !== undefined) chooseDevice(phone, use, device);
  };
  return (
    <SettingRow
      label={t(`devices.${use}`)}
      hint={t(`devices.${use}Hint`)}
      control={
        <Select
          className="w-[220px]"
          value={inUse[use].id === '' ? SYSTEM : inUse[use].id}
          options={options}
          disabled={use !== 'microphone' && devices.length === 0}
          onChange={choose}
        />
      }
    />
  );
}

/** The same sound as in the sounds of the desk; here beside the device it comes from. */
function RingVolume() {
  const t = useText('calls');
  const phone = usePhone();
  const { sounds } = usePreferences();
  const [testing, setTesting] = useState(false);
  const { on, volume } = sounds.callRing ?? { on: true, volume: 0.8 };
  useEffect(() => {
    if (!testing) return undefined;
    phone?.ring(true);
    const timer = setTimeout(() => setTesting(false), RING_MS);
    return () => {
      clearTimeout(timer);
      phone?.ring(false);
    };
  }, [testing, phone]);
  return (
    <SettingRow
      label={t('devices.ringVolume')}
      row
      control={
        <Button size="sm" icon={Play} disabled={testing} onClick={() => setTesting(true)}>
          {t('devices.ringTest')}
        </Button>
      }
    >
      <StepSlider
        label={t('devices.ringVolume')}
        steps={volumes}
        value={volume}
        disabled={!on}
        valueText={(value) => t('devices.volumeSteps', { percent: Math.round(value * 100) })}
        onChange={(next) => changePreferences({ sounds: { ...sounds, callRing: { on, volume: next } } })}
      />
    </SettingRow>
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
