import type { AgentId } from '@ringdesk/shared/model/ids.ts';

import type { DeskEngine } from './deskEngine.ts';

export interface AgentPresence {
  /** A desk of the agent said hello. Resolves when the engine knows of the first one. */
  arrived(agentId: AgentId, socketId: string): Promise<void>;
  left(agentId: AgentId, socketId: string): void;
  /** From now on nothing is told: the server goes, the agents do not. */
  freeze(): void;
}

/**
 * Tells the engine when an agent's first socket came and the last one went [17, 78]. What could not be told while the disk was
 * full is told as soon as the engine writes again.
 */
export function createAgentPresence(engine: DeskEngine): AgentPresence {
  const sockets = new Map<AgentId, Set<string>>();
  let frozen = false;

  const tell = async (agentId: AgentId): Promise<void> => {
    if (frozen) return;
    const online = sockets.has(agentId);
    await engine.submit(
      { type: online ? 'agent.connected' : 'agent.disconnected', agentId },
      { actor: { kind: 'server' } },
    );
  };

  engine.onMode((mode) => {
    if (mode !== 'running') return;
    const known = engine.read((state) => [...state.agents.values()].filter(({ online }) => online).map(({ id }) => id));
    for (const agentId of new Set([...known, ...sockets.keys()])) void tell(agentId);
  });

  return {
    async arrived(agentId, socketId) {
      const set = sockets.get(agentId);
      if (set !== undefined) {
        set.add(socketId);
        return;
      }
      sockets.set(agentId, new Set([socketId]));
      await tell(agentId);
    },
    left(agentId, socketId) {
      const set = sockets.get(agentId);
      if (set?.delete(socketId) !== true || set.size > 0) return;
      sockets.delete(agentId);
      void tell(agentId);
    },
    freeze() {
      frozen = true;
    },
  };
}
