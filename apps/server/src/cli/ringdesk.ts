#!/usr/bin/env node
import { env, exit, stdout } from 'node:process';

import { machineClock } from '../application/engineAlarm.ts';
import { readConfig, readEnvironmentFile } from '../config.ts';
import { runCommand } from './runCommand.ts';

/** The operator's command line: `ringdesk backup|restore|reset-link|migrate|doctor`. Ends with 0, 1 (failed) or 2 (wrong use). */
readEnvironmentFile();
const reading = readConfig(env);
if (reading.ok) {
  const code = await runCommand(process.argv.slice(2), {
    dataDir: reading.config.dataDir,
    host: reading.config.host,
    port: reading.config.port,
    publicUrl: reading.config.publicUrl,
    calls: reading.config,
    wall: () => machineClock.wall(),
    write: (line) => stdout.write(`${line}\n`),
  });
  exit(code);
}
for (const problem of reading.problems) stdout.write(`${problem}\n`);
exit(1);
