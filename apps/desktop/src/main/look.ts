import type { Language } from '@ringdesk/shared/model/language.ts';
import { app, Menu, nativeTheme, session } from 'electron';

import { applicationMenu } from './menus.ts';
import { spellingLanguages } from './spelling.ts';
import { languageOf, type Words } from './words.ts';

/**
 * Theme, menu and spelling as the person has chosen; before that, as the system is set. Called before the first window too: a window
 * begins to fetch the dictionaries of whatever languages stand there.
 *
 * @param spelling with dictionaries that are fetched where they are not there yet; an empty list of languages switches it off
 */
export function applyLook(
  words: Words,
  language: Language | null,
  theme: 'system' | 'light' | 'dark',
  diagnostics: boolean,
  spelling: boolean,
): void {
  nativeTheme.themeSource = theme;
  Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu(words, process.platform, diagnostics)));
  // macOS finds out by itself in which language is written.
  if (process.platform === 'darwin') return;
  if (!spelling) return session.defaultSession.setSpellCheckerLanguages([]);
  const preferred = app.getPreferredSystemLanguages();
  const { defaultSession } = session;
  defaultSession.setSpellCheckerLanguages(
    spellingLanguages(defaultSession.availableSpellCheckerLanguages, language ?? languageOf(preferred), preferred),
  );
}
