import type { ChannelId, CustomerId } from '@ringdesk/shared/model/ids.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import type { ChannelFace } from '@ringdesk/shared/protocol/visitor.ts';

import type { State } from '../domain/state.ts';
import { channelFace, conversationOf, visitorView } from '../domain/views.ts';

/**
 * The face of a channel in the channel's language, or, where that is `auto`, in the visitor's. A channel that belongs to no
 * queue has one only for who has an open conversation there: it goes on, and who wrote can still be answered [7].
 */
export function faceFor(
  state: State,
  { customerId, channelId }: { readonly customerId: CustomerId; readonly channelId: ChannelId },
  preferred: Language,
): ChannelFace | undefined {
  const face = channelFace(state, channelId) ?? faceOfOpen(state, customerId, channelId);
  return face === undefined || face.settings.language !== 'auto' ? face : { ...face, language: preferred };
}

function faceOfOpen(state: State, customerId: CustomerId, channelId: ChannelId): ChannelFace | undefined {
  const conversation = visitorView(state, customerId, channelId);
  if (conversation === null || conversation.state === 'closed') return undefined;
  const id = conversationOf(state, customerId, channelId);
  return channelFace(state, channelId, id && state.interactions.get(id)?.queueId);
}
