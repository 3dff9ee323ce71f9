import { Component, type ErrorInfo, type ReactNode } from 'react';

import { useText } from '../text/text.ts';
import { Button } from '../ui/actions/Button.tsx';
import { ErrorState } from '../ui/feedback/ErrorState.tsx';
import { showToast } from '../ui/feedback/toasts.ts';
import { NotFetched } from '../ui/postponed.tsx';
import { failureReport, remember } from './failureReport.ts';

export interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** A new value tries again: another screen, another conversation. */
  readonly resetKey: string;
  /** What stands in the place of the broken part where an explanation does not fit. */
  readonly fallback?: (retry: () => void) => ReactNode;
}

type Break = 'no' | 'broken' | 'notFetched';

interface BoundaryState {
  readonly broken: Break;
  readonly key: string;
}

/** A part that broke takes only itself away. React knows no other way to catch an error of rendering than a class. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, BoundaryState> {
  override state: BoundaryState = { broken: 'no', key: this.props.resetKey };

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: BoundaryState): BoundaryState | null {
    return state.key === props.resetKey ? null : { broken: 'no', key: props.resetKey };
  }

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { broken: error instanceof NotFetched ? 'notFetched' : 'broken' };
  }

  override componentDidCatch(error: unknown, _info: ErrorInfo): void {
    remember(error);
  }

  override render(): ReactNode {
    const { broken } = this.state;
    const retry = (): void => this.setState({ broken: 'no' });
    if (broken === 'no') return this.props.children;
    if (this.props.fallback !== undefined) return this.props.fallback(retry);
    return broken === 'notFetched' ? <Missing onRetry={retry} /> : <Broken onRetry={retry} />;
  }
}

/** After an update of the server the old code is nowhere any more: then only the page anew has all its parts. */
function Missing({ onRetry }: { readonly onRetry: () => void }) {
  const t = useText('app');
  return (
    <ErrorState
      fill
      title={t('notFetched.title')}
      text={t('notFetched.text')}
      retryLabel={t('retry')}
      onRetry={onRetry}
      extra={
        <Button size="sm" variant="text" onClick={() => window.location.reload()}>
          {t('error.reload')}
        </Button>
      }
    />
  );
}

function Broken({ onRetry }: { readonly onRetry: () => void }) {
  const t = useText('app');
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(failureReport());
    showToast({ text: t('copied') });
  };
  return (
    <ErrorState
      fill
      title={t('error.title')}
      text={t('error.text')}
      retryLabel={t('retry')}
      onRetry={onRetry}
      extra={
        <Button size="sm" variant="text" onClick={() => void copy()}>
          {t('error.copy')}
        </Button>
      }
    />
  );
}
