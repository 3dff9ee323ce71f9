import type { CapAlert, Outage } from '@ringdesk/shared/model/notice.ts';
import type {
  Agent,
  Department,
  IdleRule,
  OfferTimeFactor,
  Presence,
  PresenceReason,
  Receives,
  Role,
} from '@ringdesk/shared/model/agent.ts';
import type { BotSettings } from '@ringdesk/shared/model/bot.ts';
import type { ChannelConfig } from '@ringdesk/shared/model/channel.ts';
import type {
  AgentId,
  AttachmentId,
  BotId,
  ChannelId,
  CustomerId,
  DepartmentId,
  QueueId,
  InteractionId,
  NoticeId,
} from '@ringdesk/shared/model/ids.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { PhoneEvent } from './callEvents.ts';

/** Who did an administrative act; null: the server itself (set-up, command line). */
export type By = AgentId | null;

/** Facts about the center, its people and their presence. */
export type CenterEvent =
  | PhoneEvent
  | { readonly type: 'center.named'; readonly at: Instant; readonly name: string }
  /** After a restart: nobody has a socket. */
  | { readonly type: 'server.started'; readonly at: Instant }
  | {
      readonly type: 'agent.added';
      readonly at: Instant;
      readonly by: By;
      readonly agent: Pick<Agent, 'id' | 'name' | 'email' | 'role' | 'language'>;
      readonly departmentIds: readonly DepartmentId[];
    }
  | {
      readonly type: 'agent.saved';
      readonly at: Instant;
      readonly by: By;
      readonly agentId: AgentId;
      readonly name: string;
      readonly role: Role;
      readonly supervises: readonly QueueId[];
      readonly absent: boolean;
      /** Absent, as in a log of an earlier release: as it was. */
      readonly offerTimeFactor?: OfferTimeFactor;
    }
  | {
      readonly type: 'agent.profileSaved';
      readonly at: Instant;
      readonly agentId: AgentId;
      readonly name: string;
      readonly language: Language;
      readonly pictureId: AttachmentId | null;
    }
  | { readonly type: 'agent.dismissed'; readonly at: Instant; readonly by: By; readonly agentId: AgentId }
  | { readonly type: 'agent.reinstated'; readonly at: Instant; readonly by: By; readonly agentId: AgentId }
  | { readonly type: 'agent.connected'; readonly at: Instant; readonly agentId: AgentId }
  | { readonly type: 'agent.disconnected'; readonly at: Instant; readonly agentId: AgentId }
  /** The 10 s in which offers go on ringing at an agent without a socket are over [78]. */
  | { readonly type: 'agent.graceEnded'; readonly at: Instant; readonly agentId: AgentId }
  /** `by` null: the server, after missed offers [80], or because the desk was not touched. */
  | {
      readonly type: 'agent.presenceSet';
      readonly at: Instant;
      readonly by: By;
      readonly agentId: AgentId;
      readonly presence: Presence;
    }
  /** `setBy`: a colleague who leads, where the agent did not choose it. */
  | {
      readonly type: 'agent.receivesSet';
      readonly at: Instant;
      readonly agentId: AgentId;
      readonly receives: Receives;
      readonly setBy?: AgentId;
    }
  | { readonly type: 'agent.shiftSet'; readonly at: Instant; readonly agentId: AgentId; readonly open: boolean }
  /** `affected`: agents whose place in a queue, and so their sight, changes with it. */
  | {
      readonly type: 'department.saved';
      readonly at: Instant;
      readonly by: By;
      readonly department: Department;
      readonly affected: readonly AgentId[];
    }
  | {
      readonly type: 'department.deleted';
      readonly at: Instant;
      readonly by: By;
      readonly departmentId: DepartmentId;
      readonly affected: readonly AgentId[];
    }
  | {
      readonly type: 'reasons.saved';
      readonly at: Instant;
      readonly by: By;
      readonly reasons: readonly PresenceReason[];
      /** Absent: off. */
      readonly idle?: IdleRule;
    }
  | {
      readonly type: 'queue.created' | 'queue.saved';
      readonly at: Instant;
      readonly by: By;
      readonly queueId: QueueId;
      readonly version: number;
      readonly name: string;
      readonly language: Language;
      readonly settings: QueueSettings;
      readonly affected: readonly AgentId[];
    }
  | {
      readonly type: 'queue.activeSet';
      readonly at: Instant;
      readonly by: By;
      readonly queueId: QueueId;
      readonly active: boolean;
      readonly version: number;
    }
  /** [29] The working hours opened or closed by the clock, or were worked out anew after a start. */
  | {
      readonly type: 'queue.hoursTurned';
      readonly at: Instant;
      readonly queueId: QueueId;
      readonly open: boolean;
      readonly nextChangeAt?: Instant;
    }
  /** [31] The same for the hours of a channel's own. */
  | {
      readonly type: 'channel.hoursTurned';
      readonly at: Instant;
      readonly channelId: ChannelId;
      readonly open: boolean;
      readonly nextChangeAt?: Instant;
    }
  /** [48] For one employee, about a conversation; `cap`: nearly used up, by somebody's call; `outage`: about none. */
  | {
      readonly type: 'notice.given';
      readonly at: Instant;
      readonly noticeId: NoticeId;
      readonly agentId: AgentId;
      readonly about?: InteractionId;
      readonly cap?: CapAlert;
      readonly outage?: Outage;
      readonly content?: { readonly text: string };
    }
  | { readonly type: 'notice.seen'; readonly at: Instant; readonly agentId: AgentId; readonly noticeId: NoticeId }
  /** [32] Who accepted which version of a queue's statement. Stored per customer and channel; the core keeps none of it. */
  | {
      readonly type: 'customer.consented';
      readonly at: Instant;
      readonly customerId: CustomerId;
      readonly channelId: ChannelId;
      readonly queueId: QueueId;
      readonly version: number;
    }
  | {
      readonly type: 'queue.deleted';
      readonly at: Instant;
      readonly by: By;
      readonly queueId: QueueId;
      readonly affected: readonly AgentId[];
    }
  | ({
      readonly type: 'channel.created' | 'channel.saved';
      readonly at: Instant;
      readonly by: By;
      readonly channelId: ChannelId;
      readonly version: number;
      readonly name: string;
      readonly queueId: QueueId | null;
    } & ChannelConfig)
  | {
      readonly type: 'bot.saved';
      readonly at: Instant;
      readonly by: By;
      readonly botId: BotId;
      readonly version: number;
      readonly name: string;
      readonly settings: BotSettings;
    }
  | { readonly type: 'bot.deleted'; readonly at: Instant; readonly by: By; readonly botId: BotId }
  | { readonly type: 'channel.deleted'; readonly at: Instant; readonly by: By; readonly channelId: ChannelId };
