import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, describe, expect, test } from 'vitest';

import { openStore } from '../storage/openStore.ts';
import { conversation, silentLog, startEngine, type TinyEvent } from './testing/tinyEngine.ts';

const fixture = fileURLToPath(new URL('./testing/killedServer.ts', import.meta.url));

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) {
    spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  }
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'ringdesk-kill-'));
  folders.push(made);
  return made;
}

interface Ended {
  readonly said: readonly string[];
  readonly code: number | null;
  readonly signal: string | null;
}

/** Runs the server until it ends; `killAfter`: SIGKILL at that many lines of its output. */
async function serve(
  words: readonly string[],
  options: {
    readonly killAfter?: number;
    readonly through?: readonly string[];
    readonly onceSaid?: readonly [string, () => void];
  } = {},
): Promise<Ended> {
  const [program, ...before] = [...(options.through ?? []), process.execPath] as const;
  const child = spawn(program, [...before, fixture, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let trouble = '';
  let reacted = false;
  child.stderr.on('data', (chunk: Buffer) => (trouble += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (options.onceSaid !== undefined && !reacted && output.includes(`${options.onceSaid[0]}\n`)) {
      reacted = true;
      options.onceSaid[1]();
    }
    if (options.killAfter !== undefined && output.split('\n').length > options.killAfter) child.kill('SIGKILL');
  });
  const [code, signal]: [number | null, string | null] = (await once(child, 'close')) as [number | null, string | null];
  if (code !== 0 && trouble !== '') throw new Error(trouble);
  return { said: output.split('\n').slice(0, -1), code, signal };
}

/** Number of the command → its reply, of every acknowledgement that was read. */
function acknowledged(said: readonly string[], into: Map<number, string>): Map<number, string> {
  for (const line of said) {
    const [, number, reply] = /^ack (\d+) (.*)$/.exec(line) ?? [];
    if (number === undefined || reply === undefined || !reply.includes('"ok":true')) continue;
    const earlier = into.get(Number(number));
    // [I12] However often it was sent and whoever was killed meanwhile: one reply.
    if (earlier !== undefined && earlier !== reply) throw new Error(`two replies to command ${number}`);
    into.set(Number(number), reply);
  }
  return into;
}

async function lookInto(root: string) {
  const store = await openStore<TinyEvent>({
    root,
    wall: () => 1_900_000_000_000,
    log: silentLog,
    ballastBytes: 1_024,
  });
  const { engine } = await startEngine(store.journal);
  const folded = engine.read((state) => [...state.texts]);
  const { lines } = await store.transcripts.page(conversation, { limit: 200 });
  await store.close();
  return { folded, transcript: lines.map((line) => (line.type === 'message' ? line.text : '')) };
}

describe('[I9] kill -9: everything acknowledged is there exactly once, nothing twice, in one order', () => {
  const places = ['beforeCommit', 'afterCommitBeforeAck', 'afterAckBeforePublish'];

  test.each(places)(
    'at the place %s',
    async (place) => {
      const root = folder();
      const acks = new Map<number, string>();
      for (const pass of [1, 3, 6]) {
        const { said, signal } = await serve([root, '40', `${place}@${pass}`]);
        expect(signal).toBe('SIGKILL');
        acknowledged(said, acks);
      }
      const last = await serve([root, '40']);
      expect(last.said.at(-1)).toBe('done');
      acknowledged(last.said, acks);
      const { folded, transcript } = await lookInto(root);
      expect(folded).toEqual(transcript);
      expect(new Set(folded)).toEqual(new Set(Array.from({ length: 40 }, (_, index) => `text ${index + 1}`)));
      expect(folded).toHaveLength(40);
      for (const [number, reply] of acks) {
        const { value } = JSON.parse(reply) as { value: { seq: number } };
        // The reply names the state after the whole group's predecessors: the line of this seq is this command's.
        expect(transcript[value.seq - 1]).toBe(`text ${number}`);
      }
      expect(acks.size).toBe(40);
    },
    60_000,
  );

  test('at any moment', async () => {
    const root = folder();
    const acks = new Map<number, string>();
    for (const killAfter of [2, 9, 17, 26]) {
      const { said } = await serve([root, '60'], { killAfter });
      acknowledged(said, acks);
    }
    const interrupted = await lookInto(root);
    for (const number of acks.keys()) expect(interrupted.folded).toContain(`text ${number}`);
    const { said } = await serve([root, '60']);
    acknowledged(said, acks);
    const { folded, transcript } = await lookInto(root);
    expect(folded).toEqual(transcript);
    expect(new Set(folded).size).toBe(60);
    expect(folded).toHaveLength(60);
  }, 60_000);

  test.each([1, 12, 30])(
    '[F25] while the schema is made, at statement %d',
    async (statement) => {
      const root = folder();
      const { signal } = await serve([root, '5', `migrationStatement:${statement}`]);
      expect(signal).toBe('SIGKILL');
      expect((await serve([root, '5'])).said.at(-1)).toBe('done');
    },
    60_000,
  );
});

const canMount = process.platform === 'linux' && process.getuid?.() === 0 && mountsTmpfs();

function mountsTmpfs(): boolean {
  const probe = mkdtempSync(join(tmpdir(), 'ringdesk-mount-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', probe]).status === 0;
  if (mounted) spawnSync('umount', [probe]);
  rmSync(probe, { recursive: true, force: true });
  return mounted;
}

describe('a real disk', () => {
  test.skipIf(!canMount)(
    '[F3] that is full: read-only, nothing acknowledged is lost, and it recovers by itself',
    async () => {
      const root = folder();
      spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', root]);
      const { said, code } = await serve([root, '1500', 'none', '524288'], {
        // Whatever took the room is gone a moment later.
        onceSaid: ['readOnly', () => spawnSync('mount', ['-o', 'remount,size=64m', root])],
      });
      expect(said.filter((line) => line.startsWith('fatal'))).toEqual([]);
      expect(said.filter((line) => /^[a-z]+$/i.test(line))).toEqual([
        'ready',
        'readOnly',
        'running',
        'stopped',
        'done',
      ]);
      expect(said.some((line) => line.includes('storageFull'))).toBe(true);
      expect(code).toBe(0);
      expect(acknowledged(said, new Map()).size).toBe(1_500);
      const { folded } = await lookInto(root);
      expect(folded).toHaveLength(1_500);
      expect(new Set(folded).size).toBe(1_500);
    },
    60_000,
  );

  const hasStrace = spawnSync('strace', ['-V']).status === 0;
  test.skipIf(!hasStrace)(
    '[F4] whose fsync fails: the process ends, nothing unacknowledged is claimed',
    async () => {
      const root = folder();
      await serve([root, '5']);
      const through = ['strace', '-f', '-qq', '-o', '/dev/null', '-e', 'inject=fsync,fdatasync:error=EIO:when=6+'];
      const { said, code } = await serve([root, '40'], { through });
      expect(said.at(-1)).toMatch(/^fatal SQLITE_IOERR/);
      expect(code).toBe(1);
      const acks = acknowledged(said, new Map());
      const { folded } = await lookInto(root);
      for (const number of acks.keys()) expect(folded).toContain(`text ${number}`);
      expect(new Set(folded).size).toBe(folded.length);
    },
    60_000,
  );
});
