import { type ReactNode, useEffect, useState } from 'react';

import { retryNow } from '../connection/connection.ts';
import { serverOrigin } from '../connection/session.ts';
import { useText } from '../text/text.ts';
import { ErrorState } from '../ui/feedback/ErrorState.tsx';
import { ConversationRowsSkeleton } from '../ui/feedback/Skeleton.tsx';
import { useLink } from '../workspace/hooks.ts';

/** Nothing is drawn for what is over in the blink of an eye (desk 2.10). */
const SHOW_AFTER_MS = 200;

/** Between sign-in and the first snapshot: a skeleton, or what is wrong with the line. */
export function Starting({ bar }: { readonly bar: ReactNode }) {
  const t = useText('login');
  const link = useLink();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SHOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <div className="app" aria-busy={link.phase !== 'lost'}>
      <header className="titlebar">{bar}</header>
      <main className="stage" id="stage" aria-label={t('app:loading')}>
        {link.phase === 'lost' ? (
          <ErrorState
            fill
            title={t('unreachable', { host: serverOrigin().replace(/^https?:\/\//, '') })}
            text={t('unreachableText')}
            retryLabel={t('app:retry')}
            onRetry={retryNow}
          />
        ) : (
          <div className="list">
            <ConversationRowsSkeleton count={8} label={t('app:loading')} />
          </div>
        )}
      </main>
    </div>
  );
}
