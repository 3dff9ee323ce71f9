import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import { type Connection, installConnection } from '../../../connection/connection.ts';
import { useTranscript } from '../../../workspace/hooks.ts';
import { interactionNoun, messageNoun, snapshotOf, T0 } from '../../../workspace/testNouns.ts';
import { workspaceWriter } from '../../../workspace/workspaceWriter.ts';
import { keepPlace } from './places.ts';
import { useScroller } from './useScroller.ts';

const id = 'a' as InteractionId;
const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => messageNoun('a', from + index));
const box = { current: null };

/** A thread read at line 45 some time ago; since then only its newest lines are on this device. */
function comeBack(ask: (input: { beforeSeq: number; limit: number }) => unknown) {
  installConnection({
    ask: (_name: string, input: { beforeSeq: number; limit: number }) => Promise.resolve(ask(input)),
  } as unknown as Connection);
  workspaceWriter.welcome(snapshotOf());
  workspaceWriter.link({ phase: 'live', since: T0 });
  workspaceWriter.newestPage(id, { lines: lines(901, 1_000), more: true });
  keepPlace(id, {
    placed: { place: { kind: 'through', seq: 60 }, size: 100 },
    pinned: false,
    leftAt: 60,
    anchor: { seq: 45, offset: 0 },
  });
  return renderHook(() => useScroller(id, useTranscript(id), box, 0, undefined));
}

afterEach(() => workspaceWriter.signedOut(T0));

test('what was being read is read back when it is not here any more, instead of an empty thread', async () => {
  const { result } = comeBack(({ beforeSeq, limit }) => {
    const from = Math.max(1, beforeSeq - limit);
    return {
      ok: true,
      value: { interaction: interactionNoun('a'), lines: lines(from, beforeSeq - 1), more: from > 1 },
    };
  });
  await waitFor(() => expect(result.current.lines.map(({ seq }) => seq)).toContain(45));
  expect(result.current.lines.at(-1)?.seq).toBe(60);
});

test('where it cannot be read back the thread is shown at its end', async () => {
  const { result } = comeBack(() => ({ ok: false, error: { code: 'unavailable' } }));
  await waitFor(() => expect(result.current.lines.at(-1)?.seq).toBe(1_000));
  expect(result.current.pinned).toBe(true);
});
