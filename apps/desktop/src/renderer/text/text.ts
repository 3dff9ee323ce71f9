/**
 * Every visible string, by language and feature: `text/<language>/<feature>.json`, i18next's JSON format 4 with plural
 * forms chosen by `Intl.PluralRules`. The check of the four languages is `text.test.ts`; a key used in a source and
 * found nowhere fails there too.
 *
 *   const t = useText('inbox');
 *   t('title')                       the text
 *   t('groupLabel', { count, name }) the plural form for `count`; values are named, sentences never glued together. What
 *                                    is given as a number stands there as the language writes numbers: 15,999
 *   changeLanguage('ru')             at once, without a restart; numbers and dates follow (format.ts)
 */
import { Language } from '@ringdesk/shared/model/language.ts';
import { createInstance } from 'i18next';
import { useCallback, useSyncExternalStore } from 'react';

import { isolated } from './isolated.ts';
import { numberFormat } from './numberFormat.ts';

export type TextValues = Readonly<Record<string, string | number>>;
export type Translate = (key: string, values?: TextValues) => string;

type Texts = Record<string, unknown>;
const files = import.meta.glob<Texts>('./{en,es,pt,ru}/*.json', { import: 'default' });

const i18n = createInstance();
const listeners = new Set<() => void>();
let language: Language = 'en';
let version = 0;

await i18n.init({
  lng: 'en',
  fallbackLng: false,
  resources: {},
  keySeparator: '.',
  nsSeparator: ':',
  returnNull: false,
  // React escapes what it shows; escaping here too would show &amp;.
  interpolation: { escapeValue: true, useRawValueToEscape: true, escape: written },
});

/** A value as it stands in a sentence: numbers as the language writes them, names without turning what follows. */
function written(value: unknown): string {
  return typeof value === 'number' ? numberFormat(localeOf[language]).format(value) : isolated(String(value));
}

/** BCP 47 tag of a language, for `lang` and for `Intl`. */
export const localeOf: Readonly<Record<Language, string>> = { en: 'en', es: 'es', pt: 'pt-BR', ru: 'ru' };

/** The names the languages give themselves, for the choice of one. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  es: 'Español',
  pt: 'Português (Brasil)',
  ru: 'Русский',
};

/** Texts nobody needs yet, by feature. */
const postponed = new Set<string>();

/** Leaves out the texts of a big feature until {@link loadTexts}: the first screen does not wait for them. */
export function postponeTexts(namespace: string): void {
  postponed.add(namespace);
}

/** The texts of a feature that were postponed, from now on in every language that is chosen. */
export async function loadTexts(namespace: string): Promise<void> {
  postponed.delete(namespace);
  await loadMissing(language);
  announce();
}

/** Loads the texts of a language and shows it. A second call while one is loading wins. */
export async function changeLanguage(next: Language): Promise<void> {
  language = next;
  await loadMissing(next);
  if (language !== next) return;
  await i18n.changeLanguage(next);
  document.documentElement.lang = localeOf[next];
  announce();
}

async function loadMissing(of: Language): Promise<void> {
  const missing = Object.entries(files).filter(([path]) => {
    const namespace = namespaceOf(path);
    return path.startsWith(`./${of}/`) && !postponed.has(namespace) && !i18n.hasResourceBundle(of, namespace);
  });
  const loaded = await Promise.all(missing.map(async ([path, load]) => [namespaceOf(path), await load()] as const));
  for (const [namespace, texts] of loaded) i18n.addResourceBundle(of, namespace, texts);
}

function announce(): void {
  version += 1;
  for (const listener of listeners) listener();
}

/** The first language of the person's system that the desk speaks; English when it speaks none of them. */
export function systemLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const known = Language.safeParse(tag.slice(0, 2).toLowerCase());
    if (known.success) return known.data;
  }
  return 'en';
}

export function currentLanguage(): Language {
  return language;
}

export function currentLocale(): string {
  return localeOf[language];
}

/** One text outside of a component, e.g. `text('app:saved')`. */
export function text(key: string, values?: TextValues): string {
  return i18n.t(key, { ...values });
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The texts of one feature; keys of another are reached as `other:key`. Renews itself when the language changes. */
export function useText(namespace: string): Translate {
  const current = useSyncExternalStore(subscribe, () => version);
  // oxlint-disable-next-line react/exhaustive-deps -- a new language must give a new function, so that memos renew too
  return useCallback((key, values) => i18n.t(key, { ns: namespace, ...values }), [namespace, current]);
}

/** Renews a component when the language changes, and tells which it is now. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, () => language);
}

function namespaceOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
}
