import type { UpdateBatch } from '@ringdesk/shared/protocol/socket.ts';
import type { Socket } from 'socket.io-client';

import {
  type Desk,
  newId,
  nextOffer,
  numbers,
  openBare,
  openDesks,
  openPage,
  type Talk,
  talk,
  write,
  inSteps,
} from './clients.ts';
import {
  type Bench,
  type BenchOptions,
  type Figure,
  median,
  ms,
  pairedMedian,
  percentile,
  perSecond,
  us,
} from './figure.ts';
import { Peer } from './peer.ts';
import { inFolder } from './folder.ts';

const text = 'My order has not arrived yet; could you look where it is? '.repeat(3);

interface Stage {
  readonly desk: Peer;
  readonly bare: Peer;
  readonly url: string;
  readonly bareUrl: string;
  readonly channelId: string;
  readonly desks: readonly Desk[];
  readonly sockets: readonly Socket[];
}

/** The real server and the bare one side by side, each with so many connections. */
async function onStage<T>(
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
async function timed(count: number, once: (index: number) => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) times.push(await once(index));
  return times;
}

async function cpuOf(peer: Peer, operations: number, work: () => Promise<unknown>): Promise<number> {
  const before = await peer.cpu();
  await work();
  return ((await peer.cpu()) - before) / operations;
}

const relayed = (from: Socket, to: Socket, event: string, number: number): Promise<number> => {
  const start = performance.now();
  return new Promise((resolve) => {
    to.once('message', () => resolve(performance.now() - start));
    from.emit(event, number, text, () => undefined);
  });
};

export const offerPush: Bench = {
  id: 'P1',
  about: 'customer message in, offer on the agent’s socket, durable, 1,000 agents connected',
  run: (options) =>
    onStage(
      { agents: Math.round(1_000 * Math.max(options.size, 0.5)) },
      async ({ desk, bare, url, channelId, desks, sockets }) => {
        const count = Math.round(60 * options.size);
        const offers = async (): Promise<number[]> => {
          const pages = await inSteps(numbers(count), 20, () => openPage(url, channelId));
          const times = await timed(count, async (index) => {
            const page = pages[index];
            if (page === undefined) throw new Error('There are too few pages.');
            const ring = nextOffer(desks);
            const start = performance.now();
            const done = write(page, text);
            const { at } = await ring;
            await done;
            return at - start;
          });
          for (const page of pages) page.socket.close();
          return times;
        };
        const [first, second] = sockets;
        if (first === undefined || second === undefined) throw new Error('There are too few connections.');
        const acks = (): Promise<number[]> =>
          timed(count, async () => {
            const start = performance.now();
            await first.emitWithAck('ack');
            return performance.now() - start;
          });
        const pairs: {
          p50: { product: number; bare: number };
          p99: { product: number; bare: number };
          cpu: number;
          floorCpu: number;
        }[] = [];
        await offers();
        await timed(count, () => relayed(first, second, 'floor', 1));
        for (let index = 0; index < options.repetitions; index += 1) {
          let times: number[] = [];
          let floor: number[] = [];
          const cpu = await cpuOf(desk, count, async () => (times = await offers()));
          const [ack, commits] = [await acks(), await bare.ask<number[]>('commits', count)];
          const floorCpu = await cpuOf(
            bare,
            count,
            async () => (floor = await timed(count, () => relayed(first, second, 'floor', 1))),
          );
          pairs.push({
            p50: { product: median(times), bare: median(ack) + median(commits) },
            p99: { product: percentile(times, 0.99), bare: percentile(floor, 0.99) },
            cpu,
            floorCpu,
          });
        }
        const cpu = `CPU ${us(median(pairs.map((pair) => pair.cpu)))} an offer with its page, floor ${us(median(pairs.map((pair) => pair.floorCpu)))} a message`;
        return [
          {
            name: 'P1 offer push p50 / (bare ack + bare commit)',
            value: pairedMedian(pairs.map(({ p50 }) => p50)),
            unit: '×',
            goal: 1.3,
            beside: `${ms(median(pairs.map(({ p50 }) => p50.product)))} against ${ms(median(pairs.map(({ p50 }) => p50.bare)))}; ${cpu}`,
          },
          {
            name: 'P1 offer push p99 / floor program p99',
            value: pairedMedian(pairs.map(({ p99 }) => p99)),
            unit: '×',
            goal: 1.5,
            beside: `${ms(median(pairs.map(({ p99 }) => p99.product)))} against ${ms(median(pairs.map(({ p99 }) => p99.bare)))}`,
          },
        ];
      },
    ),
};

