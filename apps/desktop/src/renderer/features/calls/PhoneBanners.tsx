import { MicOff, PhoneOff } from 'lucide-react';
import { useState } from 'react';

import { formatDuration } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { useNow } from '../../workspace/clock.ts';
import { usePhone, usePhoneState } from './phone.ts';

/** A blink of the line is nobody's business; after this it is said. */
const SAY_AFTER_MS = 5_000;

/** Why no calls come, above everything: the microphone, or the phone's line (desk 2.4). */
export function PhoneBanners({ onDevices }: { readonly onDevices: () => void }) {
  const state = usePhoneState();
  if (state === undefined) return null;
  const talks = state.calls.some(({ phase, role }) => phase === 'talking' && role !== 'listen');
  return (
    <>
      {state.microphone.state === 'blocked' && (
        <MicrophoneBanner problem={state.microphone.problem} talks={talks} onDevices={onDevices} />
      )}
      {state.line.phase === 'lost' && <LineBanner line={state.line} />}
    </>
  );
}

interface MicrophoneBannerProps {
  readonly problem: string;
  /** In a call what matters is that nobody hears them; else that no calls come. */
  readonly talks: boolean;
  readonly onDevices: () => void;
}

function MicrophoneBanner({ problem, talks, onDevices }: MicrophoneBannerProps) {
  const t = useText('calls');
  const phone = usePhone();
  return (
    <Banner
      tone="danger"
      slim
      icon={MicOff}
      title={talks ? t('notice.cut') : t(`blocked.${problem}`)}
      actions={
        <>
          {problem !== 'insecure' && (
            <Button size="sm" variant="outline-danger" onClick={() => phone?.askForMicrophone()}>
              {t('blocked.again')}
            </Button>
          )}
          <Button size="sm" variant="text" onClick={onDevices}>
            {t('blocked.settings')}
          </Button>
        </>
      }
    >
      {t(talks && problem === 'missing' ? 'blockedText.missingInCall' : `blockedText.${problem}`)}
    </Banner>
  );
}

interface LineBannerProps {
  readonly line: Extract<NonNullable<ReturnType<typeof usePhoneState>>['line'], { phase: 'lost' }>;
}

function LineBanner({ line }: LineBannerProps) {
  const t = useText('calls');
  const now = useNow();
  const phone = usePhone();
  const [details, setDetails] = useState(false);
  const away = now - line.since;
  if (away < SAY_AFTER_MS) return null;
  return (
    <Banner
      tone="warn"
      slim
      icon={PhoneOff}
      announce="status"
      title={t('line.lost', { time: formatDuration(away) })}
      actions={
        <>
          <Button size="sm" onClick={() => phone?.wake()}>
            {t('line.retry')}
          </Button>
          <Button size="sm" variant="text" aria-expanded={details} onClick={() => setDetails(!details)}>
            {t('line.details')}
          </Button>
        </>
      }
    >
      {details ? t(`line.because.${line.because}`) : t('line.lostText')}{' '}
      <span className="num">{t('line.retrying', { attempt: line.attempt })}</span>
    </Banner>
  );
}
