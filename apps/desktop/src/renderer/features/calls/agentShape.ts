import type { Agent } from '@ringdesk/shared/model/agent.ts';

import type { PresenceShape } from '../../ui/marks/PresenceDot.tsx';
import { presenceShape } from '../../ui/marks/presenceShape.ts';

/** A call or its wrap-up is shown over the declared state. */
export function agentShape({ presence, online, onCall }: Agent): PresenceShape {
  if (online && onCall !== undefined) return onCall === 'wrapUp' ? 'wrapup' : 'oncall';
  return presenceShape(presence.state, online);
}
