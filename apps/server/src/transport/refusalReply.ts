import type { Refusal, RefusalCode } from '@ringdesk/shared/protocol/refusals.ts';
import type { FastifyReply } from 'fastify';

const statusOf: Partial<Record<RefusalCode, number>> = {
  invalid: 400,
  weakPassword: 400,
  fileEmpty: 400,
  signedOut: 401,
  badCredentials: 401,
  notAllowed: 403,
  originRefused: 403,
  blocked: 403,
  codeWrong: 403,
  notFound: 404,
  linkExpired: 410,
  tooLarge: 413,
  fileTypeRefused: 415,
  slowDown: 429,
  tooManyFiles: 429,
  internal: 500,
  unavailable: 503,
  storageFull: 507,
};

/** Answers with the refusal as JSON; what has no status of its own is a conflict with the state of things. */
export function replyRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  if (refusal.code === 'slowDown') reply.header('retry-after', Math.max(1, Math.ceil(refusal.retryAfterMs / 1_000)));
  return reply
    .code(statusOf[refusal.code] ?? 409)
    .header('cache-control', 'no-store')
    .send(refusal);
}
