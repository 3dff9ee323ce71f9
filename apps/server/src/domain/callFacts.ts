import type { CallFacts } from '@ringdesk/shared/model/call.ts';
import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { InteractionRecord } from './records.ts';

/** A customer was sent on to a number and talks there. */
export function isSentOn({ call }: { readonly call?: CallFacts | undefined }): boolean {
  return call?.sentOn !== undefined && call.sentOn.seconds === undefined;
}

/** A missed call which nobody has returned: those who serve its queue see it, to return it. */
export function isMissedCall({
  state,
  call,
  lastOwnerId,
}: {
  readonly state?: InteractionRecord['state'];
  readonly call?: CallFacts | undefined;
  readonly lastOwnerId?: AgentId | undefined;
}): boolean {
  const missed = call?.direction === 'in' && (call.end?.outcome === 'missed' || call.end?.outcome === 'voicemail');
  const open = missed && call.calledBackAt === undefined && call.settledAt === undefined;
  return open && state === 'closed' && lastOwnerId === undefined;
}
