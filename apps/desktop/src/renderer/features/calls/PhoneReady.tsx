import { Headphones, Phone, PhoneOff } from 'lucide-react';

import { formatDuration } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { Icon } from '../../ui/marks/Icon.tsx';
import { useNow } from '../../workspace/clock.ts';
import { usePhoneState } from './phone.ts';

/** How the phone of this desk stands, while nobody is on the line. */
export function PhoneReady({ onDevices }: { readonly onDevices: () => void }) {
  const t = useText('calls');
  const now = useNow();
  const state = usePhoneState();
  const line = state?.line;
  const ready = line?.phase === 'ready' && state?.microphone.state !== 'blocked';
  const name = state?.devices.inUse.microphone.name ?? '';
  const word = ready
    ? t('line.ready')
    : state?.microphone.state === 'blocked'
      ? t(`blocked.${state.microphone.problem}`)
      : line?.phase === 'lost'
        ? t('line.lost', { time: formatDuration(now - line.since) })
        : t('line.connecting');
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Icon glyph={ready ? Phone : PhoneOff} size={16} />
      <span className="min-w-0">
        <span className="block trunc font-medium">{word}</span>
        {name !== '' && <span className="hide-mid block trunc text-11 text-muted">{name}</span>}
      </span>
      <IconButton onCanvas size="sm" icon={Headphones} label={t('devices.open')} onClick={onDevices} />
    </span>
  );
}
