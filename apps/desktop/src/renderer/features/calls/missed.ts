import type { Interaction } from '@ringdesk/shared/model/interaction.ts';

import { interactionName } from '../../text/customerName.ts';
import { text } from '../../text/text.ts';
import { showUndo } from '../../ui/feedback/toasts.ts';
import { act } from './callActions.ts';
import { noteCallChange } from './useCallRound.ts';

/** Somebody called, nobody talked with them, and somebody still has to. */
export const isMissed = ({ call }: Pick<Interaction, 'call'>): boolean =>
  call?.direction === 'in' &&
  (call.end?.outcome === 'missed' || call.end?.outcome === 'voicemail') &&
  call.calledBackAt === undefined &&
  call.settledAt === undefined;

/** Nobody has to call back any more; can be taken back for a moment. */
export async function settleMissed(interaction: Interaction): Promise<void> {
  const { id: interactionId } = interaction;
  const set = async (settled: boolean): Promise<boolean> => {
    const done = await act('call.settleMissed', { interactionId, settled });
    if (done) noteCallChange();
    return done;
  };
  if (!(await set(true))) return;
  showUndo(
    text('calls:notice.settled', { name: interactionName(interaction, text) }),
    text('calls:notice.undo'),
    () => void set(false),
  );
}
