import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';

import { type Connection, installConnection } from '../../connection/connection.ts';
import { interactionNoun, snapshotOf, T0 } from '../../workspace/testNouns.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { useShownInteraction } from './useShownInteraction.ts';

const id = 'a' as InteractionId;
let asked: ((reply: object) => void)[];

beforeEach(() => {
  asked = [];
  installConnection({
    ask: () => new Promise((answer) => asked.push(answer)),
  } as unknown as Connection);
  workspaceWriter.link({ phase: 'live', since: T0 });
  workspaceWriter.welcome(snapshotOf({ interactions: [interactionNoun('a', { ownerId: 'ana' })] }));
});

const gone = (): void => act(() => workspaceWriter.apply([{ kind: 'interaction.gone', interactionId: id }], T0));
const answered = (reply: object): Promise<void> =>
  act(async () => {
    asked[0]?.(reply);
    await Promise.resolve();
  });

test('[10] one that a colleague closes while it is read stays open, and is shown as it ended', async () => {
  const { result } = renderHook(() => useShownInteraction(id));
  expect(asked).toHaveLength(0);
  gone();
  expect(result.current).toMatchObject({ state: 'here', interaction: { state: 'active' } });
  const closed = interactionNoun('a', { state: 'closed', reopenUntil: T0, lastOwnerId: 'ana' });
  await answered({ ok: true, value: { interaction: closed, lines: [], more: false } });
  expect(result.current).toMatchObject({ state: 'here', interaction: { state: 'closed' } });
  expect(asked).toHaveLength(1);
});

test('one that may not be seen any more stays as it was seen', async () => {
  const { result } = renderHook(() => useShownInteraction(id));
  gone();
  await answered({ ok: false, error: { code: 'notFound' } });
  expect(result.current).toMatchObject({ state: 'here', interaction: { id } });
  expect(asked).toHaveLength(1);
});