/** Messages from visitors, `inFlight` at a time, each finished when it is on the agent's socket; messages per second. */
async function rateOf(talks: readonly Talk[], count: number, inFlight: number): Promise<number> {
  const shown = new Map<string, () => void>();
  const listeners = new Map<Desk, (batch: UpdateBatch) => void>();
  for (const { desk } of talks) {
    if (listeners.has(desk)) continue;
    const listener = ({ updates }: UpdateBatch): void => {
      for (const update of updates) {
        if (update.kind === 'transcript.line' && update.line.type === 'message') shown.get(update.line.id)?.();
      }
    };
    listeners.set(desk, listener);
    desk.onUpdate.add(listener);
  }
  let left = count;
  const start = performance.now();
  await Promise.all(
    talks.slice(0, inFlight).map(async ({ page }) => {
      while (left > 0) {
        left -= 1;
        const messageId = newId();
        const seen = new Promise<void>((resolve) => shown.set(messageId, resolve));
        await Promise.all([seen, write(page, text, messageId)]);
        shown.delete(messageId);
      }
    }),
  );
  const rate = (count * 1_000) / (performance.now() - start);
  for (const [desk, listener] of listeners) desk.onUpdate.delete(listener);
  return rate;
}

async function floorRate(sockets: readonly Socket[], count: number, inFlight: number): Promise<number> {
  let left = count;
  const start = performance.now();
  await Promise.all(
    numbers(inFlight).map(async (number) => {
      const [from, to] = [sockets[number], sockets[number + inFlight]];
      if (from === undefined || to === undefined) throw new Error('There are too few connections.');
      while (left > 0) {
        left -= 1;
        await relayed(from, to, 'floor', number + inFlight);
      }
    }),
  );
  return (count * 1_000) / (performance.now() - start);
}

const IN_FLIGHT = 64;

export const durableMessages: Bench = {
  id: 'P2',
  about:
    'messages on the other side’s screen socket, durable, 64 in flight; and how long the event loop stalls meanwhile (P15)',
  run: (options) =>
    onStage({ agents: 2 * IN_FLIGHT }, async ({ desk, bare, url, channelId, desks, sockets }) => {
      const talks = await inSteps(numbers(IN_FLIGHT), 1, () => talk(url, channelId, desks));
      const count = Math.round(6_000 * options.size);
      const floorCount = count * 3;
      await rateOf(talks, count / 4, IN_FLIGHT);
      await floorRate(sockets, count / 2, IN_FLIGHT);
      const pairs: {
        product: number;
        bare: number;
        cpu: number;
        floorCpu: number;
        stall: number;
        worst: number;
        floorStall: number;
      }[] = [];
      for (let index = 0; index < options.repetitions; index += 1) {
        let [product, floor] = [0, 0];
        await desk.ask('stalls');
        const cpu = await cpuOf(desk, count, async () => (product = await rateOf(talks, count, IN_FLIGHT)));
        const stalls = await desk.ask<{ p999: number; worst: number }>('stalls');
        await bare.ask('stalls');
        const floorCpu = await cpuOf(
          bare,
          floorCount,
          async () => (floor = await floorRate(sockets, floorCount, IN_FLIGHT)),
        );
        const floorStalls = await bare.ask<{ p999: number }>('stalls');
        pairs.push({
          product,
          bare: floor,
          cpu,
          floorCpu,
          stall: stalls.p999,
          worst: stalls.worst,
          floorStall: floorStalls.p999,
        });
      }
      return [
        {
          name: 'P2 durable messages / floor program',
          value: pairedMedian(pairs),
          unit: '×',
          goal: 0.7,
          atLeast: true,
          beside: `${perSecond(median(pairs.map((pair) => pair.product)))} against ${perSecond(median(pairs.map((pair) => pair.bare)))}; CPU ${us(median(pairs.map((pair) => pair.cpu)))} against ${us(median(pairs.map((pair) => pair.floorCpu)))} a message`,
        },
        {
          name: 'P15 event-loop stall p99.9 under the load of P2 / floor program',
          value: pairedMedian(pairs.map(({ stall, floorStall }) => ({ product: stall, bare: floorStall }))),
          unit: '×',
          goal: 2,
          beside: `${ms(median(pairs.map(({ stall }) => stall)))} against ${ms(median(pairs.map(({ floorStall }) => floorStall)))}; worst ${ms(Math.max(...pairs.map(({ worst }) => worst)))}, wanted at most 10 ms`,
        },
      ];
    }),
};

