import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';

import { readEnvironmentFile } from '../apps/server/src/config.ts';
import { build } from './build.ts';
import { bin, repository } from './command.ts';
import { ended, startServer, stop } from './server.ts';

/** How long sources must rest before what is made of them is made again: editors save several files at once. */
const restMilliseconds = 150;

readEnvironmentFile(repository);
const environment: NodeJS.ProcessEnv = {
  ...process.env,
  RINGDESK_DATA_DIR: process.env['RINGDESK_DATA_DIR'] ?? join(repository, 'data'),
};

/** Runs `act` whenever something in one of these folders has changed and then rested, once at a time. */
const onChange = (folders: readonly string[], act: () => Promise<unknown>): void => {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  for (const folder of folders)
    watch(join(repository, folder), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        running = running.then(act);
      }, restMilliseconds);
    });
};

/**
 * The server, started anew when its sources change; one that ended by itself waits for the next change. Node's own
 * `--watch` would talk to us on the ports of our workers.
 */
const serverOnChange = () => {
  let server = startServer(environment);
  onChange(['apps/server/src', 'packages/shared/src'], async () => {
    await stop(server, 'SIGTERM');
    server = startServer(environment);
  });
  return { stop: () => stop(server, 'SIGTERM') };
};

/**
 * The pages of the desk, in the browser: they come from Vite, which sends what changed to the open page. In Electron they
 * would come from the built files, as in a release.
 */
const startPages = () =>
  spawn(bin('vite', 'apps/desktop'), [], {
    cwd: join(repository, 'apps/desktop'),
    env: environment,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });

const stopRequest = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
});

await build(console.log);
onChange(['apps/widget/src'], () => build(console.log, { only: 'the widget' }));
const server = serverOnChange();
const pages = startPages();
await Promise.race([stopRequest, ended(pages)]);
await Promise.all([server.stop(), stop(pages, 'SIGTERM')]);
process.exit(0);
