import type { Language } from '@ringdesk/shared/model/language.ts';

/** Groups in the order in which systems show them; the number is Unicode's. */
export const emojiGroups = [
  ['smileys', 0],
  ['people', 1],
  ['nature', 3],
  ['food', 4],
  ['travel', 5],
  ['activities', 6],
  ['objects', 7],
  ['symbols', 8],
  ['flags', 9],
] as const;
export type EmojiGroup = (typeof emojiGroups)[number][0];

export interface Emoji {
  readonly sign: string;
  /** Its name in the language of the screen. */
  readonly name: string;
  readonly words: readonly string[];
  readonly group: EmojiGroup;
}

interface Entry {
  readonly unicode: string;
  readonly label: string;
  readonly tags?: readonly string[];
  readonly group?: number;
  readonly order?: number;
}

/** Some 90 kB a language on the wire, so each is fetched when the picker is opened in it. */
const files: Readonly<Record<Language, () => Promise<{ readonly default: readonly Entry[] }>>> = {
  en: () => import('emojibase-data/en/compact.json'),
  es: () => import('emojibase-data/es/compact.json'),
  pt: () => import('emojibase-data/pt/compact.json'),
  ru: () => import('emojibase-data/ru/compact.json'),
};

const groupOf = new Map<number, EmojiGroup>(emojiGroups.map(([name, number]) => [number, name]));

/** All emoji with their names, in Unicode's order. Parts of emoji (skin tones, single letters of flags) are left out. */
export async function loadEmoji(language: Language): Promise<readonly Emoji[]> {
  const { default: entries } = await files[language]();
  return entries
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .flatMap(({ unicode, label, tags = [], group = -1 }) => {
      const known = groupOf.get(group);
      return known === undefined ? [] : [{ sign: unicode, name: label, words: tags, group: known }];
    });
}

/** Found emoji shown at once; who wants another writes one more letter. */
const MOST_FOUND = 63;

/** Emoji of which the name or a keyword has every word of the query at the start of one of its words; names first. */
export function findEmoji(all: readonly Emoji[], query: string): readonly Emoji[] {
  const wanted = wordsOf(query);
  if (wanted.length === 0) return [];
  const fits = (words: readonly string[]): boolean =>
    wanted.every((each) => words.some((word) => word.startsWith(each)));
  const named = all.filter(({ name }) => fits(wordsOf(name)));
  const others = all.filter((each) => !named.includes(each) && fits([each.name, ...each.words].flatMap(wordsOf)));
  return [...named, ...others].slice(0, MOST_FOUND);
}

/** Letters without their accents, so that a search need not have them. */
const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
