import { Play } from 'lucide-react';
import { useEffect, useState } from 'react';

import { changePreferences } from '../../connection/preferences.ts';
import type { Device, DeviceUse } from '../../phone/deviceChoice.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Select } from '../../ui/fields/Select.tsx';
import { StepSlider } from '../../ui/fields/StepSlider.tsx';
import { SettingRow } from '../../ui/settings/SettingRow.tsx';
import { usePreferences } from '../../workspace/hooks.ts';

const volumes = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as const;
/** So long a test of the ring sounds. Milliseconds. */
const RING_MS = 2_200;
const SYSTEM = 'system';

interface DeviceRowProps {
  readonly use: DeviceUse;
  readonly devices: readonly Device[];
  readonly inUse: Device;
  readonly onChoose: (device: Device) => void;
}

/** Which of the devices is used for this; the system's own first. */
export function DeviceRow({ use, devices, inUse, onChoose }: DeviceRowProps) {
  const t = useText('calls');
  const options = [
    { value: SYSTEM, text: t('devices.system') },
    ...devices.map(({ id, name }, index) => ({
      value: id,
      text: name === '' ? t('devices.unnamed', { number: index + 1 }) : name,
    })),
  ];
  return (
    <SettingRow
      label={t(`devices.${use}`)}
      hint={t(`devices.${use}Hint`)}
      control={
        <Select
          className="w-[220px]"
          value={inUse.id === '' ? SYSTEM : inUse.id}
          options={options}
          disabled={use !== 'microphone' && devices.length === 0}
          onChange={(value) => onChoose(devices.find(({ id }) => id === value) ?? { id: '', name: '' })}
        />
      }
    />
  );
}

/** How loud calls ring, kept like the volume of the desk's other sounds; 0: they do not. */
export function useRingVolume(): number {
  const { on, volume } = usePreferences().sounds.callRing ?? { on: true, volume: 0.8 };
  return on ? volume : 0;
}

/** The same sound as in the sounds of the desk; here beside the device it comes from. `ring`: begins or ends it. */
export function RingVolume({ ring }: { readonly ring: (on: boolean) => void }) {
  const t = useText('calls');
  const { sounds } = usePreferences();
  const [testing, setTesting] = useState(false);
  const { on, volume } = sounds.callRing ?? { on: true, volume: 0.8 };
  useEffect(() => {
    if (!testing) return undefined;
    ring(true);
    const timer = setTimeout(() => setTesting(false), RING_MS);
    return () => {
      clearTimeout(timer);
      ring(false);
    };
  }, [testing, ring]);
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
