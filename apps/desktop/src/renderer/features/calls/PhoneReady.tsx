import { Headphones, Phone, PhoneOff } from 'lucide-react';

import { useText } from '../../text/text.ts';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { Icon } from '../../ui/marks/Icon.tsx';
import { Tooltip } from '../../ui/overlays/Tooltip.tsx';
import { useIsLive } from '../../workspace/hooks.ts';
import { usePhoneState } from './phone.ts';

/** The phone of this desk while nobody is on the line: whether it can take calls, and what it speaks through. */
export function PhoneReady({ onDevices }: { readonly onDevices: () => void }) {
  const t = useText('calls');
  const state = usePhoneState();
  const blocked = state?.microphone.state === 'blocked' ? state.microphone.problem : undefined;
  // Without its server no call comes, whatever the phone has not noticed yet.
  const live = useIsLive();
  const ready = live && state?.line.phase === 'ready' && blocked === undefined;
  const word = ready ? t('line.ready') : blocked === undefined ? t('line.connecting') : t(`blocked.${blocked}`);
  return (
    <span className="flex flex-none items-center gap-2">
      <Tooltip text={word}>
        <span role="img" aria-label={word} className={ready ? 'text-success-text' : 'text-muted'}>
          <Icon glyph={ready ? Phone : PhoneOff} size={16} />
        </span>
      </Tooltip>
      {/* Why it is not ready is said by the sentence before it, and above the stage. In a narrow window the sign stands alone. */}
      {ready && (
        <span className="hide-mid trunc font-medium" aria-hidden>
          {word}
        </span>
      )}
      <IconButton onCanvas size="sm" icon={Headphones} label={t('devices.open')} onClick={onDevices} />
    </span>
  );
}
