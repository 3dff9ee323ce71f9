import type { InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';

import { sendCommand } from '../../../connection/connection.ts';
import { newId } from '../../../connection/session.ts';
import { setDraft } from '../../../workspace/drafts.ts';
import { type Mentionable, mentionsIn } from './mentions.ts';
import { takeAttachments } from './uploads.ts';

/**
 * Gives a message to the outbox and empties the composer at once: from here on the text is safe on this device, and
 * what becomes of it is told by its line in the transcript. Resolves to whether the server has it in the end.
 */
export function sendMessage(
  interactionId: InteractionId,
  kind: 'reply' | 'note',
  text: string,
  people: readonly Mentionable[],
): Promise<boolean> {
  const clean = text.trim();
  const reply = sendCommand('message.post', {
    interactionId,
    messageId: newId<MessageId>(),
    kind,
    text: clean,
    mentions: kind === 'note' ? [...mentionsIn(clean, people)] : [],
    attachmentIds: [...takeAttachments(interactionId)],
  });
  setDraft(interactionId, { kind, text: '' });
  return reply.then(({ ok }) => ok);
}
