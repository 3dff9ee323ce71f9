import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { RecordingAct, RecordingRights } from '@ringdesk/shared/model/rights.ts';
import type { AgentRecord } from './records.ts';

/** What decides over a recording: what it is, and whose call it is of. */
export interface RecordedCall {
  readonly kind: 'recording' | 'voicemail';
  /** Who has the call, or had it last. */
  readonly agentId: AgentId | undefined;
}

/**
 * [74–77] Whether a person may do this with a recording or voicemail of a call they see. Sight of the call comes first and
 * is judged elsewhere. A message that nobody has taken up belongs to everybody who sees it: it is there to be returned.
 */
export function mayWithRecording(
  rights: RecordingRights,
  person: Pick<AgentRecord, 'id' | 'role' | 'dismissed'>,
  act: RecordingAct,
  recorded: RecordedCall,
): boolean {
  if (person.dismissed) return false;
  if (person.role === 'admin') return true;
  const reach = rights[person.role][act];
  if (reach !== 'own') return reach === 'all';
  return recorded.agentId === person.id || (recorded.kind === 'voicemail' && recorded.agentId === undefined);
}
