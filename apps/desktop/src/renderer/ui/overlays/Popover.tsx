import { Popover as Primitive } from '@base-ui/react/popover';
import type { ReactElement, ReactNode, RefObject } from 'react';

import { classNames } from '../classNames.ts';
import { usePortalContainer } from '../portalContainer.ts';

export interface PopoverProps {
  trigger: ReactElement;
  /** Its name where it has no visible title. */
  label?: string;
  children: ReactNode;
  /** Small heading at the top, with an optional remark on its right. */
  title?: string;
  remark?: string;
  foot?: ReactNode;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom' | 'left' | 'right';
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Without the 12 px padding, for lists. */
  flush?: boolean;
  className?: string;
  /** Where the focus goes when it closes; back to the trigger unless told. */
  focusAfter?: RefObject<HTMLElement | null>;
  /** Gets the focus when it opens; otherwise the first control does. */
  initialFocus?: RefObject<HTMLElement | null>;
}

/** A floating panel with controls. Esc and a press outside close it, focus returns to the trigger. */
export const Popover = ({
  trigger,
  label,
  children,
  title,
  remark,
  foot,
  align = 'start',
  side = 'bottom',
  open,
  onOpenChange,
  flush = false,
  className,
  focusAfter,
  initialFocus,
}: PopoverProps) => {
  const container = usePortalContainer();
  return (
    <Primitive.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      <Primitive.Trigger render={trigger} />
      <Primitive.Portal container={container}>
        <Primitive.Positioner className="pop-pos" align={align} side={side} sideOffset={6} collisionPadding={8}>
          <Primitive.Popup
            className={classNames('pop flex flex-col', className)}
            finalFocus={focusAfter}
            initialFocus={initialFocus}
            aria-label={label}
          >
            {title !== undefined && (
              <div className="pop-head">
                <Primitive.Title render={<span />}>{title}</Primitive.Title>
                {remark !== undefined && <span>{remark}</span>}
              </div>
            )}
            <div className={flush ? 'min-h-0 overflow-y-auto' : 'pop-body'}>{children}</div>
            {foot !== undefined && <div className="pop-foot">{foot}</div>}
          </Primitive.Popup>
        </Primitive.Positioner>
      </Primitive.Portal>
    </Primitive.Root>
  );
};
