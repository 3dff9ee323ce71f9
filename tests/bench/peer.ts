import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Memory of a peer after a collection, in bytes. `heap`: objects and buffers; `rss`: what the system gave. */
export interface Memory {
  readonly rss: number;
  readonly heap: number;
}

/** A program under measurement in a process of its own; both sides of a ratio are peers. */
export class Peer {
  readonly #child: ChildProcess;
  #next = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** `name`: a file of `peers/`, without its extension. Resolves when it can be asked. */
  static async start(name: string, args: object): Promise<Peer> {
    const child = fork(join(import.meta.dirname, 'peers', `${name}.ts`), [JSON.stringify(args)], {
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`The peer ${name} ended with ${String(code)} before it was ready.`);
    });
    ended.catch(() => undefined);
    await Promise.race([once(child, 'message'), ended]);
    return new Peer(child);
  }

  ask<T>(what: string, args: unknown = null): Promise<T> {
    const id = (this.#next += 1);
    return new Promise((resolve) => {
      const heard = (message: { readonly id: number; readonly answer: T }): void => {
        if (message.id !== id) return;
        this.#child.off('message', heard);
        resolve(message.answer);
      };
      this.#child.on('message', heard);
      this.#child.send({ id, what, args });
    });
  }

  /** Microseconds of processor time so far. */
  cpu(): Promise<number> {
    return this.ask('cpu');
  }

  memory(): Promise<Memory> {
    return this.ask('memory');
  }

  async stop(): Promise<void> {
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }
}

/** The other end, in the peer: answers questions by name. Tells the parent that it is ready. */
export function serveParent(answers: Readonly<Record<string, (args: never) => unknown>>): void {
  const all: Readonly<Record<string, (args: never) => unknown>> = {
    cpu: () => {
      const { user, system } = process.cpuUsage();
      return user + system;
    },
    memory: (): Memory => {
      globalThis.gc?.();
      globalThis.gc?.();
      const { rss, heapUsed, external } = process.memoryUsage();
      return { rss, heap: heapUsed + external };
    },
    /** After what was sent before has arrived: two turns of the loop, with the time a closing connection takes. */
    settled: () => new Promise((resolve) => setTimeout(resolve, 300)),
    ...answers,
  };
  const reply = async ({ id, what, args }: { id: number; what: string; args: never }): Promise<void> => {
    const answer = await all[what]?.(args);
    process.send?.({ id, answer: answer ?? null });
  };
  process.on('message', (question: { id: number; what: string; args: never }) => void reply(question));
  process.send?.('ready');
}
