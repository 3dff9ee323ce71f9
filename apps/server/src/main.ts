import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { failpointsFrom } from './application/engineFailpoints.ts';
import { envExample, readConfig, readEnvironmentFile } from './config.ts';
import { createLog } from './log.ts';
import { rehearse } from './rehearsal.ts';
import { type RunningServer, startServer } from './server.ts';
import { startDemo } from './serverDemo.ts';
import { DataDirectoryUnusable } from './storage/dataDirectory.ts';
import { type ClockOrder, type SteeredTime, steeredTime } from './steeredClock.ts';

/** However much there is to finish, the process is gone after this. */
const STOP_MS = 20_000;

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
// A console that nobody reads any more, or a full disk behind it, ends no server: without a listener the error would.
process.stderr.on('error', () => undefined);

async function main(): Promise<void> {
  if (process.argv.includes('--env-example')) {
    process.stdout.write(envExample());
    return;
  }
  readEnvironmentFile();
  const reading = readConfig(process.env);
  if (!reading.ok) {
    for (const problem of reading.problems) say(problem);
    process.exitCode = 2;
    return;
  }
  const { config } = reading;
  const log = createLog(config.logLevel);
  const failpoint = process.env['NODE_ENV'] === 'test' ? process.env['RINGDESK_FAILPOINT'] : undefined;
  try {
    const server = await startServer({
      config,
      version: await ownVersion(),
      log,
      onFatal: () => process.exit(1),
      ...(failpoint === undefined ? {} : { failpoints: failpointsFrom(failpoint) }),
      ...timeFromParent(),
    });
    const stopDemo = startDemo(server, { customers: config.demoCustomers, seed: randomInt(2 ** 32) });
    stopOnSignals(async () => {
      await stopDemo();
      await server.stop();
    });
    await greet(server, config.publicUrl);
    log.info({ port: server.port }, 'ready');
    // The many short-lived servers of tests meet nobody who would notice.
    if (process.env['NODE_ENV'] === 'test') return;
    rehearse().catch((error: unknown) => log.error({ err: error }, 'the rehearsal failed'));
  } catch (error) {
    log.error({ err: error }, 'the server did not start');
    say(wordsFor(error, config));
    process.exitCode = 1;
    // A worker or timer that was started before the failure must not keep the process.
    setImmediate(() => process.exit());
  }
}

/** Tests only: the parent process lets time pass and moves the wall clock, so that nobody waits for a deadline. */
function timeFromParent(): Partial<Pick<SteeredTime, 'machine' | 'newAlarm'>> {
  if (process.env['NODE_ENV'] !== 'test' || process.env['RINGDESK_TEST_CLOCK'] !== '1') return {};
  const { machine, newAlarm, order } = steeredTime();
  process.on('message', (message) => order(message as ClockOrder));
  return { machine, newAlarm };
}

async function ownVersion(): Promise<string> {
  const path = createRequire(import.meta.url).resolve('../package.json');
  const { version } = JSON.parse(await readFile(path, 'utf8')) as { readonly version: string };
  return version;
}

/** Ends cleanly on Ctrl+C and on SIGTERM; a second signal, or too long a farewell, ends at once. */
function stopOnSignals(farewell: () => Promise<void>): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    farewell().then(
      () => process.exit(0),
      (error: unknown) => {
        say(error instanceof Error ? error.message : 'The server could not stop cleanly.');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** What the person at the console needs: the address, the code of the first run, the demo's sign-ins. */
async function greet(server: RunningServer, publicUrl: string | undefined): Promise<void> {
  say(`Ringdesk is ready: ${publicUrl ?? server.url}`);
  const code = await server.setupCode();
  if (code !== undefined) say(`First run: open the address and enter this one-time code: ${code}`);
  const signIns = server.demoSignIns();
  if (signIns.length === 0) return;
  say('Demo team (e-mail, password, role):');
  for (const { email, password, role } of signIns) say(`  ${email.padEnd(24)} ${password}  ${role}`);
}

function wordsFor(
  error: unknown,
  config: { readonly host: string; readonly port: number; readonly dataDir: string },
): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${config.port} on ${config.host} is taken by another program. Stop it, or choose another port with RINGDESK_PORT.`;
  }
  if (code === 'EACCES' && config.port > 0 && config.port < 1024) {
    return `Port ${config.port} needs more rights than this program has. Choose one above 1023 with RINGDESK_PORT.`;
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `This machine has no address ${config.host}. Choose another one with RINGDESK_HOST.`;
  }
  if (
    typeof code === 'string' &&
    ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'SQLITE_CANTOPEN', 'SQLITE_READONLY'].includes(code)
  ) {
    return new DataDirectoryUnusable(config.dataDir, error).message;
  }
  return error instanceof Error ? error.message : 'The server did not start.';
}

await main();
