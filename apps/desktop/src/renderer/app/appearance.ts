import type { Preferences } from '@ringdesk/shared/model/preferences.ts';
import { useEffect } from 'react';

import { desktop } from '../connection/desktop.ts';
import { deviceLook, rememberLook } from '../connection/deviceLook.ts';
import { useLanguage } from '../text/text.ts';
import { usePreferences, useWorkspace } from '../workspace/hooks.ts';
import { useOwnLanguage } from './ownLanguage.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** Puts theme and density on the page. The system's theme is resolved here, so that one attribute says what is shown. */
export function applyLook({ theme, density }: Pick<Preferences, 'theme' | 'density'>): void {
  const { dataset } = document.documentElement;
  dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
  dataset['density'] = density;
}

/** Follows the person's settings, and before anybody is signed in those of the device. */
export function useAppearance(): void {
  const signedIn = useWorkspace((state) => state.mirror !== undefined);
  const preferences = usePreferences();
  useOwnLanguage();
  const language = useLanguage();
  const { theme, density } = signedIn ? preferences : deviceLook();

  useEffect(() => {
    applyLook({ theme, density });
    if (signedIn) rememberLook({ theme, density });
    const follow = (): void => applyLook({ theme, density });
    dark.addEventListener('change', follow);
    return () => dark.removeEventListener('change', follow);
  }, [signedIn, theme, density]);

  useEffect(() => void desktop().call('window.appearance', { language, theme }), [language, theme]);
}
