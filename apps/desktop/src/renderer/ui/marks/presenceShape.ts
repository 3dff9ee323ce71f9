import type { Agent, PresenceState } from '@ringdesk/shared/model/agent.ts';

import type { PresenceShape } from './PresenceDot.tsx';

const declared: Record<PresenceState, PresenceShape> = {
  available: 'available',
  busy: 'dnd',
  break: 'break',
  away: 'break',
  notResponding: 'missed',
};

/** The shape of an agent's presence: a call outweighs what was declared, and no connection everything. */
export function presenceShape(state: PresenceState, online: boolean, onCall?: Agent['onCall']): PresenceShape {
  if (!online) return 'offline';
  if (onCall === 'wrapUp') return 'wrapup';
  return onCall === 'talking' ? 'oncall' : declared[state];
}
