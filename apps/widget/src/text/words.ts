import type { Language } from '@ringdesk/shared/model/language.ts';

import type { Dictionary } from './en.ts';
import type { TalkDictionary } from './enTalk.ts';

type Named = { [K in keyof Dictionary]: Dictionary[K] extends string ? K : never }[keyof Dictionary];
type Counted = Exclude<keyof Dictionary, Named>;

/** The texts of one language with what that language needs to fill them in. */
export interface Words {
  readonly language: Language;
  /** The texts of what is fetched after the first view are here too; nothing of it is drawn before. */
  readonly whole: boolean;
  /** The text under `key`, its `{name}` replaced. */
  readonly say: (key: Named | keyof TalkDictionary, name?: string) => string;
  /** The form of the text under `key` which belongs to `n`. */
  readonly count: (key: Counted, n: number) => string;
}

export const wordsOf = (language: Language, dictionary: Dictionary, talk?: TalkDictionary): Words => {
  const rules = new Intl.PluralRules(language);
  const texts = { ...dictionary, ...talk };
  return {
    language,
    whole: talk !== undefined,
    // A function as replacement: in a string `$&` and its like would be read as commands.
    say: (key, name = '') => (texts[key] ?? '').replace('{name}', () => name),
    count: (key, n) =>
      (dictionary[key][rules.select(n)] ?? dictionary[key].other).replace('{n}', n.toLocaleString(language)),
  };
};

/** A file of its own each: a page pays for one language only, and at first for the texts of the first view. */
const first = {
  en: () => import('./en.ts'),
  es: () => import('./es.ts'),
  pt: () => import('./pt.ts'),
  ru: () => import('./ru.ts'),
};
const later = {
  en: () => import('./enTalk.ts'),
  es: () => import('./esTalk.ts'),
  pt: () => import('./ptTalk.ts'),
  ru: () => import('./ruTalk.ts'),
};

/** Fetches a language on demand; `whole` with the texts of what is fetched after the first view. */
export async function loadWords(language: Language, whole = false): Promise<Words> {
  const [{ dictionary }, more] = await Promise.all([first[language](), whole ? later[language]() : undefined]);
  return wordsOf(language, dictionary, more?.talk);
}

/** The first of `wanted` (BCP 47, best first) that the widget speaks. */
export const spokenOf = (wanted: readonly string[]): Language | undefined =>
  wanted.map((tag) => tag.toLowerCase().replace(/-.*/, '')).find((tag): tag is Language => /^(en|es|pt|ru)$/.test(tag));
