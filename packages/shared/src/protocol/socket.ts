import { z } from 'zod';
import { AgentId, CommandId, InteractionId } from '../model/ids.ts';
import { Instant } from '../model/time.ts';
import type { Refusal } from './refusals.ts';
import { Snapshot, Update } from './updates.ts';

/**
 * Which contract an end speaks; ends of different versions refuse each other at the handshake (`wrongVersion`), and a desk or
 * a widget asks to be loaded anew. It counts contracts that were released: it grows by one with the first change after a
 * release which an older end
 *
 * - would misread: the same shape means something else;
 * - cannot read and gets again and again: a new kind of update, a new value where the server sends one of a closed list;
 * - is refused for: a field of a command or query that is gone, renamed, or required from now on.
 *
 * It stays with what an older end never sees or leaves unread: a new command, query or route, a field that is added to what
 * the server sends, a field of an input that may be left out. Changes between two releases share one number. A page of an
 * unreleased build beside a newer server needs none: what it cannot read in the snapshot makes it ask to be loaded anew.
 */
export const PROTOCOL_VERSION = 1;

/** Namespace of staff. */
export const AGENT_NAMESPACE = '/agent';

/**
 * A desk is told the lines of the transcripts it asked for last, so many of them, whoever's they are. Of others it must not
 * believe that it has them whole: it asks again.
 */
export const FOLLOWED_TRANSCRIPTS = 20;

/**
 * `auth` of the Socket.IO handshake. A browser may leave the token out: its same-origin cookie is read instead.
 */
export const AgentHandshake = z.object({
  protocol: z.number().int(),
  token: z.string().max(200).optional(),
});

/** client → server `command`, acknowledged with {@link Reply} only after it is durable. */
export const CommandEnvelope = z.strictObject({
  id: CommandId,
  name: z.string().max(60),
  input: z.unknown(),
});
export type CommandEnvelope = z.infer<typeof CommandEnvelope>;

/** client → server `query`. */
export const QueryEnvelope = z.strictObject({ name: z.string().max(60), input: z.unknown() });
export type QueryEnvelope = z.infer<typeof QueryEnvelope>;

export type Reply<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Refusal };

/**
 * Answer to `hello`: the snapshot, the sequence number it stands at, and the server's clock for drawing deadlines.
 * Updates that follow carry `seq + 1`, `seq + 2` …; a gap asks for a new `hello`.
 */
export const Welcome = z.object({
  snapshot: Snapshot,
  seq: z.number().int(),
  serverNow: Instant,
  /** As {@link Storage} says it. */
  readOnly: z.boolean().optional(),
});
export type Welcome = z.infer<typeof Welcome>;

export const UpdateBatch = z.object({ seq: z.number().int(), updates: z.array(Update) });
export type UpdateBatch = z.infer<typeof UpdateBatch>;

/**
 * Live typing, both ways (volatile, never stored, never journalled) [42]. From an agent `text` is always absent:
 * the customer sees only that someone types. To an agent it carries the customer's text as typed; an empty string
 * ends it. Sent only to the owner of the interaction and those the offer rings at.
 */
export const Typing = z.strictObject({
  interactionId: InteractionId,
  text: z.string().max(4_000).optional(),
  typing: z.boolean(),
});
export type Typing = z.infer<typeof Typing>;

/**
 * client → server `composing`: what is being written in the composer of this conversation; null: nothing any more. Said
 * again every few seconds while it goes on; volatile, never stored.
 */
export const Composing = z.strictObject({
  interactionId: InteractionId,
  kind: z.enum(['reply', 'note']).nullable(),
});
export type Composing = z.infer<typeof Composing>;

/** server → client `composing`: a colleague writes in a conversation that this desk shows, too. */
export const ColleagueComposing = Composing.extend({ agentId: AgentId });
export type ColleagueComposing = z.infer<typeof ColleagueComposing>;

/**
 * client → server `activity`: nobody has touched this desk for so many seconds; 0: somebody does again. Said when it
 * becomes a minute, when it ends, and anew on each connection; volatile, never stored. A desk that never says it is
 * touched all the time.
 */
export const Activity = z.strictObject({ idleSeconds: z.number().int().min(0).max(10_000_000) });
export type Activity = z.infer<typeof Activity>;

/**
 * server → client `storage`, to every desk whenever it changes. `readOnly`: the server's disk is full; whatever would have to be
 * kept is refused with `storageFull` until there is room again, while everything can still be read.
 */
export const Storage = z.object({ readOnly: z.boolean() });
export type Storage = z.infer<typeof Storage>;

/** server → client `bye`, before the server closes the socket on purpose. */
export const Bye = z.object({ reason: z.enum(['signedOut', 'restarting', 'wrongVersion', 'tooSlow']) });
export type Bye = z.infer<typeof Bye>;

export interface AgentToServer {
  hello: (ack: (reply: Reply<Welcome>) => void) => void;
  command: (envelope: CommandEnvelope, ack: (reply: Reply) => void) => void;
  query: (envelope: QueryEnvelope, ack: (reply: Reply) => void) => void;
  typing: (typing: Typing) => void;
  composing: (composing: Composing) => void;
  activity: (activity: Activity) => void;
}

export interface ServerToAgent {
  update: (batch: UpdateBatch) => void;
  typing: (typing: Typing) => void;
  composing: (composing: ColleagueComposing) => void;
  storage: (storage: Storage) => void;
  bye: (bye: Bye) => void;
}
