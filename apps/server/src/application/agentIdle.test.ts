import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import { MINUTE } from '@ringdesk/shared/model/time.ts';
import { expect, it } from 'vitest';

import { emptyState, type State } from '../domain/state.ts';
import { createAgentIdle } from './agentIdle.ts';
import type { DeskEngine } from './deskEngine.ts';

const ana = 'ana' as AgentId;

/** The part of an engine that is asked here; what it is told is kept. */
function given(minutes: number | undefined, presence = 'available') {
  const told: object[] = [];
  const state: State = emptyState();
  state.idleRule = minutes === undefined ? undefined : { minutes, reasonId: null };
  state.agents.set(ana, { presence: { state: presence, since: 0 } } as never);
  const engine = {
    read: (look: (of: State) => unknown) => look(state),
    mode: () => 'running',
    submit: (input: object) => Promise.resolve(void told.push(input)),
  } as unknown as DeskEngine;
  return { idle: createAgentIdle(engine), told };
}

it('tells the rules of an agent once every desk of theirs has been left alone for as long as the rule says', async () => {
  const { idle, told } = given(5);
  idle.opened(ana, 'office');
  idle.opened(ana, 'home');
  idle.told(ana, 'office', 60, 10 * MINUTE);
  await idle.sweep(20 * MINUTE);
  // The other one is in use, or does not say.
  expect(told).toEqual([]);
  idle.told(ana, 'home', 120, 20 * MINUTE);
  await idle.sweep(22 * MINUTE);
  expect(told).toEqual([]);
  await idle.sweep(23 * MINUTE);
  // Since the last of them was touched.
  expect(told).toEqual([{ type: 'agent.idled', agentId: ana, since: 18 * MINUTE }]);
});

it('forgets what a desk said when somebody touches it, and the desk when it is gone', async () => {
  const { idle, told } = given(5);
  idle.opened(ana, 'office');
  idle.opened(ana, 'home');
  idle.told(ana, 'office', 60, 0);
  idle.told(ana, 'home', 60, 0);
  idle.told(ana, 'home', 0, MINUTE);
  await idle.sweep(60 * MINUTE);
  expect(told).toEqual([]);
  idle.closed(ana, 'home');
  await idle.sweep(60 * MINUTE);
  expect(told).toHaveLength(1);
  idle.closed(ana, 'office');
  // A word of a desk that is gone brings nobody back.
  idle.told(ana, 'office', 600, 60 * MINUTE);
  await idle.sweep(90 * MINUTE);
  expect(told).toHaveLength(1);
});

it.each([
  ['there is no rule', undefined, 'available'],
  ['the agent is not available', 5, 'away'],
])('says nothing where %s', async (_where, minutes, presence) => {
  const { idle, told } = given(minutes, presence);
  idle.opened(ana, 'office');
  idle.told(ana, 'office', 600, 10 * MINUTE);
  await idle.sweep(60 * MINUTE);
  expect(told).toEqual([]);
});
