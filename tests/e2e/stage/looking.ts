import { expect, type Page } from '@playwright/test';
import type { Language } from '@ringdesk/shared/model/language.ts';

import { axeFlaws, overflows } from './audit.ts';
import { desk, type Person } from './center.ts';
import type { Scene } from './scene.ts';

export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es-ES', pt: 'pt-BR', ru: 'ru-RU' };
export const LANGUAGES = Object.keys(LOCALES) as Language[];
/** What axe goes through: contrast depends on the theme, names on the language. Overflow is looked for in all four. */
const AUDITED: Readonly<Partial<Record<Language, readonly ('light' | 'dark')[]>>> = { en: ['light'], ru: ['dark'] };
const WIDTHS = [1440, 1024];

/** Name of the screen with language and theme or width → what is wrong there. Empty where all is well. */
export type Flaws = Record<string, readonly string[]>;

/** Frames which what floats may take to stand where it belongs after the window has another size. */
const FRAMES_TO_SETTLE = 60;

/** What does not fit once the page has settled: a popover is placed anew only after the resize, on a busy machine late. */
async function settledOverflows(page: Page): Promise<readonly string[]> {
  let found = await overflows(page);
  for (let frame = 0; found.length > 0 && frame < FRAMES_TO_SETTLE; frame += 1) {
    await page.evaluate(() => new Promise(requestAnimationFrame));
    found = await overflows(page);
  }
  return found;
}

/** Goes through themes and widths of what is shown now. */
export async function look(page: Page, name: string, language: Language, flaws: Flaws): Promise<void> {
  const note = (where: string, found: readonly string[]): void => {
    if (found.length > 0) flaws[`${name}, ${language}, ${where}`] = found;
  };
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    note(`${width} px`, await settledOverflows(page));
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  for (const colorScheme of AUDITED[language] ?? []) {
    await page.emulateMedia({ colorScheme });
    note(colorScheme, await axeFlaws(page));
  }
}

/** Speaks another language from now on, on every screen of this person. */
export async function speak(scene: Scene, person: Person, page: Page, language: Language): Promise<void> {
  const own = await desk(scene.server.url, person);
  await own.must('profile.save', { name: person.name, language, pictureId: null });
  own.close();
  await expect(page.locator(`html[lang^=${language}]`)).toBeAttached();
}
