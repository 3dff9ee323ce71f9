import { createContext, useContext } from 'react';

/** Where floating parts are mounted. A popped-out window gives its own document's body, so menus open there. */
export const PortalContainer = createContext<HTMLElement | undefined>(undefined);

/** The element floating parts mount into; undefined means the page's own body. */
export const usePortalContainer = (): HTMLElement | undefined => useContext(PortalContainer);
