import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';

import { readEnvironmentFile } from '../apps/server/src/config.ts';
import { build } from './build.ts';
import { bin, repository } from './command.ts';
import { electronBinary } from './electron.ts';
import { addressOf, ended, startServer, stop } from './server.ts';

/** How long the widget's sources must rest before they are built again: editors save several files at once. */
const restMilliseconds = 150;

readEnvironmentFile(repository);
const environment: NodeJS.ProcessEnv = {
  ...process.env,
  RINGDESK_DATA_DIR: process.env['RINGDESK_DATA_DIR'] ?? join(repository, 'data'),
};

/** Builds the widget again whenever its sources have changed and then rested. */
const rebuildWidget = (): void => {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const again = (): void => {
    running = running.then(() => build(console.log, { only: 'the widget' }));
  };
  watch(join(repository, 'apps/widget/src'), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(again, restMilliseconds);
  });
};

/** The renderer with hot reload: inside Electron where it can run, else in the browser. */
const startRenderer = async () => {
  const electron = await electronBinary(console.log);
  const [command, args] =
    'path' in electron
      ? (['electron-vite', ['dev', '--watch', '--', `--server=${addressOf(environment)}`]] as const)
      : (['vite', []] as const);
  const folder = 'apps/desktop';
  const options = {
    cwd: join(repository, folder),
    env: environment,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  } as const;
  return spawn(bin(command, folder), args, options);
};

const stopRequest = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
});

await build(console.log);
rebuildWidget();
const server = startServer(environment, ['--watch', '--watch-preserve-output']);
const renderer = await startRenderer();
await Promise.race([stopRequest, ended(server), ended(renderer)]);
await Promise.all([stop(server, 'SIGTERM'), stop(renderer, 'SIGTERM')]);
process.exit(0);
