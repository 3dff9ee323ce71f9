import { WifiOff } from 'lucide-react';

import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { showToast } from '../../ui/feedback/toasts.ts';

/** The server did not answer: what to check, and details for who can help. */
export function UnreachableBanner({ host }: { readonly host: string }) {
  const t = useText('login');
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(`${host}\n${new Date().toISOString()}\nonline: ${String(navigator.onLine)}`);
    showToast({ text: t('app:copied') });
  };
  return (
    <Banner
      tone="danger"
      tall
      icon={WifiOff}
      title={t('unreachable', { host })}
      actions={
        <Button variant="text" size="sm" onClick={() => void copy()}>
          {t('copyDetails')}
        </Button>
      }
    >
      {t('unreachableText')}
    </Banner>
  );
}
