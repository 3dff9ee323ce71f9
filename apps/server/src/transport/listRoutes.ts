import { Readable } from 'node:stream';

import { CONVERSATIONS_CSV_PATH, CANNED_IMPORT_PATH, ROWS_HEADER } from '@ringdesk/shared/protocol/files.ts';
import { ReportFilter, ReportSort } from '@ringdesk/shared/model/report.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import { conversationFile, type ConversationFileParts } from '../application/conversationFile.ts';
import { parseAtDoor } from '../application/door.ts';
import { networkOf } from '../application/network.ts';
import { TooManySearches } from '../application/ports/lists.ts';
import type { Session } from '../application/ports/tables.ts';
import type { StaffQueries } from '../application/queries.ts';
import { TokenBuckets } from '../application/tokenBuckets.ts';
import { replyRefusal } from './refusalReply.ts';
import type { SessionRequests } from './sessionRequests.ts';

export interface ListRoutesParts extends ConversationFileParts {
  readonly requests: SessionRequests;
  readonly queries: StaffQueries;
  /** Milliseconds that only grow. */
  readonly monotonic: () => number;
}

/** A thousand responses of four thousand characters each in a script of two or three bytes. */
const IMPORT_BYTES = 12 * 1024 * 1024;
/** Imports of one person: to read the largest takes the loop a tenth of a second. */
const IMPORTS = { perSecond: 0.1, burst: 5 };

const json = z
  .string()
  .max(12_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'not-json' });
      return z.NEVER;
    }
  });
const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};
const CsvQuery = z.strictObject({
  filter: json.pipe(ReportFilter),
  sort: json.pipe(ReportSort),
  zone: z.string().max(64).refine(isZone, 'not-a-zone'),
});

/** Lists too long for the socket: the list of conversations as a file [49], and canned responses from one [41]. */
export function listRoutes(app: FastifyInstance, parts: ListRoutesParts): void {
  app.get(CONVERSATIONS_CSV_PATH, async (request, reply) => {
    const session = await parts.requests.sessionOf(request);
    if (!session.ok) return replyRefusal(reply, session.error);
    const query = parseAtDoor(CsvQuery, request.query);
    if (!query.ok) return replyRefusal(reply, query.error);
    try {
      const file = await conversationFile(parts, { ...query.value, agentId: session.value.agentId });
      return await reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="conversations.csv"')
        .header('cache-control', 'no-store')
        .header('access-control-expose-headers', ROWS_HEADER)
        .header(ROWS_HEADER, file.count)
        .send(Readable.from(file.text));
    } catch (error) {
      if (error instanceof TooManySearches) return replyRefusal(reply, { code: 'unavailable' });
      throw error;
    }
  });

  const imports = new TokenBuckets(IMPORTS);
  const importers = new WeakMap<FastifyRequest, Session>();
  // Nothing of a body of this size is read of a stranger, or of somebody who sends one after the other.
  const admit = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const session = await parts.requests.sessionOf(request);
    if (!session.ok) return replyRefusal(reply, session.error);
    const wait = imports.take(session.value.agentId, parts.monotonic());
    if (wait > 0) return replyRefusal(reply, { code: 'slowDown', retryAfterMs: wait });
    importers.set(request, session.value);
    return undefined;
  };
  app.post(CANNED_IMPORT_PATH, { bodyLimit: IMPORT_BYTES, onRequest: admit }, async (request, reply) => {
    const session = importers.get(request);
    if (session === undefined) return replyRefusal(reply, { code: 'signedOut' });
    const { agentId, id: sessionId } = session;
    const asker = { agentId, sessionId, network: networkOf(request.ip), follow: () => {} };
    const answer = await parts.queries(asker, { name: 'canned.import', input: request.body });
    if (!answer.ok) return replyRefusal(reply, answer.error);
    return reply.header('cache-control', 'no-store').send(answer.value);
  });
}
