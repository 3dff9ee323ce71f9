import { type CallStage, onCallStage, untilPeer, within } from './callStage.ts';
import { type Bench, median, ms, pairedMedian } from './figure.ts';
import type { SipLine } from './sipLine.ts';

const PHONES = 100;
/** Messages of customers, so that the engine has work of its own. */
const CHAT_PER_SECOND = 100;
const LEGS_PER_CALL = 2;
const GB = 1e9;

export const registeringPhones: Bench = {
  id: 'T3',
  about: `event-loop delay of the engine while ${PHONES} phones renew their registration every second`,
  run: (options) =>
    onCallStage({ agents: PHONES, lines: 1 }, async ({ desk, phones }) => {
      const lookMs = Math.round(3_000 * Math.max(options.size, 0.4));
      const renewed = { count: 0 };
      const look = async (): Promise<{ readonly p99: number; readonly worst: number }> => {
        await desk.ask('stalls');
        await new Promise((resolve) => setTimeout(resolve, lookMs));
        return desk.ask('stalls');
      };
      const renewing = async (): Promise<Awaited<ReturnType<typeof look>>> => {
        let next = 0;
        const timer = setInterval(() => {
          const phone = phones[(next += 1) % phones.length];
          void phone?.register().then(() => (renewed.count += 1));
        }, 1_000 / PHONES);
        try {
          return await look();
        } finally {
          clearInterval(timer);
        }
      };
      await desk.ask('chat', CHAT_PER_SECOND);
      await look();
      const pairs: { readonly product: number; readonly bare: number; readonly worst: number }[] = [];
      for (let index = 0; index < options.repetitions; index += 1) {
        const without = await look();
        const beside = await renewing();
        pairs.push({ product: beside.p99, bare: without.p99, worst: beside.worst });
      }
      await desk.ask('chat', 0);
      if (renewed.count === 0) throw new Error('No phone could renew its registration.');
      const rate = renewed.count / ((options.repetitions * lookMs) / 1_000);
      return [
        {
          name: `T3 event-loop delay p99 with ${PHONES} registering phones / without`,
          value: pairedMedian(pairs),
          unit: '×',
          goal: 1.5,
          beside: `${ms(median(pairs.map(({ product }) => product)))} against ${ms(median(pairs.map(({ bare }) => bare)))}, worst ${ms(Math.max(...pairs.map(({ worst }) => worst)))}; ${rate.toFixed(0)} renewals/s beside ${CHAT_PER_SECOND} messages/s`,
        },
      ];
    }),
};

/** Begins so many calls over these lines, a few at a time, and leaves them standing. */
async function leaveStanding(lines: readonly SipLine[], count: number): Promise<void> {
  let left = count;
  const calling = async (line: SipLine): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await within(line.call().answered, 'a call is answered');
    }
  };
  await Promise.all(lines.map(calling));
}

async function bytesOfLegs(
  { desk, bare, lines, bareLines }: CallStage,
  { calls, rounds }: { readonly calls: number; readonly rounds: number },
): Promise<readonly { readonly product: number; readonly bare: number }[]> {
  const pairs: { product: number; bare: number }[] = [];
  const heap = async (): Promise<number> => (await bare.memory()).heap;
  for (let round = 0; round < rounds; round += 1) {
    const before = await desk.ask<number>('heaps');
    await leaveStanding(lines, calls);
    await untilPeer(desk, 'talking', calls * (round + 1));
    await desk.ask('settled');
    const legs = calls * LEGS_PER_CALL;
    const product = ((await desk.ask<number>('heaps')) - before) / legs;
    const bareBefore = await heap();
    // As many dialogs as the product has, each of one leg.
    await leaveStanding(bareLines, legs);
    await untilPeer(bare, 'standing', legs * (round + 1));
    const bareBytes = ((await heap()) - bareBefore) / legs;
    // The first calls also pay for what is made once.
    if (round > 0) pairs.push({ product, bare: bareBytes });
  }
  return pairs;
}

export const callMemory: Bench = {
  id: 'T4',
  about: 'signalling legs that stand, by memory',
  run: (options) => {
    const calls = Math.round(100 * Math.max(options.size, 0.3));
    const rounds = options.repetitions + 1;
    return onCallStage({ agents: calls * rounds, lines: 8 }, async (stage) => {
      const pairs = await bytesOfLegs(stage, { calls, rounds });
      const kb = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;
      const product = median(pairs.map((pair) => pair.product));
      const bare = median(pairs.map((pair) => pair.bare));
      return [
        {
          name: 'T4 memory of a standing leg / bare dialog of the library',
          value: pairedMedian(pairs),
          unit: '×',
          goal: 2,
          beside: `${kb(product)} against ${kb(bare)}, what the engine knows of the call included`,
        },
        {
          name: 'T4 concurrent signalling legs per GB',
          value: GB / product,
          unit: 'legs',
          beside: `bare ${Math.round(GB / bare).toLocaleString('en')}`,
        },
      ];
    });
  },
};
