import { createContext, useContext } from 'react';

import { navigate } from '../../../app/router.ts';
import { pathOf, type Section } from './section.ts';

export type KnownSection = Exclude<Section, { name: 'unknown' }>;
export type Go = (section: KnownSection) => void;

/** Goes without asking; the screen puts its leave guard in its place. */
export const goAtOnce: Go = (section) => navigate(pathOf(section));

export const GoContext = createContext<Go>(goAtOnce);

/** Opens another section; asks first when the form that is open has unsaved changes. */
export const useGo = (): Go => useContext(GoContext);
