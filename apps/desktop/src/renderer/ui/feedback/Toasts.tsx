import { Toast } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, TriangleAlert, X } from 'lucide-react';

import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';
import { usePortalContainer } from '../portalContainer.ts';
import { toastManager, type ToastData } from './toasts.ts';

/** Where toasts appear: mounted once per window. `label` names the region, `closeLabel` the cross. F6 reaches them. */
export const Toasts = ({ label, closeLabel }: { label: string; closeLabel: string }) => {
  const container = usePortalContainer();
  return (
    <Toast.Provider toastManager={toastManager} limit={3}>
      <Toast.Portal container={container}>
        <Toast.Viewport className="toasts" aria-label={label}>
          <ToastList closeLabel={closeLabel} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
};

const ToastList = ({ closeLabel }: { closeLabel: string }) => {
  const { toasts, close } = Toast.useToastManager<ToastData>();
  return toasts.map((toast) => {
    const { tone = 'plain', action, drain } = toast.data ?? {};
    return (
      <Toast.Root
        key={toast.id}
        toast={toast}
        className={classNames('toast', tone !== 'plain' && `toast-${tone}`)}
        // A sentence to be told of, not a window to answer: the primitive calls it a dialog (WCAG 4.1.3).
        role={tone === 'bad' ? 'alert' : 'status'}
        aria-modal={undefined}
      >
        {tone === 'ok' && <Icon glyph={CircleCheck} />}
        {tone === 'warn' && <Icon glyph={TriangleAlert} />}
        {tone === 'bad' && <Icon glyph={CircleAlert} />}
        <Toast.Title className="toast-text" render={<span />} />
        {action !== undefined && (
          <button
            type="button"
            className="btn btn-text"
            onClick={() => {
              close(toast.id);
              action.onPress();
            }}
          >
            {action.label}
          </button>
        )}
        {/* The primitive hides it from readers until the pointer comes, and leaves it reachable by Tab (WCAG 4.1.2). */}
        <Toast.Close className="icon-btn icon-btn-xs" aria-label={closeLabel} aria-hidden={undefined}>
          <Icon glyph={X} size={14} />
        </Toast.Close>
        {drain !== undefined && <span className="toast-time" style={{ animationDuration: `${drain}ms` }} aria-hidden />}
      </Toast.Root>
    );
  });
};
