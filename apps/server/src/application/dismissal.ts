import type { DeskEngine } from './deskEngine.ts';
import type { EventLog } from './ports/journal.ts';
import type { Sessions } from './sessions.ts';

/** Whoever is dismissed is signed out everywhere at once. */
export function endSessionsOfDismissed(engine: DeskEngine, sessions: Sessions, log: EventLog): void {
  engine.onCommitted(({ events }) => {
    for (const event of events) {
      if (event.type !== 'agent.dismissed') continue;
      const { agentId } = event;
      sessions
        .endAllOf(agentId)
        .catch((error: unknown) =>
          log.error({ agentId, err: error }, 'sessions of a dismissed agent could not be ended'),
        );
    }
  });
}
