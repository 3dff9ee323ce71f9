import { Dialog as Primitive } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';

import { classNames } from '../classNames.ts';
import { usePortalContainer } from '../portalContainer.ts';

export interface PlainDialogProps {
  open: boolean;
  onClose: () => void;
  /** Its name for readers; nothing of it is drawn. */
  label: string;
  size?: 'sm' | 'md' | 'lg' | 'xl';
  children: ReactNode;
}

/** A modal surface without a head, near the top of the window: command palette, picture viewer. */
export const PlainDialog = ({ open, onClose, label, size = 'lg', children }: PlainDialogProps) => {
  const container = usePortalContainer();
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
            aria-label={label}
            className={classNames('dialog dialog-plain', size !== 'md' && `dialog-${size}`)}
          >
            {children}
          </Primitive.Popup>
        </Primitive.Viewport>
      </Primitive.Portal>
    </Primitive.Root>
  );
};
