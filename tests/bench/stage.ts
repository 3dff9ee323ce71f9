import type { Socket } from 'socket.io-client';

import { type Desk, inSteps, numbers, openBare, openDesks } from './clients.ts';
import { inFolder } from './folder.ts';
import { Peer } from './peer.ts';

/** A message as people write them, some 180 characters; without blanks around it, as the widget sends it. */
export const text = 'My order has not arrived yet; could you look where it is? '.repeat(3).trim();

export interface Stage {
  readonly desk: Peer;
  readonly bare: Peer;
  readonly url: string;
  readonly bareUrl: string;
  readonly channelId: string;
  readonly desks: readonly Desk[];
  readonly sockets: readonly Socket[];
}

/** The real server and the bare one side by side, each with so many connections. */
export async function onStage<T>(
  { agents, distribution = 'evenly' }: { readonly agents: number; readonly distribution?: 'evenly' | 'toAll' },
  run: (stage: Stage) => Promise<T>,
): Promise<T> {
  return inFolder(async (folder) => {
    const desk = await Peer.start('desk', { dataDir: `${folder}/desk`, distribution });
    const bare = await Peer.start('bare', { folder });
    try {
      const { url } = await desk.ask<{ url: string }>('ready');
      const { url: bareUrl } = await bare.ask<{ url: string }>('ready');
      const { tokens, channelId } = await desk.ask<{ tokens: string[]; channelId: string }>('people', agents);
      const desks = await openDesks(url, tokens);
      const sockets = await inSteps(numbers(agents), 50, (number) => openBare(bareUrl, number));
      const result = await run({ desk, bare, url, bareUrl, channelId, desks, sockets });
      for (const each of desks) each.socket.close();
      for (const each of sockets) each.close();
      return result;
    } finally {
      await desk.stop();
      await bare.stop();
    }
  });
}

/** Runs `count` times, one after the other; milliseconds each. */
export async function timed(count: number, once: (index: number) => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) times.push(await once(index));
  return times;
}

/** Microseconds of processor time of the peer for each operation. */
export async function cpuOf(peer: Peer, operations: number, work: () => Promise<unknown>): Promise<number> {
  const before = await peer.cpu();
  await work();
  return ((await peer.cpu()) - before) / operations;
}

/** One message through the bare program until it arrived, in milliseconds. */
export const relayed = (from: Socket, to: Socket, event: string, number: number): Promise<number> => {
  const start = performance.now();
  return new Promise((resolve) => {
    to.once('message', () => resolve(performance.now() - start));
    from.emit(event, number, text, () => undefined);
  });
};
