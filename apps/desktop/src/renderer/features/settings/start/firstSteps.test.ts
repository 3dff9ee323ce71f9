import type { AgentId, ChannelId, DepartmentId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { describe, expect, it } from 'vitest';

import { firstSteps } from './firstSteps.ts';

const queue = { id: 'sales' as QueueId, settings: defaultQueueSettings };
const night = { kind: 'department' as const, departmentId: 'night' as DepartmentId };
const done = (steps: ReturnType<typeof firstSteps>): string[] =>
  steps.filter((step) => step.done).map((step) => step.name);

describe('first steps', () => {
  it('nothing is done on an empty center', () => {
    expect(done(firstSteps([], [], () => undefined, false))).toEqual([]);
  });

  it('a queue counts as staffed only with people in it', () => {
    const withNight = { ...queue, settings: { ...queue.settings, members: [night] } };
    expect(done(firstSteps([withNight], [], () => ({ agentIds: [] }), false))).toEqual(['queue']);
    expect(done(firstSteps([withNight], [], () => ({ agentIds: ['ana' as AgentId] }), false))).toEqual([
      'queue',
      'members',
    ]);
  });

  it('a disconnected channel is no way in', () => {
    const channel = { id: 'site' as ChannelId, queueId: null };
    expect(done(firstSteps([queue], [channel], () => undefined, false))).toEqual(['queue']);
    const steps = firstSteps([queue], [channel, { id: 'shop' as ChannelId, queueId: queue.id }], () => undefined, true);
    expect(done(steps)).toEqual(['queue', 'channel', 'chat']);
    expect(steps.at(-1)).toMatchObject({ channelId: 'shop' });
  });
});
