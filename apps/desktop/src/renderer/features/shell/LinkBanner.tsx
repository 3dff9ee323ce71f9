import { useEffect, useRef } from 'react';

import { retryNow } from '../../connection/connection.ts';
import { serverOrigin } from '../../connection/session.ts';
import { formatDateTime, formatDuration } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { announce } from '../../ui/feedback/liveRegionStore.ts';
import { showToast } from '../../ui/feedback/toasts.ts';
import { useNow } from '../../workspace/clock.ts';
import { useLink, useWorkspace } from '../../workspace/hooks.ts';

/** A blink of the line is nobody's business; after this it is said. */
const SAY_AFTER_MS = 1_500;

/** Says since when what is shown is not known to be current, and what happens with what is written (desk 2.10). */
export function LinkBanner() {
  const t = useText('shell');
  const link = useLink();
  const known = useWorkspace((state) => state.mirror !== undefined);
  const now = useNow();
  const away = now - link.since;
  const shown = known && (link.phase === 'lost' || link.phase === 'connecting') && away >= SAY_AFTER_MS;
  const said = useRef(false);
  useEffect(() => {
    if (shown && !said.current) {
      said.current = true;
      announce(t('link.gone'), 'assertive');
    }
    if (link.phase === 'live' && said.current) {
      said.current = false;
      announce(t('link.back'));
    }
  }, [shown, link.phase, t]);
  if (!shown) return null;
  const reason = link.reason === 'restarting' || link.reason === 'resync' ? link.reason : 'lost';
  return (
    <Banner
      tone="offline"
      slim
      announce="none"
      title={t(`link.${reason}`, { time: formatDuration(away) })}
      actions={
        <>
          <Button size="sm" onClick={retryNow}>
            {t('link.retry')}
          </Button>
          <Button size="sm" variant="text" onClick={() => void copyDetails(link.since, reason, t('app:copied'))}>
            {t('link.details')}
          </Button>
        </>
      }
    >
      {t('link.kept')}
    </Banner>
  );
}

async function copyDetails(since: number, reason: string, copied: string): Promise<void> {
  await navigator.clipboard.writeText(
    `${serverOrigin()}\n${reason}\n${formatDateTime(since)} (${new Date(since).toISOString()})\nonline: ${String(navigator.onLine)}`,
  );
  showToast({ text: copied });
}
