import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Preferences } from '@ringdesk/shared/model/preferences.ts';
import type { KeyboardEvent } from 'react';

import type { CommandId } from '../../app/commandTable.ts';
import { commandFor } from '../../app/registry.ts';
import { thisPlatform } from '../../ui/actions/chord.ts';
import { steadyNow } from '../../workspace/clock.ts';
import { workspace } from '../../workspace/workspace.ts';

const ofCalls = ['call.listen', 'call.whisper', 'call.barge', 'call.takeOver'] as const;
const ofChats = ['conversation.join', 'conversation.whisper', 'conversation.takeOver'] as const;

/**
 * What a key means on a row that is not open (desk 2.11): only keys for what a colleague has are of a row, all others are
 * of the open conversation. Whether it may be done is seen once it is open.
 */
export function commandOnRow(
  event: KeyboardEvent,
  id: InteractionId,
  preferences: Pick<Preferences, 'keys' | 'singleKeys'>,
): CommandId | undefined {
  const { mirror } = workspace.getState();
  const interaction = mirror?.interactions.get(id);
  if (mirror === undefined || interaction === undefined || !('ownerId' in interaction)) return undefined;
  if (interaction.ownerId === mirror.me) return undefined;
  const { code, ctrlKey, shiftKey, altKey, metaKey } = event;
  const key = { code, ctrlKey, shiftKey, altKey, metaKey, altGraph: event.getModifierState('AltGraph') };
  const context = {
    mac: thisPlatform() === 'mac',
    typing: false,
    repeated: event.repeat,
    now: steadyNow(),
    preferences,
  };
  return commandFor(key, context, interaction.medium === 'call' ? ofCalls : ofChats);
}
