import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';

import { fileName, judgeDownload } from './downloads.ts';
import { applicationMenu, contextMenu } from './menus.ts';
import { ONLINE_EVERY_MS, watchPower } from './power.ts';
import { spellingLanguages } from './spelling.ts';
import { languageOf, words } from './words.ts';

const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);

describe('menus', () => {
  test('every visible entry has words of its own, in every language, on every system', () => {
    for (const language of Object.values(words))
      for (const platform of ['darwin', 'win32', 'linux'] as const)
        for (const { label, type } of flat(applicationMenu(language, platform, false)))
          expect(type === 'separator' || (label ?? '') !== '').toBe(true);
  });

  test('the four languages say all of it, each in its own words', () => {
    const names = Object.keys(words.en).toSorted();
    for (const language of ['es', 'pt', 'ru'] as const) {
      expect(Object.keys(words[language]).toSorted()).toEqual(names);
      expect(Object.values(words[language]).every((text) => text.trim() !== '')).toBe(true);
      expect(words[language].inTrayText).not.toBe(words.en.inTrayText);
    }
  });

  test('no reload, no development tools but with --diagnostics, no key of the desk', () => {
    for (const platform of ['darwin', 'win32', 'linux'] as const) {
      const roles = flat(applicationMenu(words.en, platform, false)).map(
        ({ role, accelerator }) => role ?? accelerator,
      );
      for (const role of ['reload', 'forceReload', 'toggleDevTools']) expect(roles).not.toContain(role);
    }
    expect(flat(applicationMenu(words.en, 'linux', true)).map(({ role }) => role)).toContain('toggleDevTools');
  });

  test('the right mouse button: spelling where one writes, copying over text, nothing elsewhere', () => {
    const editFlags = { canCopy: true, canCut: true, canPaste: true, canSelectAll: true } as Electron.EditFlags;
    const base = { isEditable: false, selectionText: '', misspelledWord: '', dictionarySuggestions: [], editFlags };
    const done: string[] = [];
    const actions = {
      replace: (word: string) => done.push(`replace ${word}`),
      learn: (word: string) => done.push(`learn ${word}`),
    };
    expect(contextMenu(base, words.en, actions)).toEqual([]);
    expect(contextMenu({ ...base, selectionText: 'x' }, words.en, actions).map(({ role }) => role)).toEqual(['copy']);
    const writing = contextMenu(
      { ...base, isEditable: true, misspelledWord: 'helo', dictionarySuggestions: ['hello', 'halo'] },
      words.es,
      actions,
    );
    for (const item of writing.slice(0, 3)) (item.click as () => void)();
    expect(done).toEqual(['replace hello', 'replace halo', 'learn helo']);
    expect(writing.map(({ label }) => label)).toEqual([
      'hello',
      'halo',
      'Añadir al diccionario',
      undefined,
      'Cortar',
      'Copiar',
      'Pegar',
      'Seleccionar todo',
    ]);
  });
});

test('the language of the system, as far as the desk speaks it', () => {
  expect([['pt-PT', 'en'], ['de', 'RU-ru'], ['de', 'fr'], []].map(languageOf)).toEqual(['pt', 'ru', 'en', 'en']);
});

test('spelling in the desk’s language and those of the system, only dictionaries that exist', () => {
  const available = ['en-GB', 'en-US', 'es', 'es-MX', 'pt-BR', 'ru', 'de'];
  expect(spellingLanguages(available, 'en', ['en-GB', 'ru-RU', 'xx'])).toEqual(['en-GB', 'en-US', 'ru']);
  expect(spellingLanguages(available, 'pt', ['es-ES', 'de-AT'])).toEqual(['pt-BR', 'es', 'de']);
  expect(spellingLanguages([], 'en', ['en-GB'])).toEqual([]);
});

test('sleep, lock and network reach the page', () => {
  const heard: string[] = [];
  const system = new Map<string, () => void>();
  let online = true;
  let look = (): void => undefined;
  watchPower({
    monitor: { on: (event: string, act: () => void) => system.set(event, act) } as never,
    isOnline: () => online,
    every: (ms, act) => {
      expect(ms).toBe(ONLINE_EVERY_MS);
      look = act;
    },
    tell: (state) => heard.push(state),
  });
  for (const event of ['suspend', 'resume', 'lock-screen', 'unlock-screen']) system.get(event)?.();
  look();
  online = false;
  look();
  look();
  online = true;
  look();
  expect(heard).toEqual(['suspend', 'resume', 'lock', 'unlock', 'offline', 'online']);
});

describe('downloads', () => {
  test('from the server and from the page itself', () => {
    const server = 'https://desk.example';
    for (const url of [`${server}/files/a/content/g`, 'blob:app://ringdesk/1'])
      expect(judgeDownload(url, server)).toBe(true);
    for (const url of [
      'https://desk.example.evil/x',
      'blob:https://evil.example/1',
      'data:text/html,x',
      'file:///etc/passwd',
      'nonsense',
    ])
      expect(judgeDownload(url, server)).toBe(false);
    expect(judgeDownload(`${server}/files/a/content/g`, undefined)).toBe(false);
  });

  test.for([
    ['report.pdf', 'report.pdf'],
    ['../../.bashrc', '_.._.bashrc'],
    ['..\\..\\evil.exe', '_.._evil.exe'],
    ['C:\\Windows\\x.txt', 'C__Windows_x.txt'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['a\u0000b\nc.txt', 'abc.txt'],
    ['CON.txt', '_CON.txt'],
    ['nul', '_nul'],
    ['...', 'file'],
    ['', 'file'],
    ['договор.docx', 'договор.docx'],
  ])('%j is saved as %j', ([given, name]) => expect(fileName(given ?? '')).toBe(name));

  test('a long name keeps its ending', () => {
    expect(fileName(`${'a'.repeat(500)}.pdf`)).toBe(`${'a'.repeat(116)}.pdf`);
  });
});
