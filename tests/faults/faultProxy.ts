import { createServer, type Server, type Socket, connect } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * A line between clients and a server that a test makes bad: `cut` resets every connection, `halfOpen` swallows what
 * both sides send without telling either (as a network that went away), `swallowReplies` only what the server sends.
 * `heal` lets new connections through again; those that were half-open stay dead, as in life.
 */
export interface FaultProxy {
  readonly url: string;
  readonly connections: () => number;
  cut(): void;
  halfOpen(): void;
  swallowReplies(): void;
  /** Bytes go on in pieces of at most so many, each in a turn of its own; 0: as they come. */
  crumble(bytes: number): void;
  heal(): void;
  close(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  towardsServer: boolean;
  towardsClient: boolean;
}

export async function openFaultProxy(targetPort: () => number): Promise<FaultProxy> {
  const pairs = new Set<Pair>();
  let dead = false;
  let crumbs = 0;

  /** What waits to go out to a socket in crumbs, in its order. */
  const waiting = new Map<Socket, Buffer>();
  const send = (to: Socket, chunk: Buffer): void => {
    const before = waiting.get(to);
    if (before !== undefined) waiting.set(to, Buffer.concat([before, chunk]));
    else if (crumbs === 0) to.write(chunk);
    else crumble(to, chunk);
  };
  const crumble = (to: Socket, rest: Buffer): void => {
    to.write(rest.subarray(0, crumbs));
    waiting.set(to, rest.subarray(crumbs));
    setImmediate(() => {
      const left = waiting.get(to);
      waiting.delete(to);
      if (left !== undefined && left.length > 0 && !to.destroyed) crumble(to, left);
    });
  };
  const proxy: Server = createServer({ noDelay: true }, (client) => {
    if (dead) {
      client.resetAndDestroy();
      return;
    }
    const server = connect({ port: targetPort(), host: '127.0.0.1', noDelay: true });
    const pair: Pair = { client, server, towardsServer: true, towardsClient: true };
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    // A reset by either side is what this is for; the other side gets its end below.
    client.on('error', end).on('close', end);
    server.on('error', end).on('close', end);
    client.on('data', (chunk: Buffer) => pair.towardsServer && send(server, chunk));
    server.on('data', (chunk: Buffer) => pair.towardsClient && send(client, chunk));
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));

  const cut = (): void => {
    dead = true;
    for (const { client, server } of pairs) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
  };
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    connections: () => pairs.size,
    cut,
    halfOpen() {
      dead = true;
      for (const pair of pairs) pair.towardsServer = pair.towardsClient = false;
    },
    swallowReplies() {
      for (const pair of pairs) pair.towardsClient = false;
    },
    crumble(bytes) {
      crumbs = bytes;
    },
    heal() {
      dead = false;
    },
    async close() {
      cut();
      await new Promise<void>((resolve) => proxy.close(() => resolve()));
    },
  };
}
