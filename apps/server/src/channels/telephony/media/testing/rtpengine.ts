import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { randomUUID } from 'node:crypto';

import { createNgClient, type NgAddress } from '../ngClient.ts';

const PROGRAM = '/usr/bin/rtpengine';

/** Whether the real media server can be had here; tests that need it are skipped, and counted so, where it cannot. */
export const hasRtpengine = ((): boolean => {
  try {
    accessSync(PROGRAM, constants.X_OK);
    return true;
  } catch {
    return false;
  }
})();

/** An address of this machine that is not its loopback: browsers name no other as theirs. */
export const ownAddress = (): string =>
  Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address ?? '127.0.0.1';

export interface RunningRtpengine extends NgAddress {
  /** At once, as in a crash. */
  kill(): Promise<void>;
}

/**
 * The real media server; resolves when it takes orders. `firstPort`: of so many `ports` for media; files of tests run at
 * once, so each has numbers of its own for both: a port that two of them share takes the sound of a call from one.
 */
export const startRtpengine = (port: number, firstPort: number, ports = 200): Promise<RunningRtpengine> =>
  startRtpengineWith(port, [
    '--config-file=none',
    `--interface=${ownAddress()}`,
    '-m',
    String(firstPort),
    '-M',
    String(firstPort + ports - 1),
    '--table=-1',
    '--foreground',
    '--log-stderr',
  ]);

/** The same with settings of one's own. */
export async function startRtpengineWith(port: number, settings: readonly string[]): Promise<RunningRtpengine> {
  const host = '127.0.0.1';
  const child: ChildProcess = spawn(PROGRAM, [...settings, `--listen-ng=${host}:${port}`], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  for (;;) {
    const client = await createNgClient({ host, port }, randomUUID);
    const answered = await client.send('ping').then(
      () => true,
      () => false,
    );
    client.close();
    if (answered) break;
    if (child.exitCode !== null) throw new Error(`rtpengine ended with ${child.exitCode}`);
  }
  return {
    host,
    port,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
