import { beforeAll, describe, expect, test, vi } from 'vitest';

import { Chance } from '../domain/chance.testkit.ts';
import type { VisitorLimits } from './liveChatAdmission.ts';
import { type VirtualVisitors, virtualVisitors } from './testing/virtualVisitors.ts';

vi.setConfig({ testTimeout: 60_000 });

const CUSTOMERS = 60;
const SECONDS = 12;
/** Every customer writes so often. */
const EVERY_MS = 3_000;

let nth = 0;
const post = (text: string): object => {
  nth += 1;
  return { id: `m-${nth}`, name: 'message.post', input: { messageId: `m-${nth}`, text, attachmentIds: [] } };
};

type Hostile = (server: VirtualVisitors) => void;

/** A client at one address that comes back whenever it is let go, and does its worst every `ms`. */
const floods =
  (ms: number, event: string, values: () => readonly unknown[], bytes: number, address = '203.0.113.66'): Hostile =>
  (server) => {
    let socket: ReturnType<VirtualVisitors['open']>;
    const again = (): void => {
      if (socket?.connected !== true) socket = server.open(address);
      if (socket !== undefined) server.receive(socket, event, values(), bytes);
      server.at(server.now() + ms, again);
    };
    server.at(1, again);
  };
const ack = (): void => undefined;
const long = 'x'.repeat(60_000);

/** The p95 of the time from a customer's message to its acknowledgement, in milliseconds of the server's thread. */
async function p95(hostile: readonly Hostile[], limits?: Partial<VisitorLimits>): Promise<number> {
  const server = await virtualVisitors(limits);
  const chance = new Chance(7);
  const took: number[] = [];
  for (let customer = 0; customer < CUSTOMERS; customer += 1) {
    const began = server.now() + chance.below(EVERY_MS);
    let socket: ReturnType<VirtualVisitors['open']>;
    // Each behind a network of their own.
    server.at(began, () => (socket = server.open(`198.51.100.${customer}`)));
    for (let at = began + 10; at < SECONDS * 1_000; at += EVERY_MS) {
      server.at(at, () => {
        if (socket === undefined) throw new Error('a customer was not let in');
        server.receive(
          socket,
          'command',
          [
            post('Hello'),
            (reply: { readonly ok: boolean }) => {
              if (!reply.ok) throw new Error(`a customer was refused: ${JSON.stringify(reply)}`);
              took.push(server.now() - at);
            },
          ],
          120,
        );
      });
    }
  }
  for (const one of hostile) one(server);
  await server.run(SECONDS * 1_000);
  expect(took.length).toBeGreaterThan(CUSTOMERS * (SECONDS / 3 - 1));
  return took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.95)] ?? Infinity;
}

describe('[I23] one hostile client does not change the p95 of others by more than a fifth', () => {
  let alone: number;
  beforeAll(async () => void (alone = await p95([])));

  test.each<[string, Hostile]>([
    ['messages as fast as they go', floods(5, 'command', () => [post('x'), ack], 100)],
    ['the longest messages', floods(20, 'command', () => [post(long), ack], 60_000)],
    ['keystrokes', floods(5, 'typing', () => [{ text: 'x' }], 60)],
    ['hellos', floods(5, 'hello', () => [ack], 20)],
    ['what the contract does not know', floods(5, 'whatever', () => [{ text: long }], 60_000)],
    ['commands nobody has heard of', floods(5, 'command', () => [{ id: 'x', name: 'x', input: {} }, ack], 60)],
  ])('that sends %s', async (_, hostile) => {
    expect(await p95([hostile])).toBeLessThanOrEqual(alone * 1.2);
  });

  test('the measure can tell: without limits the same messages do', async () => {
    const everything = { perSecond: 1e9, burst: 1e9 };
    const hostile = floods(2, 'command', () => [post('x'), ack], 100);
    const slow = await p95([hostile], { commands: everything, sustained: everything, conversationsPerHour: 1e9 });
    expect(slow).toBeGreaterThan(alone * 1.2);
  });
});
