import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../../apps/server/src/main.ts', import.meta.url));

export interface ServerOptions {
  readonly folder: string;
  /** 0: any free one. */
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Program and arguments the server is started through, e.g. a tracer. */
  readonly through?: readonly string[];
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The real server as a process of its own. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #watching = new Set<() => void>();
  readonly #grouped: boolean;
  readonly ended: Promise<Ended>;
  #said = '';
  url = '';

  private constructor({ folder, port = 0, env = {}, through = [] }: ServerOptions) {
    this.#grouped = through.length > 0;
    const [program = process.execPath, ...before] = through;
    const rest = through.length === 0 ? [main] : [...before, process.execPath, main];
    this.#child = spawn(program, rest, {
      // Nothing of this process's environment: a developer's own RINGDESK_ settings are not the test's.
      env: {
        PATH: process.env['PATH'] ?? '',
        NODE_ENV: 'test',
        RINGDESK_PORT: String(port),
        RINGDESK_DATA_DIR: folder,
        RINGDESK_TEST_CLOCK: '1',
        RINGDESK_VISITORS_PER_ADDRESS: '1000',
        RINGDESK_CONVERSATIONS_PER_HOUR: '100000',
        ...env,
      },
      // A tracer that is killed leaves what it traces behind: both are one group.
      detached: through.length > 0,
      stdio: ['ignore', 'pipe', 'pipe', ...(through.length === 0 ? (['ipc'] as const) : [])],
    });
    this.ended = new Promise((resolve) => this.#child.once('close', (code, signal) => resolve({ code, signal })));
    // A test that fails or is stopped leaves no server behind.
    const atExit = (): void => this.signal('SIGKILL');
    process.once('exit', atExit);
    this.#child.once('close', () => process.off('exit', atExit));
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#said += text;
        for (const look of this.#watching) look();
      });
    }
  }

  /** Resolves when it says that it is ready; rejects with its words when it ends before. */
  static async start(options: ServerOptions): Promise<ServerProcess> {
    const server = new ServerProcess(options);
    const ready = server.says(/Ringdesk is ready: (http:\S+)[\s\S]*"msg":"ready"/);
    const early = server.ended.then(({ code, signal }) => {
      throw new Error(`The server ended with ${signal ?? code} before it was ready:\n${server.said}`);
    });
    // Its end is only a failure while nobody has seen it ready.
    early.catch(() => {});
    server.url = (await Promise.race([ready, early]))[1] ?? '';
    return server;
  }

  get said(): string {
    return this.#said;
  }

  /** What it logged as an error. */
  get errors(): readonly string[] {
    return this.#said.split('\n').filter((line) => /"level":(50|60)\b/.test(line));
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** The one-time code of the first run, as printed. */
  get setupCode(): string {
    return /one-time code: (\S+)/.exec(this.#said)?.[1] ?? '';
  }

  /** The first match in what the process says, now or later. */
  says(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = pattern.exec(this.#said);
        if (found === null) return;
        this.#watching.delete(look);
        resolve(found);
      };
      this.#watching.add(look);
      look();
    });
  }

  signal(signal: NodeJS.Signals): void {
    if (!this.#grouped) this.#child.kill(signal);
    else if (this.#child.exitCode === null && this.#child.signalCode === null) process.kill(-this.pid, signal);
  }

  /** Ends it and waits until it is gone. */
  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<Ended> {
    this.signal(signal);
    return this.ended;
  }

  /** Lets time go by: what becomes due happens now. */
  pass(ms: number): void {
    this.#child.send({ pass: ms });
  }

  /** Sets the wall clock forward, or with a negative number back; no time goes by. */
  jump(ms: number): void {
    this.#child.send({ jump: ms });
  }
}

/** A folder for the data; `remove` it at the end. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'ringdesk-e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
