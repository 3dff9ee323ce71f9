import type { DeclaredPresence, Receives } from '@ringdesk/shared/model/agent.ts';
import type { ReasonId } from '@ringdesk/shared/model/ids.ts';

import { sendCommand } from '../../connection/connection.ts';
import { refusalText } from '../../text/refusalText.ts';
import { stateWords } from '../../text/presenceWords.ts';
import { text } from '../../text/text.ts';
import { announce } from '../../ui/feedback/liveRegionStore.ts';
import { showToast } from '../../ui/feedback/toasts.ts';
import { serverNow } from '../../workspace/clock.ts';
import { workspace } from '../../workspace/workspace.ts';
import { disarm } from './armed.ts';

/** Declares a state and says it aloud; a refusal is shown. What was meant for later is given up: this is newer. */
export function setPresence(state: DeclaredPresence, reasonId?: ReasonId): void {
  disarm();
  void act('presence.set', { state, ...(reasonId === undefined ? {} : { reasonId }) });
}

/** Which new work is wanted from now on. */
export function setReceives(receives: Receives): void {
  void act('presence.setReceives', { receives });
}

export function setShift(open: boolean): void {
  void act('shift.set', { open });
}

async function act<N extends 'presence.set' | 'presence.setReceives' | 'shift.set'>(
  name: N,
  input: Parameters<typeof sendCommand<N>>[1],
): Promise<void> {
  const reply = await sendCommand(name, input);
  const { mirror } = workspace.getState();
  if (!reply.ok) {
    showToast({ tone: 'bad', text: refusalText(reply.error, (id) => mirror?.agents.get(id)?.name, serverNow()) });
    return;
  }
  const me = mirror?.agents.get(mirror.me);
  if (me !== undefined && name !== 'shift.set')
    announce(text('presence:changed', { state: stateWords(me, mirror?.reasons ?? [], (key) => text(key)) }));
}
