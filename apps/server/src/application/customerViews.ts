import type { ChannelId, CustomerId } from '@ringdesk/shared/model/ids.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import type { ChannelFace } from '@ringdesk/shared/protocol/visitor.ts';

import type { State } from '../domain/state.ts';
import { channelFace, conversationOf, visitorView } from '../domain/views.ts';

/**
 * The face of a channel in the channel's language, or, where that is `auto`, in the visitor's. A channel that belongs to no
 * queue has one only for who has an open conversation there: it goes on, and who wrote can still be answered [7].
 */
export function faceFor(state: State, who: Who, preferred: Language): ChannelFace | undefined {
  return facesFor(state)(who, preferred);
}

interface Who {
  readonly customerId: CustomerId;
  readonly channelId: ChannelId;
}

/** The same for many pages: what all pages of a channel see alike is made once. To be used while the state stays as it is. */
export function facesFor(state: State): (who: Who, preferred: Language) => ChannelFace | undefined {
  const shared = new Map<ChannelId, ChannelFace | undefined>();
  return ({ customerId, channelId }, preferred) => {
    if (!shared.has(channelId)) shared.set(channelId, channelFace(state, channelId));
    const face = shared.get(channelId) ?? faceOfOpen(state, customerId, channelId);
    return face === undefined || face.settings.language !== 'auto' ? face : { ...face, language: preferred };
  };
}

function faceOfOpen(state: State, customerId: CustomerId, channelId: ChannelId): ChannelFace | undefined {
  const conversation = visitorView(state, customerId, channelId);
  if (conversation === null || conversation.state === 'closed') return undefined;
  const id = conversationOf(state, customerId, channelId);
  return channelFace(state, channelId, id && state.interactions.get(id)?.queueId);
}
