import type { ChannelId, CustomerId } from '@ringdesk/shared/model/ids.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import type { ChannelFace } from '@ringdesk/shared/protocol/visitor.ts';

import type { State } from '../domain/state.ts';
import { channelFace, conversationOf, visitorView } from '../domain/visitorViews.ts';

/** What the face of a channel hangs on beside the state of the engine. */
export interface Surroundings {
  /** A copy by e-mail is offered only where one can be sent [10]. */
  readonly sendsMail: boolean;
}

/**
 * The face of a channel in the channel's language, or, where that is `auto`, in the visitor's. A channel that belongs to no
 * queue has one only for who has an open conversation there: it goes on, and who wrote can still be answered [7].
 */
export function faceFor(
  state: State,
  who: Who,
  preferred: Language,
  surroundings: Surroundings,
): ChannelFace | undefined {
  return facesFor(state, surroundings)(who, preferred);
}

interface Who {
  readonly customerId: CustomerId;
  readonly channelId: ChannelId;
}

/** The same for many pages: what all pages of a channel see alike is made once. To be used while the state stays as it is. */
export function facesFor(
  state: State,
  { sendsMail }: Surroundings,
): (who: Who, preferred: Language) => ChannelFace | undefined {
  const shared = new Map<ChannelId, ChannelFace | undefined>();
  const whole = (face: ChannelFace | undefined): ChannelFace | undefined =>
    face?.transcriptByEmail === true && !sendsMail ? { ...face, transcriptByEmail: false } : face;
  return ({ customerId, channelId }, preferred) => {
    if (!shared.has(channelId)) shared.set(channelId, whole(channelFace(state, channelId)));
    const face = shared.get(channelId) ?? whole(faceOfOpen(state, customerId, channelId));
    return face === undefined || face.settings.language !== 'auto' ? face : { ...face, language: preferred };
  };
}

function faceOfOpen(state: State, customerId: CustomerId, channelId: ChannelId): ChannelFace | undefined {
  const conversation = visitorView(state, customerId, channelId);
  if (conversation === null || conversation.state === 'closed') return undefined;
  const id = conversationOf(state, customerId, channelId);
  return channelFace(state, channelId, id && state.interactions.get(id)?.queueId);
}
