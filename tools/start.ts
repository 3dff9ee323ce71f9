import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { readEnvironmentFile } from '../apps/server/src/config.ts';
import { build } from './build.ts';
import { repository } from './command.ts';
import { electronBinary, openDesk } from './electron.ts';
import { addressOf, answers, ended, startServer, stop, untilReady } from './server.ts';

const { values } = parseArgs({ options: { demo: { type: 'boolean', default: false } } });

/** Said for this start; the one in `.env` is of the real center, which the demo leaves alone. */
const saidDataDir = process.env['RINGDESK_DATA_DIR'];
readEnvironmentFile(repository);
const dataDir = values.demo
  ? (saidDataDir ?? join(repository, 'data-demo'))
  : (process.env['RINGDESK_DATA_DIR'] ?? join(repository, 'data'));

const environment: NodeJS.ProcessEnv = {
  ...process.env,
  RINGDESK_DATA_DIR: dataDir,
  ...(values.demo ? { RINGDESK_DEMO: '1' } : {}),
};

/** Until the first of SIGINT and SIGTERM; a second one ends this process at once, as the system does by default. */
const stopRequest = new Promise<NodeJS.Signals>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
});

let window: ChildProcess | undefined;
let stopping = false;

const showDesk = async (server: ChildProcess): Promise<void> => {
  // On a port which the system chooses, only the server's own line says where it is.
  if (environment['RINGDESK_PORT'] === '0') return;
  const address = addressOf(environment);
  if (!(await untilReady(server, address))) return;
  const electron = await electronBinary(console.log, environment);
  if ('reason' in electron) {
    console.log(`\nThe desk is open at ${address} in your browser, since ${electron.reason}. Ctrl+C stops it.\n`);
    return;
  }
  console.log(`\nThe desk opens; it is also at ${address} in your browser. Ctrl+C stops it.\n`);
  const { child, ended: end } = openDesk(electron.path, address);
  window = child;
  const why = await end;
  window = undefined;
  if (stopping) return;
  if (why === undefined) console.log(`The desk was closed; the server goes on at ${address}. Ctrl+C stops it.`);
  else
    console.error(
      `\nThe desk is open at ${address} in your browser: its window is not, since ${why}. Ctrl+C stops it.\n`,
    );
};

const main = async (): Promise<number> => {
  if (!(await build(console.log))) return 1;
  const address = addressOf(environment);
  if (await answers(`${address}/healthz`)) {
    console.error(`A server already runs at ${address}. Stop it first, or choose another port with RINGDESK_PORT.`);
    return 1;
  }
  const server = startServer(environment);
  const end = ended(server);
  void showDesk(server);
  const first = await Promise.race([stopRequest, end]);
  stopping = true;
  if (window !== undefined) await stop(window, 'SIGTERM');
  if (typeof first === 'number') {
    console.error(`The server ended by itself with code ${first}.`);
    return first === 0 ? 0 : 1;
  }
  console.log('Stopping …');
  return stop(server, first);
};

process.exit(await main());
