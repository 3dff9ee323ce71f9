import { PROTOCOL_VERSION } from '@ringdesk/shared/protocol/socket.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

import type { DeskEngine } from '../application/deskEngine.ts';
import { isLoopback } from '../application/network.ts';
import type { EngineMode, EventLog } from '../application/ports/journal.ts';
import type { StorageHealth } from '../application/ports/lists.ts';
import { sameSecret } from '../application/secrets.ts';
import { offerMetrics } from './offerMetrics.ts';
import { MAX_LAG_MS, watchLoop } from './loopWatch.ts';

export interface HealthParts {
  readonly log: EventLog;
  readonly version: string;
  readonly metricsToken: string | undefined;
  /** A proxy is set up in front: what comes from this machine may come from anywhere. */
  readonly behindProxy: boolean;
  readonly counts: Readonly<Record<string, { readonly help: string; readonly read: () => number }>>;
  readonly onCommitted: DeskEngine['onCommitted'];
  readonly mode: () => EngineMode;
  readonly draining: () => boolean;
  readonly health: () => Promise<StorageHealth>;
}

/** `/healthz`, `/readyz`, `/version` and `/metrics`: for whoever watches over the server. */
export function healthRoutes(app: FastifyInstance, parts: HealthParts): void {
  const loop = watchLoop(parts.log);
  app.addHook('onClose', async () => loop.stop());

  app.get('/healthz', async (_request, reply) => {
    const lagMs = loop.take();
    const healthy = lagMs < MAX_LAG_MS && parts.mode() !== 'stopped';
    return reply
      .code(healthy ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ok: healthy, lagMs });
  });

  app.get('/readyz', async (_request, reply) => {
    const store = await parts.health();
    const checks = {
      draining: parts.draining(),
      writable: store.writable,
      engine: parts.mode(),
      diskLow: store.low,
      rowsAside: store.rowsAside,
    };
    const ready = !checks.draining && checks.writable && checks.engine === 'running';
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ok: ready, ...checks });
  });

  app.get('/version', async () => ({ version: parts.version, protocol: PROTOCOL_VERSION }));

  const registry = createRegistry(parts);
  app.get('/metrics', async (request, reply) => {
    const [, token] = /^Bearer (.{1,200})$/.exec(request.headers.authorization ?? '') ?? [];
    const allowed =
      parts.metricsToken === undefined
        ? !parts.behindProxy && isFromThisMachine(request)
        : token !== undefined && sameSecret(token, parts.metricsToken);
    if (!allowed) return reply.callNotFound();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/**
 * Asked for by a program on this machine under a name of this machine. A proxy here which says nothing of itself passes the
 * name it was asked for on, or is set up in the configuration.
 */
function isFromThisMachine({ socket, headers }: FastifyRequest): boolean {
  const host = (headers.host ?? '').replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return (
    isLoopback(socket.remoteAddress ?? '') &&
    (host === 'localhost' || isLoopback(host)) &&
    proxyHeaders.every((name) => headers[name] === undefined)
  );
}

function createRegistry(parts: HealthParts): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const [name, { help, read }] of Object.entries(parts.counts)) {
    const gauge: Gauge = new Gauge({
      name: `ringdesk_${name}`,
      help,
      registers: [registry],
      collect: () => gauge.set(read()),
    });
  }
  offerMetrics(registry, parts.onCommitted);
  const storage = {
    disk_free_bytes: ['Free bytes where the data is', (health: StorageHealth) => health.freeBytes],
    wal_bytes: ['Size of the write-ahead log', (health: StorageHealth) => health.walBytes],
    rows_aside: ['Rows of lists that could not be written', (health: StorageHealth) => health.rowsAside],
    outbox_waiting: ['Effects that are not done yet', (health: StorageHealth) => health.outboxWaiting],
  } as const;
  for (const [name, [help, read]] of Object.entries(storage)) {
    const gauge: Gauge = new Gauge({
      name: `ringdesk_${name}`,
      help,
      registers: [registry],
      collect: async () => gauge.set(read(await parts.health())),
    });
  }
  return registry;
}
