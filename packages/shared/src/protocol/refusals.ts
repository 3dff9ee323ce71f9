import { z } from 'zod';
import { AgentId } from '../model/ids.ts';
import { OfferEnd } from '../model/offer.ts';
import { Instant } from '../model/time.ts';

/**
 * Every way the product says no. The list is closed: a screen has words for each code in every language.
 * A refusal never carries a stack, SQL, or a hint that an account exists.
 */
export const Refusal = z.discriminatedUnion('code', [
  /** The input does not fit its schema. `fields`: dotted path → reason code of the schema. */
  z.object({ code: z.literal('invalid'), fields: z.record(z.string(), z.string()) }),
  z.object({ code: z.literal('notAllowed') }),
  z.object({ code: z.literal('notFound') }),
  z.object({ code: z.literal('signedOut') }),
  /** The client speaks another version of the protocol; reload or update. */
  z.object({ code: z.literal('wrongVersion'), server: z.number().int() }),
  z.object({ code: z.literal('slowDown'), retryAfterMs: z.number().int() }),
  /** The same command id came with another body. */
  z.object({ code: z.literal('commandIdReused') }),
  /** A late accept, decline or intercept: how the offer ended and who has the interaction now. */
  z.object({ code: z.literal('offerGone'), end: OfferEnd, ownerId: AgentId.optional() }),
  /** The interaction is in a state in which this cannot be done. */
  z.object({ code: z.literal('wrongState'), state: z.string(), ownerId: AgentId.optional() }),
  z.object({ code: z.literal('notOwner'), ownerId: AgentId.optional() }),
  z.object({ code: z.literal('interceptOff') }),
  z.object({ code: z.literal('atLimit'), limit: z.number().int() }),
  z.object({ code: z.literal('agentUnavailable') }),
  /** No member of the queue that is asked can be reached now. */
  z.object({ code: z.literal('nobodyAvailable') }),
  /** Somebody saved first: load the newer version and decide again. */
  z.object({ code: z.literal('versionConflict'), currentVersion: z.number().int() }),
  z.object({ code: z.literal('queueNotEmpty'), open: z.number().int() }),
  /** [7] switching off a queue whose channels are connected; `waiting`: how many customers wait in it, too. */
  z.object({
    code: z.literal('channelsConnected'),
    channelIds: z.array(z.string()),
    waiting: z.number().int().optional(),
  }),
  /** [7] switching off a queue in which so many customers wait or ring: say where they go. */
  z.object({ code: z.literal('customersWaiting'), waiting: z.number().int() }),
  z.object({ code: z.literal('nameTaken') }),
  z.object({ code: z.literal('emailTaken') }),
  z.object({ code: z.literal('lastAdmin') }),
  z.object({ code: z.literal('aboveOwnRole') }),
  z.object({ code: z.literal('reasonRequired') }),
  z.object({ code: z.literal('inThePast') }),
  /** Wrong address or password, never which; `retryAt` while a delay grows. */
  z.object({ code: z.literal('badCredentials'), retryAt: Instant.optional() }),
  z.object({
    code: z.literal('weakPassword'),
    reason: z.enum(['tooShort', 'tooLong', 'sameAsBefore', 'containsName']),
  }),
  z.object({ code: z.literal('codeWrong') }),
  z.object({ code: z.literal('linkExpired') }),
  z.object({ code: z.literal('alreadySetUp') }),
  z.object({ code: z.literal('tooLarge'), maxBytes: z.number().int() }),
  z.object({ code: z.literal('fileTypeRefused') }),
  /** There is nothing in the file. */
  z.object({ code: z.literal('fileEmpty') }),
  z.object({ code: z.literal('tooManyFiles') }),
  z.object({ code: z.literal('channelOff') }),
  z.object({ code: z.literal('originRefused') }),
  /** [32] The statement must be accepted first; the version that counts. */
  z.object({ code: z.literal('consentRequired'), version: z.number().int() }),
  /** [34] These fields of the contact form must be filled in first. */
  z.object({ code: z.literal('contactRequired'), fields: z.array(z.enum(['name', 'email', 'phone'])) }),
  /** The sender was blocked. */
  z.object({ code: z.literal('blocked') }),
  /** It is to be closed with one of the queue's topics. */
  z.object({ code: z.literal('topicRequired') }),
  /** [45] queues begin with it. */
  z.object({ code: z.literal('botInUse'), queueIds: z.array(z.string()) }),
  /** Whoever is behind a channel or a bot said no, or could not be reached. */
  z.object({
    code: z.literal('providerFailed'),
    problem: z.enum(['unauthorized', 'conflict', 'unreachable', 'rateLimited', 'refused', 'badAnswer', 'notSet']),
  }),
  /** The agent's own softphone or phone is not registered, or has no microphone. */
  z.object({ code: z.literal('phoneOff') }),
  /** A call of theirs is going on, or is wrapped up. */
  z.object({ code: z.literal('onCall') }),
  /** Calls to this number are not allowed: its country, its kind, or there is no line to the outside. */
  z.object({
    code: z.literal('numberNotAllowed'),
    because: z.enum(['notANumber', 'country', 'premium', 'noTrunk', 'emergency']),
  }),
  /** The caps of the center on calls to the outside. `limit`: calls, or minutes per day; `resetsAt`: when they are possible again. */
  z.object({
    code: z.literal('tooManyCalls'),
    per: z.enum(['hour', 'day', 'trunk']),
    limit: z.number().int().optional(),
    resetsAt: Instant.optional(),
  }),
  z.object({ code: z.literal('recordingOff') }),
  /** It was there; its time was over, or somebody erased it. */
  z.object({ code: z.literal('recordingErased'), at: Instant }),
  /** The queue serves another medium than this channel or interaction. */
  z.object({ code: z.literal('wrongMedium') }),
  /** Channels use this trunk. */
  z.object({ code: z.literal('trunkInUse'), channelIds: z.array(z.string()) }),
  /** The disk is full: nothing new can be kept until there is room. */
  z.object({ code: z.literal('storageFull') }),
  /** Starting, draining or out of reach; the client keeps its command and sends it again. */
  z.object({ code: z.literal('unavailable') }),
  /** A bug was met; the log has it under this id. */
  z.object({ code: z.literal('internal'), report: z.string() }),
]);
export type Refusal = z.infer<typeof Refusal>;
export type RefusalCode = Refusal['code'];
