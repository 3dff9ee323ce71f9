import type { AgentId } from '@ringdesk/shared/model/ids.ts';

import type { Event } from '../domain/events.ts';
import type { DeskEngine } from './deskEngine.ts';
import type { EventLog } from './ports/journal.ts';
import type { ResetLinkTable } from './ports/tables.ts';
import type { Sessions } from './sessions.ts';

/**
 * What ends with a role at once. Whoever is dismissed is signed out everywhere; a session that survived the server's end
 * does not come back with the person. Links for new passwords end with the right to make them, because nobody knows
 * who else has read them; open invitations are judged when they are used.
 */
export function endWithRole(
  engine: DeskEngine,
  { sessions, resetLinks }: { readonly sessions: Sessions; readonly resetLinks: Pick<ResetLinkTable, 'endAll'> },
  log: EventLog,
): void {
  const admins = new Set<AgentId>(
    engine.read((state) => [...state.agents.values()].filter(({ role }) => role === 'admin').map(({ id }) => id)),
  );
  const report = (agentId: AgentId) => (error: unknown) =>
    log.error({ agentId, err: error }, 'what a role gave could not be ended');

  engine.onCommitted(({ events }) => {
    for (const event of events) {
      if (event.type === 'agent.dismissed' || event.type === 'agent.reinstated')
        sessions.endAllOf(event.agentId).catch(report(event.agentId));
      const { agentId, isAdmin } = roleAfter(event);
      if (agentId === undefined) continue;
      if (!isAdmin && admins.delete(agentId)) resetLinks.endAll().catch(report(agentId));
      if (isAdmin) admins.add(agentId);
    }
  });
}

/** Whether the event says who is an admin from now on. */
function roleAfter(event: Event): { readonly agentId?: AgentId; readonly isAdmin: boolean } {
  switch (event.type) {
    case 'agent.added':
      return { agentId: event.agent.id, isAdmin: event.agent.role === 'admin' };
    case 'agent.saved':
      return { agentId: event.agentId, isAdmin: event.role === 'admin' };
    case 'agent.dismissed':
      return { agentId: event.agentId, isAdmin: false };
    default:
      return { isAdmin: false };
  }
}
