import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports which systems give to whoever asks for any. */
const [FIRST, LAST] = [10_000, 32_000] as const;

async function isFree(port: number): Promise<boolean> {
  const datagrams = createSocket('udp4');
  const streams = createServer();
  try {
    datagrams.bind(port, '0.0.0.0');
    await once(datagrams, 'listening');
    streams.listen(port, '0.0.0.0');
    await once(streams, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    datagrams.close();
    streams.close();
  }
}

/**
 * An even port that is free now for datagrams and connections; `span` ports from it on are within what is given here. Tests
 * that run twice on one machine do not meet.
 */
export async function freePort(span = 2): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST / 2, (LAST - span) / 2) * 2;
    if (await isFree(port)) return port;
  }
}
