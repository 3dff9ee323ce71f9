import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useRef, type ReactNode } from 'react';

import { Button } from '../actions/Button.tsx';
import { usePortalContainer } from '../portalContainer.ts';

export interface ConfirmDialogProps {
  open: boolean;
  title: string;
  /** What will happen, in one or two sentences. */
  text: string;
  confirmLabel: string;
  cancelLabel: string;
  /** Red, for what cannot be undone. */
  danger?: boolean;
  /** Waiting for the answer of the server. */
  busy?: boolean;
  /** More choices between cancel and confirm. */
  extra?: ReactNode;
  children?: ReactNode;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before what cannot be undone. The focus starts on cancel; a press outside does not answer. */
export const ConfirmDialog = ({
  open,
  title,
  text,
  confirmLabel,
  cancelLabel,
  danger = false,
  busy = false,
  extra,
  children,
  onConfirm,
  onCancel,
}: ConfirmDialogProps) => {
  const container = usePortalContainer();
  const cancel = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onCancel();
      }}
    >
      <AlertDialog.Portal container={container}>
        <AlertDialog.Backdrop className="scrim" />
        <AlertDialog.Viewport className="dialog-pos">
          <AlertDialog.Popup className="dialog" initialFocus={cancel}>
            <div className="dialog-head">
              <div className="fill">
                <AlertDialog.Title className="dialog-title">{title}</AlertDialog.Title>
                <AlertDialog.Description className="dialog-text">{text}</AlertDialog.Description>
              </div>
            </div>
            {children !== undefined && <div className="dialog-body">{children}</div>}
            <div className="dialog-foot">
              <Button ref={cancel} onClick={onCancel}>
                {cancelLabel}
              </Button>
              {extra}
              <Button variant={danger ? 'danger' : 'primary'} loading={busy} onClick={onConfirm}>
                {confirmLabel}
              </Button>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
};
