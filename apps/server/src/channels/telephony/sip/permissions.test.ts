import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { expect, test } from 'vitest';

import { createPermissions, type Expected } from './permissions.ts';

const callId = '0196f0a0-0000-7000-8000-000000000001' as InteractionId;
const agentId = '0196f0a0-0000-7000-8000-000000000002' as AgentId;
const listening: Expected = { kind: 'listen', agentId, mode: 'listen' };

/** Time passes when the test says so. */
const setUp = () => {
  const due: (() => void)[] = [];
  const waiting = {
    after: (_ms: number, run: () => void) => {
      due.push(run);
      return () => void due.splice(due.indexOf(run), 1);
    },
  };
  return { due, permissions: createPermissions({ waiting, allowed: () => undefined }) };
};

test('[57] who is allowed calls once', () => {
  const { due, permissions } = setUp();
  permissions.expect(callId, listening, 1_000, () => undefined);
  expect(permissions.claim(callId, agentId, () => true)).toBe(listening);
  expect(permissions.claim(callId, agentId, () => true)).toBeUndefined();
  expect(due).toEqual([]);
});

test('[57] nothing is left of a permission that nobody used', () => {
  const { due, permissions } = setUp();
  let missed = 0;
  permissions.expect(callId, listening, 1_000, () => (missed += 1));
  due[0]?.();
  expect(missed).toBe(1);
  expect(permissions.has(callId)).toBe(false);
  expect(permissions.calls()).toEqual([]);
});

test('[57] nothing is left to be done at a call that is over', () => {
  const { due, permissions } = setUp();
  permissions.expect(callId, listening, 1_000, () => undefined);
  permissions.expect(callId, { ...listening, mode: 'whisper' }, 1_000, () => undefined);
  permissions.forget(callId);
  expect(due).toEqual([]);
  expect(permissions.calls()).toEqual([]);
});
