import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

/**
 * Stands in for Electron's module: every name the bundle imports, as an object that notes what is called on it and is never ready.
 * The order of these first calls is what no test of the parts can show.
 */
const stub = (names: readonly string[]): string => `
  const done = [];
  const noting = (path) => new Proxy(function () {}, {
    get: (_target, name) => {
      if (path === 'app' && name === 'isPackaged') return true;
      return noting(path + '.' + String(name));
    },
    apply: (_target, _self, args) => {
      done.push([path, ...args.filter((each) => typeof each !== 'function')]);
      if (path === 'app.whenReady') {
        console.log(JSON.stringify(done));
        return new Promise(() => undefined);
      }
      const answers = { 'app.requestSingleInstanceLock': true, 'app.getPath': '/data', 'app.commandLine.getSwitchValue': '' };
      return answers[path];
    },
  });
  ${names.map((name) => `export const ${name} = noting('${name}');`).join('\n')}
`;

/**
 * Runs the built main process in Node with that stand-in, until it waits for Electron to be ready.
 *
 * @param main the bundle
 * @param folder for the stand-in, and nothing else
 * @returns what was called, in order, each as name and plain arguments
 */
export const callsBeforeReady = async (main: string, folder: string): Promise<readonly (readonly unknown[])[]> => {
  const [, imported = ''] = /import\s*\{([^}]+)\}\s*from\s*["']electron["']/.exec(readFileSync(main, 'utf8')) ?? [];
  const names = imported.split(',').map((name) => name.trim().split(' as ')[0] ?? '');
  writeFileSync(join(folder, 'electron.mjs'), stub(names));
  writeFileSync(
    join(folder, 'hooks.mjs'),
    `import { registerHooks } from 'node:module';
     registerHooks({ resolve: (name, context, next) => name === 'electron' ? { url: new URL('./electron.mjs', import.meta.url).href, shortCircuit: true } : next(name, context) });`,
  );
  const child = spawn(process.execPath, ['--import', join(folder, 'hooks.mjs'), main], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => out.push(chunk));
  await once(child, 'close');
  const printed = Buffer.concat(out).toString();
  if (!printed.startsWith('[[')) throw new Error(printed);
  return z.array(z.array(z.unknown())).parse(JSON.parse(printed.split('\n')[0] ?? ''));
};
