import { type ReactNode, useEffect, useState } from 'react';

import { retryNow } from '../connection/connection.ts';
import { serverOrigin } from '../connection/session.ts';
import { useText } from '../text/text.ts';
import { ErrorState } from '../ui/feedback/ErrorState.tsx';
import { ConversationRowsSkeleton, Skeleton } from '../ui/feedback/Skeleton.tsx';
import { Frame } from '../ui/frame/Frame.tsx';
import { TitleBar } from '../ui/frame/TitleBar.tsx';
import { useLink } from '../workspace/hooks.ts';
import { useColumnWidth } from './columnWidths.ts';

/** Nothing is drawn for what is over in the blink of an eye (desk 2.10). */
const SHOW_AFTER_MS = 200;

/** Between sign-in and the first snapshot: the desk's frame with a skeleton in it, or what is wrong with the line. */
export function Starting({ bar }: { readonly bar: ReactNode }) {
  const t = useText('login');
  const link = useLink();
  const list = useColumnWidth('list');
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SHOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <Frame
      skipLabel={t('app:skip')}
      stageLabel={t('app:loading')}
      columns={{ list }}
      titleBar={<TitleBar name={t('app:name')} right={bar} />}
      rail={null}
      // Empty, of the height it will have: the stage does not change place.
      dock={<div className="dock" />}
    >
      {link.phase === 'lost' ? (
        <ErrorState
          fill
          title={t('unreachable', { host: serverOrigin().replace(/^https?:\/\//, '') })}
          text={t('unreachableText')}
          retryLabel={t('app:retry')}
          onRetry={retryNow}
        />
      ) : (
        link.phase !== 'signedOut' && <ListSkeleton label={t('app:loading')} />
      )}
    </Frame>
  );
}

/** The list column before its first snapshot: title, views, search and rows stand where they will stand. */
const ListSkeleton = ({ label }: { readonly label: string }) => (
  <div className="list">
    <div className="list-head">
      <div className="list-title">
        <Skeleton width={64} height={16} />
      </div>
      <Skeleton height={30} />
      <Skeleton height={32} />
    </div>
    <div className="list-body pt-7">
      <ConversationRowsSkeleton count={6} label={label} />
    </div>
  </div>
);
