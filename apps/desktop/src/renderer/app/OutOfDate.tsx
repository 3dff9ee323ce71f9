import type { ReactNode } from 'react';

import { useText } from '../text/text.ts';
import { ErrorState } from '../ui/feedback/ErrorState.tsx';
import { TitleBar } from '../ui/frame/TitleBar.tsx';

/** The server speaks another version of the protocol: the page must be loaded again. */
export function OutOfDate({ bar }: { readonly bar: ReactNode }) {
  const t = useText('app');
  return (
    <div className="app">
      <TitleBar name={t('name')} right={bar} />
      <main className="stage" id="stage" aria-label={t('version.title')}>
        <ErrorState
          fill
          title={t('version.title')}
          text={t('version.text')}
          retryLabel={t('error.reload')}
          onRetry={() => window.location.reload()}
        />
      </main>
    </div>
  );
}
