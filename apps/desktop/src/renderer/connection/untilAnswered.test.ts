import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { workspaceWriter } from '../workspace/workspaceWriter.ts';
import { untilAnswered } from './untilAnswered.ts';

const nobody = refuse<Refusal>({ code: 'unavailable' });
let asked: number;
let heard: unknown[];
let answer: Result<string, Refusal>;

const ask = (): (() => void) =>
  untilAnswered(
    () => {
      asked += 1;
      return Promise.resolve(answer);
    },
    (reply) => heard.push(reply.ok ? reply.value : reply.error.code),
  );

beforeEach(() => {
  vi.useFakeTimers();
  [asked, heard, answer] = [0, [], nobody];
  workspaceWriter.link({ phase: 'live', since: 0 });
});
afterEach(() => {
  workspaceWriter.signedOut(0);
  vi.useRealTimers();
});

describe('a question of the screen', () => {
  it('is put again after 1, 2, 4 seconds until it is answered, and then no more', async () => {
    ask();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(asked).toBe(3);
    answer = ok('here');
    await vi.advanceTimersByTimeAsync(4_000);
    expect(heard).toEqual(['unavailable', 'unavailable', 'unavailable', 'here']);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked).toBe(4);
  });

  it('is put again as soon as the line is back, and not before', async () => {
    workspaceWriter.link({ phase: 'lost', since: 0 });
    ask();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked).toBe(1);
    answer = ok('here');
    workspaceWriter.link({ phase: 'live', since: 0 });
    await vi.advanceTimersByTimeAsync(0);
    expect(heard).toEqual(['unavailable', 'here']);
  });

  it('that was refused is not put again', async () => {
    answer = refuse({ code: 'notAllowed' });
    ask();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(heard).toEqual(['notAllowed']);
    expect(asked).toBe(1);
  });

  it('nobody asks any more says nothing, whether it waits or is on its way', async () => {
    const stop = ask();
    stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(heard).toEqual([]);
    const stopWaiting = ask();
    await vi.advanceTimersByTimeAsync(0);
    stopWaiting();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(heard).toEqual(['unavailable']);
  });
});
