import { Worker } from 'node:worker_threads';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

import type { CallControl, CallControlEvents, CallFact, EndpointConfig } from '../callControl.ts';
import type { FromWorker, ToWorker } from './workerMessages.ts';

/** Reliability, section 3: it is back within a second. One that dies at once again and again is given more time. */
const RESTART_MS = 200;
const MAX_RESTART_MS = 5_000;
/** A worker that lived this long died of something new. */
const STEADY_MS = 10_000;
/** A thread that says nothing in so many looks hangs: strangers' bytes found a way. */
const LOOK_MS = 1_000;
const SILENT_LOOKS = 5;
/** One that starts reads its code first, which takes a busy machine its time: ended too early it would never have started. */
const STARTING_LOOKS = 60;
const STOP_MS = 3_000;
const MEMORY_MB = 512;

export interface EndpointEvents extends CallControlEvents {
  /** For the log: a category and how often, never what was said. */
  noted?(category: string, count: number): void;
}

/** The worker, and what only the main thread remembers of it. */
interface Running {
  readonly worker: Worker;
  readonly since: number;
  /** Looks it may be silent for. */
  patience: number;
  silentLooks: number;
}

/**
 * Starts the SIP endpoint in its worker. When the worker dies, or hangs, another takes its place: sockets of clients are
 * closed so that they register anew, `restarted` is told, and `ended` of every call it had. Orders and frames for a worker
 * that is being started are dropped: they were about calls that are gone.
 */
export function createCallControl(
  config: EndpointConfig,
  events: EndpointEvents,
): CallControl & { kill(): Promise<void>; readonly started: Promise<void> } {
  const calls = new Set<InteractionId>();
  const phones = new Map<string, Extract<CallFact, { type: 'phones' }>>();
  const sockets = new Set<string>();
  let current = config;
  let running: Running | undefined;
  let restart: NodeJS.Timeout | undefined;
  let delay = RESTART_MS;
  let stopping: (() => void) | undefined;
  let stopped = false;
  const heard = Promise.withResolvers<void>();

  const tell = (message: ToWorker): void => running?.worker.postMessage(message);

  const onFact = (fact: CallFact): void => {
    if (fact.type === 'arrived') calls.add(fact.callId);
    // A call that was never begun here, or whose end was told when its worker died, does not end again.
    if (fact.type === 'ended' && !calls.delete(fact.callId)) return;
    if (fact.type === 'phones') phones.set(fact.agentId, fact);
    events.fact(fact);
  };

  const onMessage = (message: FromWorker): void => {
    switch (message.type) {
      case 'fact':
        return onFact(message.fact);
      case 'toClient':
        if (message.text === undefined) sockets.delete(message.socketId);
        return events.toClient(message.socketId, message.text);
      case 'noted':
        return events.noted?.(message.category, message.count);
      case 'alive':
        return;
      case 'stopped':
        return stopping?.();
    }
  };

  const start = (): void => {
    const worker = new Worker(new URL('./sipWorker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const mine: Running = { worker, since: performance.now(), patience: STARTING_LOOKS, silentLooks: 0 };
    running = mine;
    worker.on('message', (message: FromWorker) => {
      mine.silentLooks = 0;
      mine.patience = SILENT_LOOKS;
      heard.resolve();
      if (running === mine) onMessage(message);
    });
    // Without a listener an error of the worker would end the server; its exit tells the same.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (running === mine) died(mine);
    });
    tell({ type: 'configure', config: current });
  };

  const died = (dead: Running): void => {
    running = undefined;
    if (stopped) return stopping?.();
    delay = performance.now() - dead.since > STEADY_MS ? RESTART_MS : Math.min(delay * 2, MAX_RESTART_MS);
    restart = setTimeout(start, delay);
    events.noted?.('workerDied', 1);
    for (const socketId of sockets) events.toClient(socketId, undefined);
    sockets.clear();
    events.fact({ type: 'restarted' });
    for (const { agentId, devices } of phones.values())
      if (devices.length > 0) events.fact({ type: 'phones', agentId, devices: [] });
    phones.clear();
    const lost = [...calls];
    calls.clear();
    for (const callId of lost) events.fact({ type: 'ended', callId, by: 'server', because: 'lost' });
  };

  // Looks are counted, not time: a main thread which was busy itself has not looked.
  const looking = setInterval(() => {
    if (running === undefined) return;
    running.silentLooks += 1;
    if (running.silentLooks > running.patience) void running.worker.terminate();
  }, LOOK_MS);
  looking.unref();
  start();

  return {
    configure(next) {
      current = next;
      tell({ type: 'configure', config: next });
    },
    order(order) {
      if (order.type === 'authorise' && order.role === 'talk') {
        if (running === undefined)
          return events.fact({ type: 'ended', callId: order.callId, by: 'server', because: 'lost' });
        calls.add(order.callId);
      }
      tell({ type: 'order', order });
    },
    clientOpened(socketId, client, _remoteAddress) {
      if (running === undefined) return events.toClient(socketId, undefined);
      sockets.add(socketId);
      tell({ type: 'opened', socketId, client });
    },
    clientSaid: (socketId, text) => tell({ type: 'said', socketId, text }),
    clientClosed(socketId) {
      sockets.delete(socketId);
      tell({ type: 'closed', socketId });
    },
    async stop() {
      stopped = true;
      clearTimeout(restart);
      clearInterval(looking);
      const worker = running?.worker;
      if (worker === undefined) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, STOP_MS);
        stopping = () => {
          clearTimeout(timer);
          resolve();
        };
        tell({ type: 'stop' });
      });
      await worker.terminate();
    },
    /** The first worker has said something. For tests, whose patience is for what they ask of it. */
    started: heard.promise,
    /** Ends the worker as a crash would: for tests of what follows. */
    async kill() {
      await running?.worker.terminate();
    },
  };
}
