import { expect, it } from 'vitest';

const files = import.meta.glob<string>('./{en,es,pt,ru}/*.json', { eager: true, query: '?raw', import: 'default' });

/** What things are called by people who leave them the name they were made with: "Queue 1". */
const NOUNS = {
  en: 'queue|channel|bot|department',
  es: 'cola|canal|bot|departamento',
  pt: 'fila|canal|bot|departamento',
  ru: '(?:очеред|канал|бот|отдел)\\p{L}*',
};

it.each(Object.entries(NOUNS))(
  'a name right behind its noun is quoted in %s: no sentence says "queue Queue 1"',
  (language, nouns) => {
    const bare = new RegExp(`(?<!\\p{L})(?:${nouns}) \\{\\{(?:name|queue|with)\\}\\}`, 'giu');
    const found = Object.entries(files).flatMap(([file, text]) =>
      file.startsWith(`./${language}/`) ? [...text.matchAll(bare)].map(([sentence]) => `${file}: ${sentence}`) : [],
    );
    expect(found).toEqual([]);
  },
);
