import type { Language } from '@ringdesk/shared/model/language.ts';

import type { Answer } from './agent.ts';
import type { Visit } from './customer.ts';
import { pick, type Random } from './random.ts';
import { en } from './words/en.ts';
import { es } from './words/es.ts';
import { pt } from './words/pt.ts';
import { ru } from './words/ru.ts';
import type { Script, Spoken } from './words/spoken.ts';

export const spoken: Readonly<Record<Language, Spoken>> = { en, es, pt, ru };
const languages: readonly Language[] = ['en', 'es', 'pt', 'ru'];

const answers = new Map<string, Answer>();
const languageOfLine = new Map<string, Language>();
for (const language of languages) {
  for (const { exchanges } of spoken[language].scripts) {
    for (const [index, [customer, agent]] of exchanges.entries()) {
      answers.set(customer, { text: agent, last: index === exchanges.length - 1 });
      languageOfLine.set(customer, language);
    }
  }
  for (const nudge of spoken[language].nudges) languageOfLine.set(nudge, language);
}

/** Words that tell the languages in Latin letters apart well enough for small talk. */
const hints: readonly (readonly [Language, RegExp])[] = [
  ['ru', /\p{Script=Cyrillic}/u],
  ['pt', /[ãõç]|\b(oi|olá|obrigad[oa]|você|não|bom dia|quero|meu|minha)\b/iu],
  ['es', /[¿¡ñ]|\b(hola|gracias|buen[ao]s|quiero|necesito|pedido|dónde|cómo|mi)\b/iu],
];

/** The language of a customer's words; `fallback` where nothing tells. */
export function languageOf(text: string, fallback: Language): Language {
  return languageOfLine.get(text) ?? hints.find(([, hint]) => hint.test(text))?.[0] ?? fallback;
}

/** What an agent answers: the script's line, or something polite to a person who plays the customer. */
export function answerTo(customerSaid: string, random: Random, fallback: Language): Answer {
  const known = answers.get(customerSaid);
  if (known !== undefined) return known;
  return { text: pick(random, spoken[languageOf(customerSaid, fallback)].toAnythingElse), last: false };
}

export const handOverNote = (customerSaid: string, fallback: Language): string =>
  spoken[languageOf(customerSaid, fallback)].handOver;

const SITE = 'https://www.northwind-outdoor.example';

/** Names and first lines which are on the site now or were a moment ago; who has no name is never the same person. */
export type Taken = ReadonlySet<string>;

/**
 * A visit with a script of this language and topic. Nobody comes who is in `taken`: the one without a name then comes
 * instead. A story is told twice at a time only when all of its topic are.
 */
export function visitOf(
  random: Random,
  channelId: string,
  topic: Script['topic'],
  language: Language,
  taken: Taken = new Set(),
): Visit {
  const { scripts, nudges } = spoken[language];
  const names = spoken[language].names.filter((name) => !taken.has(name));
  const told = scripts.filter((each) => each.topic === topic);
  const untold = told.filter(({ exchanges: [first] }) => first !== undefined && !taken.has(first[0]));
  const script = pick(random, untold.length > 0 ? untold : told);
  return {
    page: { channelId, pageUrl: `${SITE}${script.page}`, languages: [language] },
    name: names.length > 0 ? pick(random, names) : '',
    lines: script.exchanges.map(([customer]) => customer),
    nudge: pick(random, nudges),
  };
}

/** Mostly the language of the house, now and then another one. */
export function languageFor(random: Random, house: Language): Language {
  return random() < 0.7 ? house : pick(random, languages);
}
