import type { ChannelHealth } from '@ringdesk/shared/model/channel.ts';
import type { ChannelId, CustomerId, InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Result } from '@ringdesk/shared/result.ts';

/** An update as a messenger sent it, stored before anything in it is understood (reliability, section 0.4). */
export interface InboundUpdate {
  readonly row: number;
  readonly channelId: ChannelId;
  readonly externalId: string;
  readonly receivedAt: Instant;
  readonly body: string;
}

/**
 * What an update came to. `held`: its channel belongs to no queue at the moment, it is tried again when it does;
 * `ignored`: no message of a customer; `refused`: the rules said no. `note`: a reason code.
 */
export type InboundOutcome =
  | {
      readonly state: 'done';
      readonly messageId?: MessageId;
      readonly interactionId?: InteractionId;
      readonly seq?: number;
      readonly note?: string;
    }
  | { readonly state: 'held' | 'ignored' | 'refused'; readonly note: string };

/** Updates of messengers. Every write is durable when it resolves and throws StorageFull without room. */
export interface InboundTable {
  /** `new`: kept now. `known`: the same stands there already. `differs`: another body came under this id before. */
  keep(update: Omit<InboundUpdate, 'row'>): Promise<'new' | 'known' | 'differs'>;
  /** Those of a channel that wait to be understood, in the order in which they came. */
  waiting(channelId: ChannelId, limit: number): Promise<readonly InboundUpdate[]>;
  /** The body goes with everything but `held`. */
  settle(row: number, outcome: InboundOutcome): Promise<void>;
  /** What was held is tried again; how many there were. */
  release(channelId: ChannelId): Promise<number>;
  /** Where a message went. */
  placeOf(
    channelId: ChannelId,
    messageId: MessageId,
  ): Promise<{ readonly interactionId: InteractionId; readonly seq: number } | undefined>;
  /** Forgets what was settled and came before; at most `limit` rows. */
  forget(before: Instant, limit: number): Promise<number>;
  /** How many updates of a channel ended so. */
  count(channelId: ChannelId, state: 'held' | 'ignored' | 'refused'): Promise<number>;
}

/** Under which id the messenger knows a customer. */
export interface MessengerPeople {
  put(channelId: ChannelId, customerId: CustomerId, externalId: string): Promise<void>;
  externalId(channelId: ChannelId, customerId: CustomerId): Promise<string | undefined>;
}

/**
 * Tokens, signing secrets, passwords: encrypted under a key which stands in a file beside the database, never in it. They
 * are in no event, log or export.
 */
export interface SecretTable {
  /** Undefined: none is kept, or the key it was kept under is not here any more. */
  get(name: string): Promise<string | undefined>;
  /** Throws StorageFull. */
  put(name: string, value: string, at: Instant): Promise<void>;
  forget(name: string): Promise<void>;
}

/** What the settings of channels ask of the messengers behind them. */
export interface MessengerDesk {
  health(): Promise<ChannelHealth[]>;
  /** Tries the token before it keeps it, and answers whose it is. */
  setToken(id: ChannelId, token: string): Promise<Result<{ readonly account: string }, Refusal>>;
  /** A new signing secret, shown this once, and where the gateway sends to. */
  makeSecret(id: ChannelId): Promise<Result<{ readonly secret: string; readonly path: string }, Refusal>>;
}
