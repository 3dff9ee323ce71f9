import type { Language } from '@ringdesk/shared/model/language.ts';
import { app, Menu, nativeTheme, session } from 'electron';

import { applicationMenu } from './menus.ts';
import { spellingLanguages } from './spelling.ts';
import { languageOf, type Words } from './words.ts';

/** Theme, menu and spelling as the person has chosen; before that, as the system is set. */
export function applyLook(
  words: Words,
  language: Language | null,
  theme: 'system' | 'light' | 'dark',
  diagnostics: boolean,
): void {
  nativeTheme.themeSource = theme;
  Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu(words, process.platform, diagnostics)));
  // macOS finds out by itself in which language is written.
  if (process.platform === 'darwin') return;
  const preferred = app.getPreferredSystemLanguages();
  const { defaultSession } = session;
  defaultSession.setSpellCheckerLanguages(
    spellingLanguages(defaultSession.availableSpellCheckerLanguages, language ?? languageOf(preferred), preferred),
  );
}
