import type { PresenceState } from '@ringdesk/shared/model/agent.ts';

import type { PresenceShape } from './PresenceDot.tsx';

const declared: Record<PresenceState, PresenceShape> = {
  available: 'available',
  busy: 'dnd',
  break: 'break',
  away: 'break',
  notResponding: 'missed',
};

/** The shape of an agent's presence: no connection outweighs what was declared. */
export const presenceShape = (state: PresenceState, online: boolean): PresenceShape =>
  online ? declared[state] : 'offline';
