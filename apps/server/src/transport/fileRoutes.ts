import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { AttachmentId } from '@ringdesk/shared/model/ids.ts';
import type { Attachment } from '@ringdesk/shared/model/message.ts';
import {
  AGENT_UPLOAD_PATH,
  MAX_AGENT_FILE_BYTES,
  MAX_PICTURE_BYTES,
  MAX_SOUND_BYTES,
  PICTURE_UPLOAD_PATH,
  SOUND_UPLOAD_PATH,
  type UploadedFile,
  type UploadedPicture,
  type UploadedSound,
} from '@ringdesk/shared/protocol/files.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { refuse, type Result } from '@ringdesk/shared/result.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Attachments, FileOwner } from '../application/attachments.ts';
import type { FileLinks, FileVariant, LinkHolder } from '../application/fileLinks.ts';
import type { StoredFile } from '../application/ports/tables.ts';
import type { Sessions } from '../application/sessions.ts';
import type { Recordings } from '../application/telephony/recordings.ts';
import { TokenBuckets } from '../application/tokenBuckets.ts';
import { receiveFile } from '../application/uploads.ts';
import { rangeOf } from './byteRange.ts';
import { replyRefusal } from './refusalReply.ts';
import type { SessionRequests } from './sessionRequests.ts';

export interface FileRoutesParts {
  readonly attachments: Attachments;
  readonly links: FileLinks;
  readonly recordings: Pick<Recordings, 'allows'>;
  readonly requests: SessionRequests;
  readonly sessions: Sessions;
  readonly now: () => number;
  readonly monotonic: () => number;
}

const UPLOADS = { perSecond: 1, burst: 20 };

/** Files of staff, people's pictures, and the signed addresses of all files. */
export function fileRoutes(app: FastifyInstance, parts: FileRoutesParts): void {
  const { attachments, requests, now } = parts;
  const uploads = new TokenBuckets(UPLOADS);

  const receive = async (
    request: FastifyRequest,
    purpose: StoredFile['purpose'],
    maxBytes: number,
  ): Promise<Result<Attachment, Refusal>> => {
    const session = await requests.sessionOf(request);
    if (!session.ok) return session;
    const wait = uploads.take(session.value.agentId, parts.monotonic());
    if (wait > 0) return refuse({ code: 'slowDown', retryAfterMs: wait });
    const owner: FileOwner = { kind: 'agent', id: session.value.agentId };
    return receiveFile(attachments, request, { owner, purpose, maxBytes }, now());
  };

  app.post(AGENT_UPLOAD_PATH, async (request, reply) => {
    const received = await receive(request, 'message', MAX_AGENT_FILE_BYTES);
    return received.ok
      ? reply.send({ attachment: received.value } satisfies UploadedFile)
      : replyRefusal(reply, received.error);
  });
  app.post(PICTURE_UPLOAD_PATH, async (request, reply) => {
    const received = await receive(request, 'picture', MAX_PICTURE_BYTES);
    return received.ok
      ? reply.send({ pictureId: received.value.id } satisfies UploadedPicture)
      : replyRefusal(reply, received.error);
  });

  app.post(SOUND_UPLOAD_PATH, async (request, reply) => {
    const received = await receive(request, 'sound', MAX_SOUND_BYTES);
    return received.ok
      ? reply.send({ soundId: received.value.id, name: received.value.name } satisfies UploadedSound)
      : replyRefusal(reply, received.error);
  });

  app.get<{ Params: { id: string; variant: string; grant: string } }>(
    '/files/:id/:variant/:grant',
    async (request, reply) => {
      const holder = parts.links.read(request.params, now());
      if (holder === undefined) return replyRefusal(reply, { code: 'linkExpired' });
      if (holder.kind === 'session' && !(await parts.sessions.isLive(holder.id, now())))
        return replyRefusal(reply, { code: 'signedOut' });
      const file = await fileOf(attachments, request.params.id, ['message', 'sound', 'recording']);
      if (file === undefined) return replyRefusal(reply, { code: 'notFound' });
      const { variant } = request.params;
      if (file.purpose === 'recording') {
        if (!(await maySendRecording(parts, holder, file, variant))) return replyRefusal(reply, { code: 'notAllowed' });
        // Nothing of it is left on the machine it was heard on.
        reply.header('cache-control', 'no-store');
      }
      const shown = variant === 'preview' || variant === 'sound' ? variant : 'content';
      return sendFile(reply, attachments, file, shown, request.headers.range);
    },
  );

  /** Faces are public: customers see them. An id is 74 random bits and a date, and only drawn copies are kept. */
  app.get<{ Params: { id: string } }>('/pictures/:id', async (request, reply) => {
    const file = await fileOf(attachments, request.params.id, ['picture']);
    if (file === undefined) return replyRefusal(reply, { code: 'notFound' });
    reply.header('cross-origin-resource-policy', 'cross-origin').header('access-control-allow-origin', '*');
    reply.header('cache-control', 'public, max-age=31536000, immutable');
    return sendFile(reply, attachments, file, 'preview');
  });
}

/** [74–77] The right counts at each request, also for a part of the file: an address may be older than the right's end. */
async function maySendRecording(
  { sessions, recordings, now }: FileRoutesParts,
  holder: LinkHolder,
  file: StoredFile,
  variant: string,
): Promise<boolean> {
  if (holder.kind !== 'session') return false;
  const session = await sessions.ofId(holder.id, now());
  const act = variant === 'sound' ? 'listen' : 'download';
  return session !== undefined && recordings.allows(session.agentId, act, file);
}

async function fileOf(
  attachments: Attachments,
  id: string,
  purposes: readonly StoredFile['purpose'][],
): Promise<StoredFile | undefined> {
  const parsed = AttachmentId.safeParse(id);
  const file = parsed.success ? await attachments.byId(parsed.data) : undefined;
  return file !== undefined && purposes.includes(file.purpose) ? file : undefined;
}

/**
 * Content from strangers: never rendered as a page (attachment, sandbox, nosniff). Only what the server has drawn itself is shown
 * inline.
 */
async function sendFile(
  reply: FastifyReply,
  attachments: Attachments,
  file: StoredFile,
  variant: FileVariant,
  wanted?: string,
): Promise<FastifyReply> {
  const path = attachments.pathOf(file.id, variant === 'preview' ? 'preview' : 'content');
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) return replyRefusal(reply, { code: 'notFound' });
  if (variant === 'preview') reply.type('image/webp').header('content-disposition', 'inline');
  else if (variant === 'sound') reply.type(file.mimeType).header('content-disposition', 'inline');
  else
    reply
      .type(file.mimeType === 'text/plain' ? 'text/plain; charset=utf-8' : file.mimeType)
      .header('content-disposition', dispositionOf(file.name));
  reply.header('content-security-policy', "sandbox; default-src 'none'").header('accept-ranges', 'bytes');
  reply.header('cross-origin-resource-policy', 'cross-origin');
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, max-age=300');
  const range = rangeOf(wanted, found.size);
  if (range === 'unsatisfiable') {
    return reply.code(416).header('content-range', `bytes */${found.size}`).removeHeader('content-type').send();
  }
  if (range === undefined) return reply.header('content-length', found.size).send(createReadStream(path));
  const { start, end } = range;
  reply.code(206).header('content-range', `bytes ${start}-${end}/${found.size}`);
  return reply.header('content-length', end - start + 1).send(createReadStream(path, { start, end }));
}

/** RFC 6266 with the name twice: plain ASCII for old readers, and as it is. */
function dispositionOf(name: string): string {
  const ascii = name.replace(/[^\x20-\x7E]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
