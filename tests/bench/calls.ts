import { onCallStage, untilPeer, within } from './callStage.ts';
import { type Bench, median, ms, pairedMedian, percentile, perSecond, us } from './figure.ts';
import type { BenchCall, SipLine } from './sipLine.ts';
import type { SipPhone } from './sipPhone.ts';
import { inFolder } from './folder.ts';
import { Peer } from './peer.ts';
import { cpuOf, timed } from './stage.ts';

/** Calls at a time, each over a line of its own: what one line may say in a second is limited. */
const AT_A_TIME = 8;

const answering = (phones: readonly SipPhone[], answers: boolean): void => {
  for (const phone of phones) phone.answers = answers;
};

/** Milliseconds from the INVITE until `rings`; then the caller gives up. */
async function untilRing(line: SipLine, rings: (call: BenchCall) => Promise<void>): Promise<number> {
  const start = performance.now();
  const call = line.call();
  await within(rings(call), 'it rings');
  const time = performance.now() - start;
  await within(call.cancel(), 'a call is given up');
  return time;
}

/** So many durable commits of one row each, one after the other, in milliseconds. */
type Commits = (count: number) => Promise<number[]>;

const withBareDisk = (work: (commits: Commits) => Promise<void>): Promise<void> =>
  inFolder(async (folder) => {
    const disk = await Peer.start('bare', { folder });
    try {
      await work((count) => disk.ask<number[]>('commits', count));
    } finally {
      await disk.stop();
    }
  });

export const ringing: Bench = {
  id: 'T1',
  about: 'from INVITE to the first ring',
  run: (options) =>
    onCallStage({ agents: 20, lines: AT_A_TIME }, async ({ desk, bare, lines, bareLines, phones }) => {
      const count = Math.round(50 * Math.max(options.size, 0.3));
      answering(phones, false);
      await bare.ask('answers', false);
      const at = (all: readonly SipLine[], index: number): SipLine => all[index % all.length]!;
      const product = (): Promise<number[]> =>
        timed(count, async (index) => {
          const { promise, resolve } = Promise.withResolvers<void>();
          for (const phone of phones) phone.onRing = resolve;
          const time = await untilRing(at(lines, index), () => promise);
          await untilPeer(desk, 'calls', 0);
          return time;
        });
      const echo = (): Promise<number[]> =>
        timed(count, (index) => untilRing(at(bareLines, index), ({ rings }) => rings));
      await product();
      await echo();
      const pairs: { product: number[]; bare: number[]; commits: number[]; cpu: number; bareCpu: number }[] = [];
      await withBareDisk(async (commits) => {
        for (let index = 0; index < options.repetitions; index += 1) {
          const pair = { product: [] as number[], bare: [] as number[] };
          const cpu = await cpuOf(desk, count, async () => (pair.product = await product()));
          const bareCpu = await cpuOf(bare, count, async () => (pair.bare = await echo()));
          pairs.push({ ...pair, commits: await commits(count), cpu, bareCpu });
        }
      });
      // What nothing can ring without here: the call is durable before it rings.
      const durable = pairs.map((pair) => ({
        product: median(pair.product),
        bare: median(pair.bare) + median(pair.commits),
      }));
      const figure = (share: number, goal?: number) => {
        const each = pairs.map((pair) => ({
          product: percentile(pair.product, share),
          bare: percentile(pair.bare, share),
        }));
        return {
          name: `T1 INVITE to first ring p${share * 100} / bare echo of the library`,
          value: pairedMedian(each),
          unit: '×',
          ...(goal !== undefined && { goal }),
          beside: `${ms(median(each.map((pair) => pair.product)))} against ${ms(median(each.map((pair) => pair.bare)))}; CPU ${us(median(pairs.map((pair) => pair.cpu)))} against ${us(median(pairs.map((pair) => pair.bareCpu)))} a call that is given up`,
        };
      };
      return [
        figure(0.5, 3),
        figure(0.99),
        {
          name: 'T1 INVITE to first ring p50 / (bare echo + bare commit)',
          value: pairedMedian(durable),
          unit: '×',
          beside: `${ms(median(pairs.map(({ commits }) => median(commits))))} a commit`,
        },
      ];
    }),
};

/** Calls one after the other on every line, each hung up as soon as it stands. */
async function callAll(lines: readonly SipLine[], count: number): Promise<void> {
  let left = count;
  const calling = async (line: SipLine): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const call = line.call();
      await within(call.answered, 'a call is answered');
      await within(call.hangUp(), 'a call is hung up');
    }
  };
  await Promise.all(lines.map(calling));
}

export const callRate: Bench = {
  id: 'T2',
  about: 'calls set up and torn down, eight at a time',
  run: (options) =>
    onCallStage({ agents: 40, lines: AT_A_TIME }, async ({ desk, bare, lines, bareLines }) => {
      const count = Math.round(100 * Math.max(options.size, 0.3));
      const once = async (of: readonly SipLine[]): Promise<number> => {
        const start = performance.now();
        await callAll(of, count);
        return (count * 1_000) / (performance.now() - start);
      };
      await once(lines);
      await once(bareLines);
      const pairs: { product: number; bare: number; cpu: number; bareCpu: number }[] = [];
      for (let index = 0; index < options.repetitions; index += 1) {
        const pair = { product: 0, bare: 0 };
        const cpu = await cpuOf(desk, count, async () => (pair.product = await once(lines)));
        await untilPeer(desk, 'calls', 0);
        const bareCpu = await cpuOf(bare, count, async () => (pair.bare = await once(bareLines)));
        pairs.push({ ...pair, cpu, bareCpu });
      }
      return [
        {
          name: 'T2 calls set up and torn down / bare echo of the library',
          value: pairedMedian(pairs),
          unit: '×',
          goal: 0.3,
          atLeast: true,
          beside: `${perSecond(median(pairs.map(({ product }) => product)))} with two legs each against ${perSecond(median(pairs.map((pair) => pair.bare)))} with one; CPU ${us(median(pairs.map(({ cpu }) => cpu)))} against ${us(median(pairs.map(({ bareCpu }) => bareCpu)))} a call`,
        },
      ];
    }),
};
