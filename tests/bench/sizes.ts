import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { build } from '../../tools/build.ts';
import { repository } from '../../tools/command.ts';
import type { Bench } from './figure.ts';

const folder = join(repository, 'apps/widget/dist');
const KB = 1_000;

/** A built file with everything it imports outright. */
async function withImports(name: string, all = new Map<string, number>()): Promise<Map<string, number>> {
  if (all.has(name)) return all;
  const code = await readFile(join(folder, name));
  all.set(name, gzipSync(code, { level: 9 }).length);
  for (const [, file] of code.toString().matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) {
    if (file !== undefined) await withImports(file, all);
  }
  return all;
}

/** The file of a part as the code that loads it names it. */
function nameIn(code: string, part: string): string {
  const [file] = new RegExp(`\\b${part}-[\\w-]+\\.js`).exec(code) ?? [];
  if (file === undefined) throw new Error(`The widget has no part ${part}.`);
  return file;
}

export const sizes: Bench = {
  id: 'P11',
  about: 'the widget as it travels, gzip',
  run: async ({ say }) => {
    if (!(await build(say, { only: 'the widget' }))) throw new Error('The widget was not built.');
    // Parts of earlier builds may still lie beside: only what this loader leads to counts.
    const chat = nameIn(await readFile(join(folder, 'loader.js'), 'utf8'), 'chat');
    const chatCode = await readFile(join(folder, chat), 'utf8');
    const loader = gzipSync(await readFile(join(folder, 'loader.js')), { level: 9 }).length / KB;
    const parts = new Map<string, number>();
    for (const file of [chat, nameIn(chatCode, 'Welcome'), nameIn(chatCode, 'en')]) await withImports(file, parts);
    const first = [...parts.values()].reduce((sum, bytes) => sum + bytes, 0) / KB;
    return [
      { name: 'P11 widget: loader', value: loader, unit: 'kB', goal: 3, beside: '' },
      { name: 'P11 widget: first chat view', value: first, unit: 'kB', goal: 25, beside: 'with one language' },
    ];
  },
};
