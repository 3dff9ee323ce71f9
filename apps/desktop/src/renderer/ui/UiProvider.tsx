import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactNode } from 'react';

import { PortalContainer } from './portalContainer.ts';

/**
 * Wraps everything that is drawn, once per window. Switches off the primitives' inline style elements (the content
 * security policy allows none; their rules are in base.css) and lets neighbouring tooltips follow without a wait.
 */
export const UiProvider = ({ children, container }: { children: ReactNode; container?: HTMLElement }) => (
  <CSPProvider disableStyleElements>
    <Tooltip.Provider delay={500} timeout={400}>
      <PortalContainer value={container}>{children}</PortalContainer>
    </Tooltip.Provider>
  </CSPProvider>
);
