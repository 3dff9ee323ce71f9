import { talk } from './clients.ts';
import { type Bench, median, ms, pairedMedian } from './figure.ts';
import { onStage, text } from './stage.ts';

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
