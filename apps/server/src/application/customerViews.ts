import type { ChannelId } from '@ringdesk/shared/model/ids.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import type { ChannelFace } from '@ringdesk/shared/protocol/visitor.ts';

import type { State } from '../domain/state.ts';
import { channelFace } from '../domain/views.ts';

/** The face of a channel in the channel's language, or, where that is `auto`, in the visitor's. */
export function faceFor(state: State, channelId: ChannelId, preferred: Language): ChannelFace | undefined {
  const face = channelFace(state, channelId);
  return face === undefined || face.settings.language !== 'auto' ? face : { ...face, language: preferred };
}
