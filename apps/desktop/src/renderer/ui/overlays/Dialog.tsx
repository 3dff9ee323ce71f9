import { Dialog as Primitive } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { FormEvent, ReactNode, RefObject } from 'react';

import { IconButton } from '../actions/IconButton.tsx';
import { classNames } from '../classNames.ts';
import { usePortalContainer } from '../portalContainer.ts';

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  text?: string;
  /** The name of the cross, for example "Close". */
  closeLabel: string;
  children?: ReactNode;
  /** Buttons, the primary one last. */
  actions?: ReactNode;
  size?: 'sm' | 'md' | 'lg' | 'xl';
  /** Given: the dialog is a form, and Enter in a field submits it. */
  onSubmit?: (event: FormEvent<HTMLFormElement>) => void;
  /** Gets the focus when it opens; otherwise the first control does. */
  initialFocus?: RefObject<HTMLElement | null>;
}

/** A modal dialog: focus stays inside, Esc and the scrim close it, focus returns to where it was. */
export const Dialog = ({
  open,
  onClose,
  title,
  text,
  closeLabel,
  children,
  actions,
  size = 'md',
  onSubmit,
  initialFocus,
}: DialogProps) => {
  const container = usePortalContainer();
  const inside = (
    <>
      <div className="dialog-head">
        <div className="fill">
          <Primitive.Title className="dialog-title">{title}</Primitive.Title>
          {text !== undefined && <Primitive.Description className="dialog-text">{text}</Primitive.Description>}
        </div>
      </div>
      {children !== undefined && <div className="dialog-body">{children}</div>}
      {actions !== undefined && <div className="dialog-foot">{actions}</div>}
      {/* Last in order, so that the focus starts in the first field and not on the cross. */}
      <IconButton icon={X} label={closeLabel} size="sm" className="dialog-x" onClick={onClose} />
    </>
  );
  return (
    <Primitive.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Primitive.Portal container={container}>
        <Primitive.Backdrop className="scrim" />
        <Primitive.Viewport className="dialog-pos">
          <Primitive.Popup
            className={classNames('dialog', size !== 'md' && `dialog-${size}`)}
            initialFocus={initialFocus}
          >
            {onSubmit === undefined ? (
              inside
            ) : (
              <form className="contents" onSubmit={onSubmit} noValidate>
                {inside}
              </form>
            )}
          </Primitive.Popup>
        </Primitive.Viewport>
      </Primitive.Portal>
    </Primitive.Root>
  );
};
