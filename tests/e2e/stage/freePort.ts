import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports which systems give to whoever asks for any. */
const [FIRST, LAST] = [10_000, 32_000] as const;
/** As many tests run beside each other at most. */
const BESIDE = 2;
/** What this process has given away: a program may open its ports long after it was told them. */
const given: { readonly from: number; readonly to: number }[] = [];

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
 * An even port that is free now for datagrams and connections; `span` ports from it on are within what is given here, and nobody
 * else is given them: neither in this test nor in the one that runs beside it. Tests that run twice on one machine do not meet.
 */
export async function freePort(span = 2): Promise<number> {
  const share = Math.floor((LAST - FIRST) / BESIDE);
  const first = FIRST + (Number(process.env['TEST_PARALLEL_INDEX'] ?? 0) % BESIDE) * share;
  for (;;) {
    const port = randomInt(first / 2, (first + share - span) / 2) * 2;
    if (given.some(({ from, to }) => port < to && from < port + span) || !(await isFree(port))) continue;
    given.push({ from: port, to: port + span });
    return port;
  }
}
