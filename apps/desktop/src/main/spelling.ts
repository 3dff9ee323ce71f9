import type { Language } from '@ringdesk/shared/model/language.ts';

/** Of a language's dictionaries the one to take where the system names none. */
const usual: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es', pt: 'pt-BR', ru: 'ru' };

/**
 * Dictionaries for what agents write: the desk's language and those of the system, since customers write in several. At most four,
 * only such as there are.
 */
export function spellingLanguages(
  available: readonly string[],
  language: Language,
  preferred: readonly string[],
): string[] {
  const wanted = [...preferred.filter((tag) => tag.split('-')[0] === language), usual[language], ...preferred];
  const found = wanted.flatMap((tag) => {
    const exact = available.find((each) => each.toLowerCase() === tag.toLowerCase());
    return exact ?? available.find((each) => each === tag.split('-')[0]) ?? [];
  });
  return [...new Set(found)].slice(0, 4);
}
