import { PROTOCOL_VERSION } from '@ringdesk/shared/protocol/socket.ts';
import { http } from '@ringdesk/shared/protocol/http.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { refuse, type Result } from '@ringdesk/shared/result.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';

import type { Accounts, SignedIn } from '../application/accounts.ts';
import { parseAtDoor } from '../application/door.ts';
import type { Invitations } from '../application/invitations.ts';
import { networkOf } from '../application/network.ts';
import type { OriginCheck } from '../application/origins.ts';
import type { Setup } from '../application/setup.ts';
import { replyRefusal } from './refusalReply.ts';
import { isFromDesk, type SessionRequests } from './sessionRequests.ts';

export interface AccountRoutesParts {
  readonly accounts: Accounts;
  readonly invitations: Invitations;
  readonly setup: Setup;
  readonly requests: SessionRequests;
  readonly origins: OriginCheck;
  readonly version: string;
  readonly now: () => number;
  readonly addressOf: (request: FastifyRequest) => string;
}

/** Sign in and out, first run, invitations and reset links: what happens before there is a socket. */
export function accountRoutes(app: FastifyInstance, parts: AccountRoutesParts): void {
  const { accounts, invitations, setup, requests, origins, now } = parts;
  const network = (request: FastifyRequest): string => networkOf(parts.addressOf(request));

  /** Parses, acts, and gives the browser its cookie. A foreign page may not sign people in either. */
  const signingIn = <S extends z.ZodType>(
    schema: S,
    act: (input: z.output<S>, request: FastifyRequest) => Promise<Result<SignedIn, Refusal>>,
  ) => {
    return async (request: FastifyRequest, reply: FastifyReply) => {
      if (request.headers.origin !== undefined && !isFromDesk(request, origins))
        return replyRefusal(reply, { code: 'originRefused' });
      const input = parseAtDoor(schema, request.body);
      if (!input.ok) return replyRefusal(reply, input.error);
      const signedIn = await act(input.value, request);
      if (!signedIn.ok) return replyRefusal(reply, signedIn.error);
      const { token, session, failed } = signedIn.value;
      requests.giveCookie(reply, token);
      return reply
        .header('cache-control', 'no-store')
        .send({ token, agentId: session.agentId, ...(failed && { failed }) });
    };
  };

  app.get('/api/state', async (request, reply) => {
    const session = await requests.sessionOf(request);
    const state = await setup.state();
    reply.header('cache-control', 'no-store');
    return { ...state, signedIn: session.ok, version: parts.version, protocol: PROTOCOL_VERSION };
  });

  app.post(
    '/api/sign-in',
    signingIn(http['POST /api/sign-in'].input, (input, request) => accounts.signIn(input, network(request), now())),
  );
  app.post(
    '/api/setup',
    signingIn(http['POST /api/setup'].input, (input, request) => setup.run(input, network(request), now())),
  );
  app.post(
    '/api/invitation/accept',
    signingIn(http['POST /api/invitation/accept'].input, (input) => invitations.accept(input, now())),
  );

  app.post('/api/invitation', async (request, reply) => {
    const input = parseAtDoor(http['POST /api/invitation'].input, request.body);
    const found = input.ok ? await invitations.look(input.value.secret, now()) : refuse(input.error);
    if (!found.ok) return replyRefusal(reply, found.error);
    return reply.header('cache-control', 'no-store').send(found.value);
  });

  app.post('/api/sign-out', async (request, reply) => {
    const session = await requests.sessionOf(request);
    requests.takeCookie(reply);
    if (!session.ok) return replyRefusal(reply, session.error);
    await accounts.signOut(session.value, now());
    return reply.header('cache-control', 'no-store').send({});
  });
}
