import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import type { CannedScope } from '@ringdesk/shared/model/cannedResponse.ts';

import { seesQueue } from '../frame/rights.ts';

/** A scope as the value of a choice. */
export const scopeKey = (scope: CannedScope): string =>
  scope.kind === 'queue' ? `queue:${scope.queueId}` : scope.kind;

export function scopeOf(key: string): CannedScope {
  if (key.startsWith('queue:')) return { kind: 'queue', queueId: key.slice('queue:'.length) as QueueId };
  return key === 'personal' ? { kind: 'personal' } : { kind: 'center' };
}

/** Leads edit the center's list and those of their queues, everybody their own [41]. */
export function mayEditScope(me: Agent, scope: CannedScope): boolean {
  if (scope.kind === 'personal') return true;
  return scope.kind === 'center' ? me.role !== 'agent' : seesQueue(me, scope.queueId);
}

/** The scopes a person may write to. */
export function editableScopes(me: Agent, queues: readonly Queue[]): readonly CannedScope[] {
  const all: readonly CannedScope[] = [
    { kind: 'center' },
    ...queues.map(({ id }) => ({ kind: 'queue', queueId: id }) as const),
    { kind: 'personal' },
  ];
  return all.filter((scope) => mayEditScope(me, scope));
}
