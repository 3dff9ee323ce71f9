import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';

import { PATIENCE } from './sipStage.ts';

const PROGRAM = '/usr/bin/baresip';
/** Whether the real phone can be had here; tests that need it are skipped, and counted so, where it cannot. */
export const hasBaresip = existsSync(PROGRAM);

export interface BaresipOptions {
  /** Its own address. Each phone takes three ports: SIP, SIP over TLS beside it, and its control. */
  readonly host: string;
  readonly port: number;
  readonly controlPort: number;
  /** The account's address with its parameters, as baresip reads it. */
  readonly account: string;
  readonly answers?: boolean;
}

/** A phone of another make: the program itself, steered over its control socket. */
export async function startBaresip({ host, port, controlPort, account, answers = false }: BaresipOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'ringdesk-baresip-'));
  await writeFile(join(folder, 'tone.wav'), tone());
  const modules = ['g711', 'aubridge', 'aufile', 'ctrl_tcp'].map((name) => `module ${name}.so`);
  const config = [
    `sip_listen ${host}:${port}`,
    'call_max_calls 4',
    `audio_source aufile,${join(folder, 'tone.wav')}`,
    'audio_player aubridge,ear',
    'audio_alert aubridge,bell',
    'module_path /usr/lib/baresip/modules',
    ...modules,
    'module_app account.so',
    'module_app menu.so',
    `ctrl_tcp_listen 127.0.0.1:${controlPort}`,
  ];
  await writeFile(join(folder, 'config'), `${config.join('\n')}\n`);
  await writeFile(join(folder, 'accounts'), `${account}${answers ? ';answermode=auto' : ''}\n`);
  await writeFile(join(folder, 'contacts'), '\n');
  const child = spawn(PROGRAM, ['-f', folder], { stdio: ['pipe', 'ignore', 'ignore'] });
  const events: string[] = [];
  const control = await vi.waitFor(() => connectTo(controlPort), PATIENCE);
  let held = '';
  control.on('data', (bytes: Buffer) => {
    held += bytes.toString('utf8');
    for (const [, type] of held.matchAll(/"type":"([A-Z_]+)"/g)) if (type !== undefined) events.push(type);
    held = held.slice(held.lastIndexOf('}') + 1);
  });
  const say = (command: string, params = ''): void => {
    const text = JSON.stringify({ command, params, token: '' });
    control.write(`${text.length}:${text},`);
  };
  return {
    events,
    dial: (address: string) => say('dial', address),
    accept: () => say('accept'),
    hangUp: () => say('hangup'),
    hold: () => say('hold'),
    resume: () => say('resume'),
    transfer: (address: string) => say('transfer', address),
    happened: (type: string): Promise<void> =>
      vi.waitFor(() => {
        if (!events.includes(type)) throw new Error(`no ${type} among ${events.join(', ')}`);
      }, PATIENCE),
    async close(): Promise<void> {
      control.destroy();
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A minute of 440 Hz, 16 bit, 8 kHz. */
function tone(): Buffer {
  const samples = Int16Array.from(
    { length: 8_000 * 60 },
    (_, at) => 8_000 * Math.sin((2 * Math.PI * 440 * at) / 8_000),
  );
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.byteLength, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(16_000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([head, Buffer.from(samples.buffer)]);
}

const connectTo = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.off('error', reject);
      socket.on('error', () => undefined);
      resolve(socket);
    });
    socket.once('error', reject);
  });

export type Baresip = Awaited<ReturnType<typeof startBaresip>>;
