import { z } from 'zod';
import { PersonName } from '../model/agent.ts';
import { AgentId } from '../model/ids.ts';
import { Language } from '../model/language.ts';
import { Email } from '../model/mail.ts';
import { boundedText } from '../model/text.ts';
import { Instant } from '../model/time.ts';
import { define, nothing } from './define.ts';

/** Sign in, first run and invitations run over HTTP, before there is a socket. */
export const http = {
  'POST /api/sign-in': define(
    z.strictObject({ email: Email, password: z.string().max(256), device: boundedText({ max: 120 }) }),
    /** `token`: for the desktop app; a browser gets a cookie as well and does not keep it. */
    z.object({
      token: z.string(),
      agentId: AgentId,
      /** Wrong passwords for this account since it was last signed in to; absent: none. */
      failed: z.object({ count: z.number().int().min(1), lastAt: Instant }).optional(),
    }),
  ),
  'POST /api/sign-out': define(nothing, nothing),
  'GET /api/state': define(
    nothing,
    z.object({
      setUp: z.boolean(),
      signedIn: z.boolean(),
      centerName: z.string(),
      version: z.string(),
      protocol: z.number().int(),
      demo: z.boolean(),
    }),
  ),
  'POST /api/setup': define(
    z.strictObject({
      code: z.string().max(40),
      centerName: boundedText({ min: 1, max: 80 }),
      name: PersonName,
      email: Email,
      password: z.string().max(256),
      language: Language,
      device: boundedText({ max: 120 }),
      /** The first queue and website channel; the admin becomes its first member. */
      first: z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('queue'),
          queueName: boundedText({ min: 1, max: 80 }),
          channelName: boundedText({ min: 1, max: 80 }),
        }),
        z.strictObject({ kind: z.literal('demo') }),
        z.strictObject({ kind: z.literal('nothing') }),
      ]),
    }),
    z.object({ token: z.string(), agentId: AgentId }),
  ),
  'POST /api/invitation': define(
    z.strictObject({ secret: z.string().max(80) }),
    z.object({ name: z.string(), email: z.string(), purpose: z.enum(['join', 'resetPassword']) }),
  ),
  'POST /api/invitation/accept': define(
    z.strictObject({
      secret: z.string().max(80),
      name: PersonName,
      password: z.string().max(256),
      language: Language,
      device: boundedText({ max: 120 }),
    }),
    z.object({ token: z.string(), agentId: AgentId }),
  ),
} as const;
