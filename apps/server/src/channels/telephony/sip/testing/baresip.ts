import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loudness } from '../../media/testing/rtpPeer.ts';

const PROGRAM = '/usr/bin/baresip';
/** Whether the real phone can be had here; tests that need it are skipped, and counted so, where it cannot. */
export const hasBaresip = existsSync(PROGRAM);

/** A real process on a busy machine. */
const PATIENCE_MS = 20_000;
const LOOK_MS = 20;
/** Half a second of its sound files: 16 bit, 8 kHz, behind the usual head. */
const WINDOW_BYTES = 8_000;
const HEAD_BYTES = 44;

/** Tries until it works, whatever runs the test. */
async function soon<T>(attempt: () => T | Promise<T>): Promise<T> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > until) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

export interface BaresipOptions {
  /** Its own address. Each phone takes three ports: SIP, SIP over TLS beside it, and its control. */
  readonly host: string;
  readonly port: number;
  readonly controlPort: number;
  /** The account's address with its parameters, as baresip reads it. */
  readonly account: string;
  readonly answers?: boolean;
  /** The tone it speaks with; 440 Hz where nothing else is said. */
  readonly hz?: number;
}

/** A phone of another make: the program itself, steered over its control socket. */
export async function startBaresip({ host, port, controlPort, account, answers = false, hz = 440 }: BaresipOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'ringdesk-baresip-'));
  await writeFile(join(folder, 'tone.wav'), tone(hz));
  const modules = ['g711', 'aubridge', 'aufile', 'sndfile', 'ctrl_tcp'].map((name) => `module ${name}.so`);
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
    `snd_path ${folder}`,
    `ctrl_tcp_listen 127.0.0.1:${controlPort}`,
  ];
  await writeFile(join(folder, 'config'), `${config.join('\n')}\n`);
  await writeFile(join(folder, 'accounts'), `${account}${answers ? ';answermode=auto' : ''}\n`);
  await writeFile(join(folder, 'contacts'), '\n');
  const child = spawn(PROGRAM, ['-f', folder], { stdio: ['pipe', 'ignore', 'ignore'] });
  const events: string[] = [];
  const control = await soon(() => connectTo(controlPort));
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
      soon(() => {
        if (!events.includes(type)) throw new Error(`no ${type} among ${events.join(', ')}`);
      }),
    /** How loud this frequency is in the last half second of what the call brought it, as an amplitude of 16 bits. */
    hears(wanted: number): number {
      const last = readdirSync(folder)
        .filter((name) => name.endsWith('-dec.wav'))
        .toSorted()
        .at(-1);
      if (last === undefined) return 0;
      const sound = readFileSync(join(folder, last)).subarray(HEAD_BYTES).subarray(-WINDOW_BYTES);
      const samples = Int16Array.from({ length: sound.length >> 1 }, (_, index) => sound.readInt16LE(index * 2));
      return loudness(samples, wanted);
    },
    async close(): Promise<void> {
      control.destroy();
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A minute of a tone, 16 bit, 8 kHz. */
function tone(hz: number): Buffer {
  const samples = Int16Array.from({ length: 8_000 * 60 }, (_, at) => 8_000 * Math.sin((2 * Math.PI * hz * at) / 8_000));
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
