import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Message } from '@ringdesk/shared/model/message.ts';

import type { Store } from './ports/store.ts';

/** The message at a place of a transcript, as of the last commit. Undefined: there is none. */
export async function messageAt(
  store: Pick<Store<never>, 'transcripts'>,
  interactionId: InteractionId,
  seq: number,
): Promise<Message | undefined> {
  const { lines } = await store.transcripts.page(interactionId, { beforeSeq: seq + 1, limit: 1 });
  const [line] = lines;
  return line?.type === 'message' && line.seq === seq ? line : undefined;
}
