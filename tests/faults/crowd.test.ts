import { expect, test } from 'vitest';

import type { VisitorClient } from '../../apps/server/src/transport/testing/clients.ts';
import { inSteps, numbers } from '../bench/clients.ts';
import { percentile } from '../bench/figure.ts';
import { FaultStage } from './stage.ts';

const LIMIT_MS = 180_000;
const MB = 1024 * 1024;

/** One figure of the server, or the sum of those whose labels fit. */
async function figure(url: string, name: string, labels = /(?:)/): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith(name) && labels.test(line))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

test(
  '[F35] with little memory new visitors are turned away, and everybody who talks goes on',
  { timeout: LIMIT_MS },
  async () => {
    const { stage, people } = await FaultStage.open(['Ana']);
    const used = await figure(
      stage.server.url,
      'nodejs_heap_space_size_used_bytes',
      /"(?:old|large_object|code|trusted)"/,
    );
    await stage.server.kill('SIGTERM');
    // Room for some hundred pages.
    const limit = Math.ceil((used / MB + 10) / 0.75);
    await stage.restart({
      env: { NODE_OPTIONS: `--max-old-space-size=${limit}`, RINGDESK_VISITORS_PER_ADDRESS: '100000' },
    });
    const ana = await stage.desk(people[0]!);
    const talking = await stage.visitor();
    await talking.write('Hello');
    const { offer } = await ana.update('offer.put');
    await ana.must('offer.accept', { offerId: offer.id });

    const pages: VisitorClient[] = [];
    let refusal: unknown;
    while (refusal === undefined && pages.length < 6_000) {
      for (const opened of await Promise.allSettled(numbers(25).map(() => stage.visitor()))) {
        if (opened.status === 'fulfilled') pages.push(opened.value);
        // Some are let go while they come in, without a word why.
        else refusal ??= (opened.reason as { readonly refusal?: unknown }).refusal;
      }
    }
    expect(refusal).toEqual({ code: 'unavailable' });
    await Promise.any(pages.map(({ closed }) => closed));
    expect(await figure(stage.server.url, 'ringdesk_memory_tight')).toBe(1);
    expect(await talking.write('Are you still there?')).toMatchObject({ ok: true });
    await ana.update('transcript.line', ({ line }) => line.type === 'message' && line.text === 'Are you still there?');
    const back = await stage.visitor(stage.server.url, talking.welcome?.token);
    expect(back.welcome?.conversation?.interactionId).toBe(offer.interactionId);

    for (const page of pages) page.close();
    stage.server.pass(31_000);
    expect(await (await stage.visitor()).write('Hello')).toMatchObject({ ok: true });
    expect(await stage.judge()).toEqual([]);
  },
);

const AGENTS = 50;
const CHATS = 1_000;

test(
  `[F30] ${CHATS} chats at once for ${AGENTS} agents: each rings within a second, and nobody gets more than others`,
  { timeout: LIMIT_MS },
  async () => {
    const names = Array.from({ length: AGENTS }, (_, index) => `agent${index}`);
    const { stage, people } = await FaultStage.open(
      names,
      { distribution: 'evenly' },
      { env: { RINGDESK_VISITORS_PER_ADDRESS: '2000' } },
    );
    const rung = new Map<string, PromiseWithResolvers<number>>();
    const ringOf = (interactionId: string): PromiseWithResolvers<number> => {
      const ring = rung.get(interactionId) ?? Promise.withResolvers<number>();
      rung.set(interactionId, ring);
      return ring;
    };
    const accepting: Promise<string>[] = [];
    for (const person of people) {
      const desk = await stage.desk(person);
      desk.socket.on('update', ({ updates }: (typeof desk.batches)[number]) => {
        for (const update of updates) {
          if (update.kind !== 'offer.put' || update.offer.state !== 'pending') continue;
          ringOf(update.offer.interactionId).resolve(performance.now());
          accepting.push(desk.must('offer.accept', { offerId: update.offer.id }).then(() => person.name));
        }
      });
    }
    const pages = await inSteps(numbers(CHATS), 20, () => stage.visitor());
    const delays = await inSteps(pages, 50, async (page) => {
      const written = performance.now();
      expect(await page.write('Hello')).toMatchObject({ ok: true });
      const { conversation } = await page.update('conversation', (update) => update.conversation !== null);
      const begun = conversation?.interactionId ?? '';
      return (await ringOf(begun).promise) - written;
    });
    process.stdout.write(
      `${CHATS} chats: rang p95 ${percentile(delays, 0.95).toFixed(0)} ms after they were written\n`,
    );
    expect(percentile(delays, 0.95)).toBeLessThan(1_000);
    const shares = Map.groupBy(await Promise.all(accepting), (name) => name);
    expect([...shares.values()].map(({ length }) => length)).toEqual(names.map(() => CHATS / AGENTS));
    expect(await stage.judge()).toEqual([]);
  },
);
