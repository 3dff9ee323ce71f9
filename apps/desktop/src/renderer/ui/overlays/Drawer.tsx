import { Dialog as Primitive } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';

import { IconButton } from '../actions/IconButton.tsx';
import { classNames } from '../classNames.ts';
import { usePortalContainer } from '../portalContainer.ts';

export interface DrawerProps {
  open: boolean;
  onClose: () => void;
  title: string;
  text?: string;
  closeLabel: string;
  children: ReactNode;
  actions?: ReactNode;
  /** 640 px instead of 400. */
  wide?: boolean;
}

/** A modal sheet at the right edge: the customer on a narrow window, a form that needs room. */
export const Drawer = ({ open, onClose, title, text, closeLabel, children, actions, wide = false }: DrawerProps) => {
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
        <Primitive.Popup className={classNames('drawer', wide && 'drawer-wide')}>
          <div className="dialog-head">
            <div className="fill">
              <Primitive.Title className="dialog-title">{title}</Primitive.Title>
              {text !== undefined && <Primitive.Description className="dialog-text">{text}</Primitive.Description>}
            </div>
          </div>
          <div className="dialog-body">{children}</div>
          {actions !== undefined && <div className="dialog-foot">{actions}</div>}
          <IconButton icon={X} label={closeLabel} size="sm" className="dialog-x" onClick={onClose} />
        </Primitive.Popup>
      </Primitive.Portal>
    </Primitive.Root>
  );
};
