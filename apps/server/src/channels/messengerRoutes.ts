import { SECOND } from '@ringdesk/shared/model/time.ts';
import { ChannelId } from '@ringdesk/shared/model/ids.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { FastifyInstance, FastifyReply } from 'fastify';

import { networkOf } from '../application/network.ts';
import { SIGNATURE_HEADER } from '../application/signedRequests.ts';
import { TokenBuckets } from '../application/tokenBuckets.ts';
import type { Messengers } from './messengers.ts';

const BODY_BYTES = 256 * 1024;
/** Requests of one network, before anything of them is looked at: a busy gateway is one network. */
const REQUESTS = { perSecond: 100, burst: 1_000 };
/** A messenger that is told to come back does so after this. */
const COME_BACK_MS = 5 * SECOND;

export interface MessengerRoutesParts {
  readonly messengers: Pick<Messengers, 'receive'>;
  readonly reply: (reply: FastifyReply, refusal: Refusal) => FastifyReply;
  readonly monotonic: () => number;
}

/** `POST /webhooks/<channelId>`: what messengers bring. 200 says that it is committed. */
export async function messengerRoutes(app: FastifyInstance, parts: MessengerRoutesParts): Promise<void> {
  const requests = new TokenBuckets(REQUESTS);
  // The signature is over the bytes as they came.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: BODY_BYTES }, (_request, body, done) =>
    done(null, body),
  );
  app.post<{ Params: { channelId: string }; Body: string }>(
    '/webhooks/:channelId',
    { bodyLimit: BODY_BYTES },
    async (request, reply) => {
      const wait = requests.take(networkOf(request.ip), parts.monotonic());
      if (wait > 0) return parts.reply(reply, { code: 'slowDown', retryAfterMs: wait });
      const id = ChannelId.safeParse(request.params.channelId);
      if (!id.success) return parts.reply(reply, { code: 'notFound' });
      const header = (name: string): string | undefined => {
        const value = request.headers[name];
        return typeof value === 'string' ? value : undefined;
      };
      const received = await parts.messengers.receive(id.data, request.body, {
        signature: header(SIGNATURE_HEADER),
        telegramSecret: header('x-telegram-bot-api-secret-token'),
      });
      switch (received.kind) {
        case 'accepted':
          return reply.send({ status: received.duplicate ? 'duplicate' : 'accepted' });
        case 'differs':
          return reply.code(409).send({ error: { code: 'idReused' } });
        case 'unauthorized':
          return reply.code(401).send({ error: { code: 'badSignature' } });
        case 'busy':
          return parts.reply(reply, { code: 'slowDown', retryAfterMs: COME_BACK_MS });
        case 'notFound':
          return parts.reply(reply, { code: 'notFound' });
        case 'invalid':
          return parts.reply(reply, { code: 'invalid', fields: received.fields });
      }
    },
  );
}
