import { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { describe, expect, it } from 'vitest';

import { commandIds, entryOf } from '../app/commandTable.ts';

const files = import.meta.glob<Tree>('./{en,es,pt,ru}/*.json', { eager: true, import: 'default' });
const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../ui/**', '!../gallery/**', '!../**/*.test.*'], {
  eager: true,
  query: '?raw',
  import: 'default',
});
const languages = ['en', 'es', 'pt', 'ru'] as const;
const PLURAL = /_(zero|one|two|few|many|other)$/;

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, path = ''): Map<string, string> {
  const keys = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') keys.set(path + key, value);
    else for (const [inner, text] of flat(value, `${path}${key}.`)) keys.set(inner, text);
  }
  return keys;
}

const namespaces = Object.keys(files).flatMap((path) => /^\.\/en\/(\w+)\.json$/.exec(path)?.[1] ?? []);
const of = (language: (typeof languages)[number], namespace: string): Map<string, string> =>
  flat(files[`./${language}/${namespace}.json`] ?? {});
const stems = (keys: Map<string, string>): readonly string[] =>
  [...new Set([...keys.keys()].map((key) => key.replace(PLURAL, '')))].toSorted();
const plurals = (keys: Map<string, string>): readonly string[] =>
  stems(new Map([...keys].filter(([key]) => PLURAL.test(key))));
const names = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{\s*([\w.]+)/g)].map(([, name]) => name!).toSorted();

describe.each(namespaces)('%s', (namespace) => {
  it.each(languages)('has every text in %s, and no other', (language) => {
    expect(stems(of(language, namespace))).toEqual(stems(of('en', namespace)));
    expect([...of(language, namespace)].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it.each(languages)('has every plural form %s needs, and no other', (language) => {
    const needed = new Intl.PluralRules(language === 'pt' ? 'pt-BR' : language).resolvedOptions().pluralCategories;
    for (const stem of plurals(of('en', namespace))) {
      const forms = [...of(language, namespace).keys()]
        .filter((key) => key.replace(PLURAL, '') === stem && PLURAL.test(key))
        .map((key) => key.slice(stem.length + 1));
      expect([stem, forms.toSorted()]).toEqual([stem, needed.toSorted()]);
    }
  });

  it.each(languages)('names in %s only values that the feature gives', (language) => {
    const given = new Set([...of('en', namespace).values()].flatMap(names));
    const unknown = [...of(language, namespace)].filter(([, text]) => names(text).some((name) => !given.has(name)));
    expect(unknown).toEqual([]);
  });
});

describe('what the product must be able to say', () => {
  const has = (key: string): boolean => {
    const [namespace = '', path = ''] = key.split(':');
    return stems(of('en', namespace)).some((stem) => stem === path || stem.startsWith(`${path}.`));
  };

  it('every refusal', () => {
    const special = { offerGone: ['offerGoneTo', 'offerEnded', 'offerWithdrawn'] } as Record<string, readonly string[]>;
    for (const { shape } of Refusal.options) {
      const code = shape.code.value;
      for (const key of special[code] ?? [code]) expect([code, has(`refusals:${key}`)]).toEqual([code, true]);
    }
    const withdrawn = [
      'takenByColleague',
      'intercepted',
      'customerLeft',
      'agentOffline',
      'agentUnavailable',
      'transferred',
      'transferCancelled',
      'settingsChanged',
      'closed',
    ];
    for (const reason of withdrawn) expect([reason, has(`refusals:offerWithdrawn.${reason}`)]).toEqual([reason, true]);
  });

  it('every command that has a name', () => {
    const shown = commandIds.filter((id) => entryOf(id).hidden === undefined);
    expect(shown.filter((id) => !has(`app:commands.${id}`))).toEqual([]);
  });

  it('every literal key a source asks for', () => {
    const missing: string[] = [];
    for (const [file, source] of Object.entries(sources)) {
      const spaces = [...source.matchAll(/useText\('(\w+)'\)/g)].map(([, name]) => name!);
      for (const [, key = ''] of source.matchAll(/(?<![\w.])(?:t|text)\('([\w:.-]+)'/g)) {
        const found = key.includes(':')
          ? has(key)
          : spaces.length === 0 || spaces.some((space) => has(`${space}:${key}`));
        if (!found) missing.push(`${file}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });
});
