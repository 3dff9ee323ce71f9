import { Component, type ErrorInfo, type ReactNode } from 'react';

import { useText } from '../text/text.ts';
import { Button } from '../ui/actions/Button.tsx';
import { ErrorState } from '../ui/feedback/ErrorState.tsx';
import { showToast } from '../ui/feedback/toasts.ts';
import { failureReport, remember } from './failureReport.ts';

export interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** A new value tries again: another screen, another conversation. */
  readonly resetKey: string;
}

interface BoundaryState {
  readonly broken: boolean;
  readonly key: string;
}

/** A part that broke takes only itself away. React knows no other way to catch an error of rendering than a class. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, BoundaryState> {
  override state: BoundaryState = { broken: false, key: this.props.resetKey };

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: BoundaryState): BoundaryState | null {
    return state.key === props.resetKey ? null : { broken: false, key: props.resetKey };
  }

  static getDerivedStateFromError(): Partial<BoundaryState> {
    return { broken: true };
  }

  override componentDidCatch(error: unknown, _info: ErrorInfo): void {
    remember(error);
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken onRetry={() => this.setState({ broken: false })} /> : this.props.children;
  }
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
