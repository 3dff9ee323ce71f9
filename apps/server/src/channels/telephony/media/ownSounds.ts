import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../../../../resources/sounds/', import.meta.url));
const LANGUAGES: ReadonlySet<string> = new Set(['en', 'es', 'pt', 'ru']);

/** Path of a sound that comes with the product. */
export const ownSound = (name: string): string => `${folder}${name}.wav`;

/** Path of what the product says in this language; in English where it does not speak it. */
export const spokenIn = (language: string, what: 'recorded' | 'rate' | 'rated'): string =>
  ownSound(`${what}-${LANGUAGES.has(language) ? language : 'en'}`);
