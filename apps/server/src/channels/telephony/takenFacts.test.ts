import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { expect, onTestFinished, test, vi } from 'vitest';

import { createTakenFacts } from './takenFacts.ts';

/** What has to do with recordings alone; the rest is looked at through the whole server (telephony.test.ts). */
async function bench() {
  const folder = await mkdtemp(join(tmpdir(), 'ringdesk-facts-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'recording.wav');
  await writeFile(file, 'sound');
  const told: { readonly type: string }[] = [];
  const timers = new Set<() => void>();
  const disk = { room: false };
  const answer: { refusal?: string } = {};
  const discarded: string[] = [];
  const facts = createTakenFacts(
    {
      engine: {
        submit: async (input: { readonly type: string }) => {
          told.push(input);
          return answer.refusal === undefined ? { ok: true } : { ok: false, error: { code: answer.refusal } };
        },
        read: () => undefined,
      },
      store: {},
      attachments: {
        keepRecording: async () => (disk.room ? 'kept' : undefined),
        discard: async (id: string) => void discarded.push(id),
      },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      now: () => 0,
      delay: (run: () => void) => (timers.add(run), () => timers.delete(run)),
    } as never,
    () => undefined,
  );
  const passes = (): void => {
    for (const run of timers) {
      timers.delete(run);
      run();
    }
  };
  const callId = 'c1' as InteractionId;
  const recorded = { type: 'recorded', callId, kind: 'voicemail', file, seconds: 7, peaks: [] } as const;
  const types = () => told.map(({ type }) => type);
  return { facts, recorded, callId, file, disk, answer, discarded, passes, timers, types };
}

test('[F3] a recording that finds no room is kept once there is some, and holds up nothing of its call meanwhile', async () => {
  const { facts, recorded, callId, file, disk, passes, timers, types } = await bench();
  facts.take(recorded);
  facts.take({ type: 'ended', callId, by: 'customer', because: 'hangUp' });
  await vi.waitFor(() => expect(types()).toEqual(['call.ended']));
  expect(timers.size).toBe(1);
  passes();
  await vi.waitFor(() => expect(timers.size).toBe(1));
  expect(existsSync(file)).toBe(true);
  disk.room = true;
  passes();
  await vi.waitFor(() => expect(existsSync(file)).toBe(false));
  expect(types()).toEqual(['call.ended', 'call.recorded']);
});

test('it is not waited for by a server that ends', async () => {
  const { facts, recorded, timers } = await bench();
  facts.take(recorded);
  await vi.waitFor(() => expect(timers.size).toBe(1));
  await facts.stop();
  expect(timers.size).toBe(0);
});

test.each([
  ['of a call that there is not is gone: nobody could hear it, and nobody erase it', 'notFound', false],
  ['that a server which stops cannot tell any more waits for the next', 'unavailable', true],
])('a recording %s', async (_what, refusal, stays) => {
  const { facts, recorded, file, disk, answer, discarded } = await bench();
  disk.room = true;
  answer.refusal = refusal;
  facts.take(recorded);
  await facts.stop();
  expect(discarded).toEqual(['kept']);
  expect(existsSync(file)).toBe(stays);
});
