import type { UpdateBatch } from '@ringdesk/shared/protocol/socket.ts';
import type { Socket } from 'socket.io-client';

import { type Desk, inSteps, newId, numbers, type Talk, talk, write } from './clients.ts';
import { type Bench, median, ms, pairedMedian, perSecond, us } from './figure.ts';
import { cpuOf, onStage, relayed, text } from './stage.ts';

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
