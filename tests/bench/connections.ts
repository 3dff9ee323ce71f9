import type { Socket } from 'socket.io-client';

import { type Desk, inSteps, numbers, openBare, openDesks, openPage } from './clients.ts';
import { type Bench, median, ms, pairedMedian } from './figure.ts';
import { inFolder } from './folder.ts';
import { Peer } from './peer.ts';

interface Pair {
  readonly product: number;
  readonly bare: number;
}

/** The real server with accounts for so many agents, and the bare one, both without connections. */
async function beside<T>(
  agents: number,
  run: (stage: {
    readonly desk: Peer;
    readonly bare: Peer;
    readonly url: string;
    readonly bareUrl: string;
    readonly tokens: readonly string[];
    readonly channelId: string;
  }) => Promise<T>,
): Promise<T> {
  return inFolder(async (folder) => {
    const desk = await Peer.start('desk', { dataDir: `${folder}/desk` });
    const bare = await Peer.start('bare', { folder });
    try {
      const { url } = await desk.ask<{ url: string }>('ready');
      const { url: bareUrl } = await bare.ask<{ url: string }>('ready');
      const people = await desk.ask<{ tokens: string[]; channelId: string }>('people', agents);
      return await run({ desk, bare, url, bareUrl, ...people });
    } finally {
      await desk.stop();
      await bare.stop();
    }
  });
}

/** Bytes of heap and buffers that each further connection costs its server, once everything that can be collected is. */
async function bytesEach(peer: Peer, count: number, connect: () => Promise<unknown>): Promise<number> {
  const before = (await peer.memory()).heap;
  await connect();
  await peer.ask('settled');
  return ((await peer.memory()).heap - before) / count;
}

export const memory: Bench = {
  id: 'P6',
  about: 'memory of an idle agent and of an idle visitor',
  run: (options) => {
    const count = Math.round(250 * Math.max(options.size, 0.4));
    const rounds = options.repetitions + 1;
    return beside(count * rounds, async ({ desk, bare, url, bareUrl, tokens, channelId }) => {
      const [agents, visitors]: [Pair[], Pair[]] = [[], []];
      // Nobody leaves: what a connection that has gone leaves behind for a while would be counted against the next.
      for (let index = 0; index < rounds; index += 1) {
        const from = index * count;
        const bareBytes = await bytesEach(bare, count, () =>
          inSteps(numbers(count), 50, (number) => openBare(bareUrl, from + number)),
        );
        const agentBytes = await bytesEach(desk, count, () => openDesks(url, tokens.slice(from, from + count)));
        const visitorBytes = await bytesEach(desk, count, () =>
          inSteps(numbers(count), 50, () => openPage(url, channelId)),
        );
        // The first connections also pay for what is made once.
        if (index === 0) continue;
        agents.push({ product: agentBytes, bare: bareBytes });
        visitors.push({ product: visitorBytes, bare: bareBytes });
      }
      const kb = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;
      const figure = (who: string, pairs: readonly Pair[]) => ({
        name: `P6 memory of an idle ${who} / bare connection`,
        value: pairedMedian(pairs),
        unit: '×',
        goal: 2,
        beside: `${kb(median(pairs.map(({ product }) => product)))} against ${kb(median(pairs.map(({ bare: each }) => each)))} of heap and buffers`,
      });
      return [figure('agent', agents), figure('visitor', visitors)];
    });
  },
};

export const reconnection: Bench = {
  id: 'P7',
  about: '500 agents reconnect at once',
  run: (options) => {
    const count = Math.round(500 * Math.max(options.size, 0.2));
    return beside(count, async ({ desk, bare, url, bareUrl, tokens }) => {
      const pairs: (Pair & { readonly cpu: number; readonly bareCpu: number })[] = [];
      const close = (open: readonly { readonly socket: Socket }[]): void => {
        for (const { socket } of open) socket.close();
      };
      const once = async <C extends { readonly socket: Socket }>(peer: Peer, connect: () => Promise<readonly C[]>) => {
        const cpu = await peer.cpu();
        const start = performance.now();
        const open = await connect();
        const time = performance.now() - start;
        const spent = ((await peer.cpu()) - cpu) / count;
        close(open);
        await peer.ask('settled');
        return { time, spent, open };
      };
      const desks = (): Promise<Desk[]> => inSteps(tokens, count, async (token) => (await openDesks(url, [token]))[0]!);
      const bareAll = (): Promise<{ socket: Socket }[]> =>
        inSteps(numbers(count), count, async (number) => {
          const socket = await openBare(bareUrl, number);
          await socket.emitWithAck('hello');
          return { socket };
        });
      for (let index = 0; index <= options.repetitions; index += 1) {
        const product = await once(desk, desks);
        await bare.ask('snapshot', JSON.stringify(product.open[0]?.welcome).length);
        const plain = await once(bare, bareAll);
        if (index > 0)
          pairs.push({ product: product.time, bare: plain.time, cpu: product.spent, bareCpu: plain.spent });
      }
      const of = (key: keyof (typeof pairs)[number]): number => median(pairs.map((pair) => pair[key]));
      return [
        {
          name: `P7 ${count} agents back in sync / bare reconnection with the same bytes`,
          value: pairedMedian(pairs),
          unit: '×',
          goal: 3,
          beside: `${ms(of('product'))} (wanted at most 10 s) against ${ms(of('bare'))}; CPU ${of('cpu').toFixed(0)} µs against ${of('bareCpu').toFixed(0)} µs each`,
        },
      ];
    });
  },
};
