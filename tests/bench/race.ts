import type { UpdateBatch } from '@ringdesk/shared/protocol/socket.ts';

import { newId, nextOffer, openPage, write } from './clients.ts';
import { type Bench, type BenchOptions, type Figure, median, ms, pairedMedian } from './figure.ts';
import { onStage, text } from './stage.ts';

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
