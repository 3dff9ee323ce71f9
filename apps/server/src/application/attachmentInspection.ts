import { Worker } from 'node:worker_threads';

/** What the worker is asked: read the file at `path` and, where `picture` says so, draw it anew. */
export interface InspectionRequest {
  readonly path: string;
  readonly name: string;
  /** `preview`: at most 640 pixels, beside an image; `square`: 256 × 256, the picture of a person. */
  readonly draw: { readonly kind: 'preview' | 'square'; readonly to: string };
}

export interface Inspection {
  /** Media type to keep; absent: this kind of file is refused. */
  readonly mimeType?: string;
  /** Pixels of the image, when it could be read. */
  readonly width?: number;
  readonly height?: number;
  readonly drawn: boolean;
}

/** Whoever takes longer than this is stopped: a file must not hold a processor. */
const LIMIT_MS = 10_000;
const MEMORY_MB = 256;

/**
 * Looks at strangers' bytes in a worker of its own, one file at a time, within time and memory limits: never on the
 * thread that routes. A file that kills or stalls the worker is told as `undefined`; the next one gets a new worker.
 */
export function createInspector() {
  let worker: Worker | undefined;
  let line: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const start = (): Worker => {
    const made = new Worker(new URL('./attachmentInspectionWorker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    made.unref();
    // Without a listener an error of the worker would end the server; each request has its own as well.
    made.on('error', () => undefined);
    return made;
  };

  const ask = (request: InspectionRequest): Promise<Inspection | undefined> =>
    new Promise((resolve) => {
      worker ??= start();
      const current = worker;
      const finish = (result: Inspection | undefined): void => {
        clearTimeout(timer);
        current.removeAllListeners('message');
        current.removeListener('exit', died);
        if (result === undefined) {
          worker = undefined;
          void current.terminate();
        }
        resolve(result);
      };
      const died = (): void => finish(undefined);
      const timer = setTimeout(died, LIMIT_MS);
      current.once('message', (result: Inspection) => finish(result));
      current.once('exit', died);
      current.postMessage(request);
    });

  return {
    inspect(request: InspectionRequest): Promise<Inspection | undefined> {
      waiting += 1;
      const result = line.then(() => ask(request)).finally(() => (waiting -= 1));
      line = result;
      return result;
    },
    /** Files that are looked at or wait for it. */
    waiting: () => waiting,
    async stop(): Promise<void> {
      await worker?.terminate();
    },
  };
}

export type Inspector = ReturnType<typeof createInspector>;
