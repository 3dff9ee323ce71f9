import { useEffect } from 'react';

import { useText } from '../text/text.ts';
import { SectionSkeleton, Skeleton } from '../ui/feedback/Skeleton.tsx';

/** Stands on the stage while the code of a screen is on its way. */
export function PageComing() {
  const t = useText('app');
  return (
    <section className="page coming" aria-busy>
      <div className="page-head">
        <Skeleton width={160} height={16} />
      </div>
      <div className="page-body">
        <div className="card card-b">
          <SectionSkeleton label={t('loading')} lines={8} />
        </div>
      </div>
    </section>
  );
}

/** Gives the focus back on its way out: the dialog that comes next remembers who had it. */
function takeFocus(box: HTMLElement | null): () => void {
  const before = document.activeElement;
  box?.focus();
  return () => {
    if (before instanceof HTMLElement) before.focus();
  };
}

/**
 * Stands there while the code of a dialog is on its way. It has the focus, as the dialog will: what is typed meanwhile is
 * meant for that, and is no shortcut of the desk behind it.
 */
export function DialogComing({ onClose }: { readonly onClose: () => void }) {
  const t = useText('app');
  useEffect(() => {
    const press = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') onClose();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [onClose]);
  return (
    <div className="dialog-pos coming" role="dialog" aria-label={t('loading')} aria-busy tabIndex={-1} ref={takeFocus}>
      <span className="rounded-lg bg-surface-raised p-4 shadow-e3">
        <span className="spinner block" />
      </span>
    </div>
  );
}
