import { Session } from 'node:inspector';

/**
 * Asks the worker threads of this process for the bytes of their objects. Nothing else lets one thread ask another to
 * collect what can be collected first.
 */
export function watchWorkerHeaps(): () => Promise<number> {
  const session = new Session();
  session.connect();
  const attached = new Set<string>();
  const waiting = new Map<number, (result: { readonly usedSize?: number }) => void>();
  let asked = 0;
  session.on('NodeWorker.attachedToWorker', ({ params }) => attached.add(params.sessionId));
  session.on('NodeWorker.detachedFromWorker', ({ params }) => attached.delete(params.sessionId));
  session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
    const { id, result } = JSON.parse(params.message) as { id?: number; result?: { usedSize?: number } };
    if (id === undefined) return;
    waiting.get(id)?.(result ?? {});
    waiting.delete(id);
  });
  session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });

  const ask = (sessionId: string, method: string): Promise<{ readonly usedSize?: number }> =>
    new Promise((resolve) => {
      const id = (asked += 1);
      waiting.set(id, resolve);
      session.post('NodeWorker.sendMessageToWorker', { sessionId, message: JSON.stringify({ id, method }) });
    });

  return async () => {
    let bytes = 0;
    for (const sessionId of attached) {
      await ask(sessionId, 'HeapProfiler.collectGarbage');
      bytes += (await ask(sessionId, 'Runtime.getHeapUsage')).usedSize ?? 0;
    }
    return bytes;
  };
}
