import { isDeepStrictEqual } from 'node:util';

import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';

import type { Reply } from '@ringdesk/shared/protocol/socket.ts';

import { openStore } from '../storage/openStore.ts';
import type { FailpointName, Journal } from './ports/journal.ts';
import {
  command,
  conversation,
  HandClock,
  ordered,
  silentLog,
  startEngine,
  turns,
  wrote,
  type Bench,
  type TinyEvent,
} from './testing/tinyEngine.ts';

// Every commit is a real fsync; a busy disk makes them slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

/** mulberry32: small, seeded, good enough to choose faults with. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const Seq = z.object({ seq: z.number().int() });

/** Replies that may be followed by another one when the command is sent again. */
const notFinal = new Set(['storageFull', 'unavailable', 'internal']);
const isFinal = (reply: Reply): boolean => reply.ok || !notFinal.has(reply.error.code);

/**
 * One life of a center: commands in groups, doubled, reordered and sent again, with a full disk, failing rules,
 * jumping clocks and crashes between any two of them.
 */
async function live(seed: number, steps: number) {
  const random = seeded(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  let fullAt = -1;
  let room = true;
  const store = await openStore<TinyEvent>({
    root: ':memory:',
    wall: () => 1,
    log: silentLog,
    failpoints: (name: FailpointName) => {
      if (name !== 'commit') return;
      fullAt -= 1;
      if (fullAt === 0) {
        room = false;
        throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
      }
    },
  });
  const journal: Journal<TinyEvent> = { ...store.journal, regainRoom: async () => room };
  const clock = new HandClock();
  const final = new Map<string, Reply>();
  const changedReplies: string[] = [];
  let bench: Bench = await startEngine(journal, { checkpointEvery: 20 }, clock);

  /** The input of a command is a function of its number, so that it can be sent again. */
  const inputOf = (number: number) =>
    number % 11 === 0 ? ordered('refuse') : number % 13 === 0 ? ordered('boom') : wrote(`text ${number}`);
  const send = async (number: number): Promise<void> => {
    const id = `c${number}`;
    const reply = await bench.engine.submit(inputOf(number), command(id));
    const earlier = final.get(id);
    if (earlier !== undefined && isFinal(reply) && !isDeepStrictEqual(reply, earlier)) changedReplies.push(id);
    if (isFinal(reply)) final.set(id, reply);
  };

  let next = 1;
  for (let step = 0; step < steps; step += 1) {
    const dice = random();
    if (dice < 0.6) {
      const fresh = Array.from({ length: 1 + below(6) }, () => (next += 1));
      const again = Array.from({ length: below(4) }, () => 1 + below(next));
      const group = [...fresh, ...again].toSorted(() => random() - 0.5);
      await Promise.all(group.map(send));
    } else if (dice < 0.7) fullAt = 1 + below(3);
    else if (dice < 0.8) room = true;
    else if (dice < 0.85) clock.wallNow += (random() - 0.5) * 7_200_000;
    else if (dice < 0.9) bench = await startEngine(journal, { checkpointEvery: 20 }, clock);
    else {
      clock.pass(below(3_000));
      bench.alarm.ring();
      bench.quietAlarm.ring();
    }
    await turns();
  }

  room = true;
  fullAt = -1;
  clock.pass(1_000);
  bench.alarm.ring();
  await turns();
  for (let number = 1; number <= next; number += 1) await send(number);

  const lived = bench.engine.read(({ seq, texts }) => ({ seq, texts: [...texts] }));
  const folded = (await startEngine(journal, {}, clock)).engine.read(({ seq, texts }) => ({ seq, texts: [...texts] }));
  const { lines } = await store.transcripts.page(conversation, { limit: 10_000 });
  await store.close();
  return {
    lived,
    folded,
    transcript: lines.map((line) => (line.type === 'message' ? line.text : '')),
    wanted: Array.from({ length: next }, (_, index) => index + 1).filter((n) => n % 11 !== 0 && n % 13 !== 0),
    final,
    changedReplies,
  };
}

describe('[I9, I11, I12] any life: every command once, one reply, the log is the state', () => {
  const seeds = Array.from({ length: 25 }, (_, index) => 1_000 + index);
  test.each(seeds)('seed %d, 80 steps', async (seed) => {
    const { lived, folded, transcript, wanted, final, changedReplies } = await live(seed, 80);
    expect(changedReplies).toEqual([]);
    expect(folded).toEqual(lived);
    expect(transcript).toEqual(lived.texts);
    expect(new Set(lived.texts)).toEqual(new Set(wanted.map((number) => `text ${number}`)));
    expect(lived.texts).toHaveLength(wanted.length);
    const named = [...final].flatMap(([id, reply]) => (reply.ok ? [[id, reply.value] as const] : []));
    for (const [id, value] of named) {
      const { seq } = Seq.parse(value);
      expect(lived.texts[seq - 1]).toBe(`text ${id.slice(1)}`);
    }
  });
});
