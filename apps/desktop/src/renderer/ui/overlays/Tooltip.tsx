import { Tooltip as Primitive } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';

import { Kbd } from '../actions/Kbd.tsx';
import { usePortalContainer } from '../portalContainer.ts';

export interface TooltipProps {
  text: string;
  chord?: string | undefined;
  side?: 'top' | 'bottom' | 'left' | 'right';
  /** One focusable element. */
  children: ReactElement;
}

/** A short explanation on hover and on keyboard focus; Esc closes. Never the only place for something needed. */
export const Tooltip = ({ text, chord, side = 'top', children }: TooltipProps) => {
  const container = usePortalContainer();
  return (
    <Primitive.Root>
      <Primitive.Trigger render={children} />
      <Primitive.Portal container={container}>
        <Primitive.Positioner side={side} sideOffset={6} className="tip-pos">
          <Primitive.Popup className="tip">
            {text}
            {chord !== undefined && <Kbd chord={chord} />}
          </Primitive.Popup>
        </Primitive.Positioner>
      </Primitive.Portal>
    </Primitive.Root>
  );
};
