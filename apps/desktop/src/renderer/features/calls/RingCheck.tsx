import { useCallback, useEffect, useRef, useState } from 'react';

import { type Device, systemDevices } from '../../phone/deviceChoice.ts';
import { type DeviceDesk, openDevices } from '../../phone/devices.ts';
import { createRinger, type Ringer } from '../../phone/ringer.ts';
import { chooseDevice, rememberedDevices } from './deviceMemory.ts';
import { DeviceRow, RingVolume, useRingVolume } from './DeviceRows.tsx';

interface RingDesk {
  readonly ringer: Ringer;
  readonly devices: DeviceDesk;
}

/** The ring of calls before there is a phone: where it rings, how loud, and what it sounds like from there. */
export function RingCheck() {
  const desk = useRef<RingDesk>(undefined);
  const [speakers, setSpeakers] = useState<readonly Device[]>([]);
  const [inUse, setInUse] = useState<Device>(systemDevices.ringer);
  const volume = useRingVolume();
  useEffect(() => {
    const ringer = createRinger();
    const devices = openDevices({
      duringCall: () => false,
      notice: () => undefined,
      changed: () => {
        const { ringer: chosen } = devices.inUse();
        setSpeakers(devices.there().speakers);
        setInUse(chosen);
        void ringer.setOutput(chosen.id);
      },
    });
    desk.current = { ringer, devices };
    devices.want(rememberedDevices());
    void devices.refresh();
    return () => {
      devices.close();
      ringer.close();
    };
  }, []);
  useEffect(() => desk.current?.ringer.setVolume(volume), [volume]);
  const ring = useCallback((on: boolean): void => {
    if (on) desk.current?.ringer.start('ring');
    else desk.current?.ringer.stop();
  }, []);
  const choose = (device: Device): void => {
    const { devices } = desk.current ?? {};
    if (devices !== undefined) chooseDevice({ setDevices: devices.want }, 'ringer', device);
  };
  return (
    <>
      <DeviceRow use="ringer" devices={speakers} inUse={inUse} onChoose={choose} />
      <RingVolume ring={ring} />
    </>
  );
}
