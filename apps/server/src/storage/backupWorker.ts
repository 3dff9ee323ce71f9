import { parentPort, workerData } from 'node:worker_threads';

import { z } from 'zod';

import { backUp } from './backup.ts';

/** Makes one backup and reports it; an error ends the worker and reaches the one who started it. */
const { source, target } = z.object({ source: z.string(), target: z.string() }).parse(workerData);
parentPort?.postMessage(await backUp(source, target, () => {}));
