import type { Language } from '@ringdesk/shared/model/language.ts';

import type { Dictionary } from './en.ts';

type Named = { [K in keyof Dictionary]: Dictionary[K] extends string ? K : never }[keyof Dictionary];
type Counted = Exclude<keyof Dictionary, Named>;

/** The texts of one language with what that language needs to fill them in. */
export interface Words {
  readonly language: Language;
  /** The text under `key`, its `{name}` replaced. */
  readonly say: (key: Named, name?: string) => string;
  /** The form of the text under `key` which belongs to `n`. */
  readonly count: (key: Counted, n: number) => string;
}

export const wordsOf = (language: Language, dictionary: Dictionary): Words => {
  const rules = new Intl.PluralRules(language);
  return {
    language,
    // A function as replacement: in a string `$&` and its like would be read as commands.
    say: (key, name = '') => dictionary[key].replace('{name}', () => name),
    count: (key, n) =>
      (dictionary[key][rules.select(n)] ?? dictionary[key].other).replace('{n}', n.toLocaleString(language)),
  };
};

/** Fetches a language on demand: a page pays for one only. */
export async function loadWords(language: Language): Promise<Words> {
  switch (language) {
    case 'en':
      return wordsOf(language, (await import('./en.ts')).en);
    case 'es':
      return wordsOf(language, (await import('./es.ts')).dictionary);
    case 'pt':
      return wordsOf(language, (await import('./pt.ts')).dictionary);
    case 'ru':
      return wordsOf(language, (await import('./ru.ts')).dictionary);
  }
}

/** The first of `wanted` (BCP 47, best first) that the widget speaks. */
export const spokenOf = (wanted: readonly string[]): Language | undefined =>
  wanted.map((tag) => tag.toLowerCase().replace(/-.*/, '')).find((tag): tag is Language => /^(en|es|pt|ru)$/.test(tag));
