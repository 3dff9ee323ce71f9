import { cp } from 'node:fs/promises';
import { MINUTE } from '@ringdesk/shared/model/time.ts';

import { type Bench, median, pairedMedian } from './figure.ts';
import { inFolder } from './folder.ts';
import { Peer } from './peer.ts';

const CLOSED_AT_ONCE = 5_000;

/** A server on this folder that does something and stops as on Ctrl+C. */
async function serving(dataDir: string, work: (peer: Peer) => Promise<void>): Promise<void> {
  const peer = await Peer.start('desk', { dataDir });
  await work(peer);
  await peer.ask('stop');
  await peer.stop();
}

/** Seconds from the beginning of the start until the doors are open, and the processor time of the process so far. */
async function startOf(dataDir: string): Promise<{ readonly seconds: number; readonly cpuSeconds: number }> {
  const peer = await Peer.start('desk', { dataDir });
  const cpuSeconds = (await peer.cpu()) / 1e6;
  const { readyMs } = await peer.ask<{ readyMs: number }>('ready');
  await peer.ask('stop');
  await peer.stop();
  return { seconds: readyMs / 1_000, cpuSeconds };
}

export const startUp: Bench = {
  id: 'P5',
  about: 'start to ready with 100,000 closed conversations beside 5,000 open ones',
  run: (options) =>
    inFolder(async (folder) => {
      const [open, both] = [`${folder}/open`, `${folder}/both`];
      const closed = Math.round(100_000 * options.size);
      const people: { ids: string[]; channelId: string }[] = [];
      await serving(open, async (peer) => {
        const made = await peer.ask<{ ids: string[]; channelId: string }>('people', 100);
        people.push(made);
        await peer.ask('talk', { ...made, count: 5_000, close: false });
      });
      await cp(open, both, { recursive: true });
      await serving(both, async (peer) => {
        for (let done = 0; done < closed; done += CLOSED_AT_ONCE) {
          await peer.ask('talk', { ...people[0], count: CLOSED_AT_ONCE, close: true });
          await peer.ask('pass', 15 * MINUTE);
        }
      });
      const pairs: { product: number; bare: number; cpu: number; bareCpu: number }[] = [];
      for (let index = 0; index < options.repetitions; index += 1) {
        const [history, fresh] = [await startOf(both), await startOf(open)];
        pairs.push({
          product: history.seconds,
          bare: fresh.seconds,
          cpu: history.cpuSeconds,
          bareCpu: fresh.cpuSeconds,
        });
      }
      const of = (key: keyof (typeof pairs)[number]): number => median(pairs.map((pair) => pair[key]));
      return [
        {
          name: `P5 start with ${closed.toLocaleString('en')} closed conversations / without`,
          value: pairedMedian(pairs),
          unit: '×',
          goal: 1.2,
          beside: `${of('product').toFixed(2)} s (wanted at most 2) against ${of('bare').toFixed(2)} s; CPU of the whole process ${of('cpu').toFixed(2)} s against ${of('bareCpu').toFixed(2)} s`,
        },
      ];
    }),
};
