import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import { type Instant, SECOND } from '@ringdesk/shared/model/time.ts';

import type { DeskEngine } from './deskEngine.ts';

/** How often it is looked whether somebody has not touched a desk for as long as the rule says; so late it may come. */
export const IDLE_ROUND = 15 * SECOND;

/**
 * Since when nobody has touched the desks of an agent. Only in memory: a desk that comes back tells it anew. One desk that
 * is in use, or does not tell, is enough to be at work.
 */
export interface AgentIdle {
  opened(agentId: AgentId, socketId: string): void;
  /** A desk has not been touched for so many seconds; 0: it is. */
  told(agentId: AgentId, socketId: string, idleSeconds: number, now: Instant): void;
  closed(agentId: AgentId, socketId: string): void;
  /** Tells the rules of everybody whose desks have been left alone for long enough. */
  sweep(now: Instant): Promise<void>;
}

export function createAgentIdle(engine: DeskEngine): AgentIdle {
  /** undefined: it is in use. */
  const desks = new Map<AgentId, Map<string, Instant | undefined>>();

  /** When the last of the agent's desks was touched; undefined while one is in use. */
  const leftAt = (agentId: AgentId): Instant | undefined => {
    let last: Instant | undefined;
    for (const since of desks.get(agentId)?.values() ?? []) {
      if (since === undefined) return undefined;
      last = Math.max(last ?? since, since);
    }
    return last;
  };

  return {
    opened(agentId, socketId) {
      const of = desks.get(agentId) ?? new Map<string, Instant | undefined>();
      if (!of.has(socketId)) of.set(socketId, undefined);
      desks.set(agentId, of);
    },
    told(agentId, socketId, idleSeconds, now) {
      const of = desks.get(agentId);
      if (of?.has(socketId) === true) of.set(socketId, idleSeconds === 0 ? undefined : now - idleSeconds * SECOND);
    },
    closed(agentId, socketId) {
      const of = desks.get(agentId);
      of?.delete(socketId);
      if (of?.size === 0) desks.delete(agentId);
    },
    async sweep(now) {
      const minutes = engine.read(({ idleRule }) => idleRule?.minutes);
      if (minutes === undefined || engine.mode() !== 'running') return;
      for (const agentId of desks.keys()) {
        const since = leftAt(agentId);
        if (since === undefined || now - since < minutes * 60 * SECOND) continue;
        // Who is not available is not asked about; the rules judge all the rest.
        if (engine.read(({ agents }) => agents.get(agentId)?.presence.state) !== 'available') continue;
        await engine.submit({ type: 'agent.idled', agentId, since }, { actor: { kind: 'server' } });
      }
    },
  };
}
