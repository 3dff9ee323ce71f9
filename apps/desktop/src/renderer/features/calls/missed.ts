import type { Interaction } from '@ringdesk/shared/model/interaction.ts';

import { interactionName } from '../../text/customerName.ts';
import { text } from '../../text/text.ts';
import { showUndo } from '../../ui/feedback/toasts.ts';
import { act } from './callActions.ts';

/** Somebody called, nobody talked with them, and somebody still has to. */
export const isMissed = ({ call }: Pick<Interaction, 'call'>): boolean =>
  call?.direction === 'in' &&
  (call.end?.outcome === 'missed' || call.end?.outcome === 'voicemail') &&
  call.calledBackAt === undefined &&
  call.settledAt === undefined;

/** Nobody has to call back any more; can be taken back for a moment. */
export async function settleMissed(interaction: Interaction): Promise<void> {
  const { id: interactionId } = interaction;
  if (!(await act('call.settleMissed', { interactionId, settled: true }))) return;
  showUndo(
    text('calls:notice.settled', { name: interactionName(interaction, text) }),
    text('calls:notice.undo'),
    () => void act('call.settleMissed', { interactionId, settled: false }),
  );
}
