import { inSteps, nextOffer, numbers, openPage, untilQuiet, write } from './clients.ts';
import { type Bench, median, ms, pairedMedian, percentile, us } from './figure.ts';
import { cpuOf, onStage, relayed, text, timed } from './stage.ts';

/** Rounds before time is taken. */
const WARM_ROUNDS = 15;

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
          // A thousand desks that read what colleagues do are a thousand machines, here they are one process: it first reads
          // what came of the round before, so that its own work is not taken for the server's.
          await untilQuiet(desks);
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
        // What a center does all day is compiled; by the measure of the floor, whose few lines are so at once.
        for (let round = 0; round < WARM_ROUNDS; round += 1) await offers();
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
