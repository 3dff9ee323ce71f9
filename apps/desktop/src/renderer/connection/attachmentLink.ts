import type { AttachmentId } from '@ringdesk/shared/model/ids.ts';
import { MINUTE } from '@ringdesk/shared/model/time.ts';
import type { QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, type Result } from '@ringdesk/shared/result.ts';
import { useEffect, useState } from 'react';

import { steadyNow } from '../workspace/clock.ts';
import { ask } from './connection.ts';
import { untilAnswered } from './untilAnswered.ts';

type Link = QueryReply<'attachment.link'>;

/** Addresses hold for five minutes; a minute of that is left for the browser to fetch with. */
const KEPT_MS = 4 * MINUTE;
const links = new Map<AttachmentId, { readonly link: Link; readonly at: number }>();

/** A short-lived address of a file; undefined when it cannot be had now. */
export async function attachmentLink(attachmentId: AttachmentId): Promise<Link | undefined> {
  const reply = await askForLink(attachmentId);
  return reply.ok ? reply.value : undefined;
}

/** The address of a recording, for this use; asked for each time, because each use is written down. */
export const recordingLink = (attachmentId: AttachmentId, use: 'listen' | 'download'): Promise<Result<Link, Refusal>> =>
  ask('attachment.link', { attachmentId, use });

async function askForLink(attachmentId: AttachmentId): Promise<Result<Link, Refusal>> {
  const known = links.get(attachmentId);
  if (known !== undefined && steadyNow() - known.at < KEPT_MS) return ok(known.link);
  const reply = await ask('attachment.link', { attachmentId });
  if (reply.ok) links.set(attachmentId, { link: reply.value, at: steadyNow() });
  return reply;
}

/** The address of a picture, asked for when it is drawn; undefined until then and when it cannot be had. */
export function useAttachmentLink(attachmentId: AttachmentId, wanted: boolean): Link | undefined {
  const [link, setLink] = useState<Link>();
  useEffect(
    () =>
      wanted
        ? untilAnswered(
            () => askForLink(attachmentId),
            (reply) => setLink(reply.ok ? reply.value : undefined),
          )
        : undefined,
    [attachmentId, wanted],
  );
  return link;
}