export const liveTyping: Bench = {
  id: 'P12',
  about: 'a keystroke of the customer to ghost text at the agent',
  run: (options) =>
    onStage({ agents: 4 }, async ({ desk, url, channelId, desks, sockets }) => {
      const conversation = await talk(url, channelId, desks);
      const [first, second] = sockets;
      if (first === undefined || second === undefined) throw new Error('There are too few connections.');
      const count = Math.round(40 * Math.max(0.5, options.size));
      let typed = 0;
      // A person's pace: at most ten states a second pass (liveTyping.ts).
      const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 101));
      const keystroke = async (): Promise<number> => {
        await pause();
        const start = performance.now();
        return new Promise((resolve) => {
          conversation.desk.socket.once('typing', () => resolve(performance.now() - start));
          conversation.page.socket.emit('typing', { text: `${text}${(typed += 1)}` });
        });
      };
      const bareKeystroke = async (): Promise<number> => {
        await pause();
        const start = performance.now();
        return new Promise((resolve) => {
          second.once('message', () => resolve(performance.now() - start));
          first.emit('typing', 1, text);
        });
      };
      await keystroke();
      const events = await desk.ask<number>('events');
      const pairs: { product: number; bare: number }[] = [];
      for (let index = 0; index < options.repetitions; index += 1) {
        const [product, bare]: [number[], number[]] = [[], []];
        // Interleaved one by one: single round trips feel a busy neighbour most.
        for (let each = 0; each < count; each += 1) {
          product.push(await keystroke());
          bare.push(await bareKeystroke());
        }
        pairs.push({ product: median(product), bare: median(bare) });
      }
      const writes = (await desk.ask<number>('events')) - events;
      return [
        {
          name: 'P12 live typing p50 / bare relay p50',
          value: pairedMedian(pairs),
          unit: '×',
          goal: 1.25,
          beside: `${ms(median(pairs.map(({ product }) => product)))} against ${ms(median(pairs.map(({ bare }) => bare)))}`,
        },
        { name: 'P12 events written while typing', value: writes, unit: '', goal: 0, beside: 'nothing is stored' },
      ];
    }),
};

export const race: Bench = {
  id: 'P8',
  about: '50 agents accept the same offer within 10 ms',
  run: (options: BenchOptions): Promise<readonly Figure[]> =>
    onStage({ agents: 50, distribution: 'toAll' }, async ({ url, channelId, desks, sockets }) => {
      const pairs: { product: number; bare: number }[] = [];
      let wrong = 0;
      for (let index = 0; index < options.repetitions * 2; index += 1) {
        const page = await openPage(url, channelId);
        const rings = Promise.all(desks.map((desk) => nextOffer([desk])));
        await write(page, text);
        const offers = await rings;
        const told = Promise.all(
          desks.map(
            (desk) =>
              new Promise<void>((resolve) => {
                const listener = ({ updates }: UpdateBatch): void => {
                  if (!updates.some(({ kind }) => kind === 'offer.gone')) return;
                  desk.onUpdate.delete(listener);
                  resolve();
                };
                desk.onUpdate.add(listener);
              }),
          ),
        );
        const start = performance.now();
        const accepted = offers.map(({ desk, offer }) =>
          desk.socket.emitWithAck('command', {
            id: newId(),
            name: 'offer.accept',
            input: { offerId: offer.id },
          }),
        );
        const replies = (await Promise.all([Promise.all(accepted), told]))[0] as { ok: boolean }[];
        const product = performance.now() - start;
        if (replies.filter(({ ok }) => ok).length !== 1) wrong += 1;
        // The same in and out: 50 acknowledged requests, and one message to each of the 50.
        const fanned = Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('message', resolve))));
        const bareStart = performance.now();
        const acks = sockets.map((socket) => socket.emitWithAck('ack'));
        sockets[0]?.emit('fan', text.repeat(4));
        await Promise.all([...acks, fanned]);
        if (index > 0) pairs.push({ product, bare: performance.now() - bareStart });
        page.socket.close();
      }
      return [
        {
          name: 'P8 races without exactly one winner',
          value: wrong,
          unit: '',
          goal: 0,
          beside: `${options.repetitions * 2} races of 50`,
        },
        {
          name: 'P8 everybody told / bare fan-out',
          value: pairedMedian(pairs),
          unit: '×',
          goal: 2,
          beside: `${ms(median(pairs.map(({ product }) => product)))} against ${ms(median(pairs.map(({ bare }) => bare)))}`,
        },
      ];
    }),
};
