import type { CallWaiting } from '@ringdesk/shared/model/agent.ts';
import type {
  CallEnd,
  CallFacts,
  ListenMode,
  PhoneNumber,
  PhoneState,
  TelephonySettings,
} from '@ringdesk/shared/model/call.ts';
import type { AgentId, AttachmentId, InteractionId, OfferId, QueueId, TrunkId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';

/** What is known of a call when it begins. Numbers of others are personal and stand in the event's content. */
export interface CallBeginning {
  readonly direction: CallFacts['direction'];
  readonly via: CallFacts['via'];
  readonly ownNumber?: PhoneNumber;
  readonly trunkId?: TrunkId;
  /** Out: who calls, and so owns it from the start. */
  readonly callerId?: AgentId;
}

/** Which trunks there are, as far as the rules need them. */
export interface KnownTrunk {
  readonly id: TrunkId;
  readonly maxCalls: number;
  readonly country: string;
}

/** Facts of calls, beside those of every interaction. `seq` where the event is a line of the transcript [73]. */
export type CallEvent =
  | {
      readonly type: 'call.arrived';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly ownNumber?: PhoneNumber;
      readonly content?: { readonly number: PhoneNumber };
    }
  | {
      readonly type: 'call.dialled';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly agentId: AgentId;
      readonly content?: { readonly number: PhoneNumber };
    }
  /** Out: the far end rings. */
  | { readonly type: 'call.rang'; readonly at: Instant; readonly interactionId: InteractionId }
  /** Two people talk, for the first time in this call. `agentId`: the owner. */
  | {
      readonly type: 'call.answered';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly agentId: AgentId;
    }
  | {
      readonly type: 'call.heldSet';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly on: boolean;
    }
  | {
      readonly type: 'call.recordingSet';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly on: boolean;
      readonly agentId?: AgentId;
    }
  /** `on`: the recording keeps silence instead of what is said. */
  | {
      readonly type: 'call.recordingPausedSet';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly on: boolean;
    }
  /** A recording or voicemail is kept. `attachmentId` null: erased since. */
  | {
      readonly type: 'call.recorded';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly kind: 'recording' | 'voicemail';
      readonly attachmentId: AttachmentId;
      readonly seconds: number;
      readonly peaks: readonly number[];
    }
  /** `shown`: agents see it; what they do not see is no line of the transcript. */
  | {
      readonly type: 'call.listened';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly agentId: AgentId;
      readonly mode: ListenMode;
      readonly on: boolean;
    }
  | {
      readonly type: 'call.listenedUnseen';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly mode: ListenMode;
      readonly on: boolean;
    }
  /** Somebody asked to hear a call; what comes of it is told by the endpoint. For the audit and the order. */
  | {
      readonly type: 'call.listenAsked';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly mode: ListenMode | null;
    }
  | {
      readonly type: 'call.recordAsked';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly on: boolean;
    }
  | {
      readonly type: 'call.recordPauseAsked';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly on: boolean;
    }
  /** The owner asks somebody. An agent's offer, or that of a queue's first, follows; a number is called by the owner's phone. */
  | {
      readonly type: 'call.consultBegan';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly fromAgentId: AgentId;
      readonly withAgentId?: AgentId;
      readonly withQueueId?: QueueId;
      readonly withQueueName?: string;
      readonly content?: { readonly number: PhoneNumber };
    }
  /** The agent who is asked, or called by a colleague, accepted: the offer ends with it and they are reserved. */
  | {
      readonly type: 'call.consultAccepted';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly offerId: OfferId;
      readonly agentId: AgentId;
    }
  | { readonly type: 'call.consultAnswered'; readonly at: Instant; readonly interactionId: InteractionId }
  | {
      readonly type: 'call.conferenced';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly fromAgentId: AgentId;
      readonly withAgentId?: AgentId;
      readonly content?: { readonly number: PhoneNumber };
    }
  | {
      readonly type: 'call.consultEnded';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly fromAgentId: AgentId;
      readonly withAgentId?: AgentId;
      readonly withQueueName?: string;
      readonly outcome: 'ended' | 'completed' | 'unanswered';
      readonly content?: { readonly number: PhoneNumber };
    }
  /** [61], or a transfer to a number: what goes on with it while nobody else may take it, until then at most; null: no more. */
  | {
      readonly type: 'call.actionSet';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly queueId: QueueId;
      readonly action: NonNullable<CallFacts['action']> | null;
      readonly until?: Instant;
      /** An agent sends it on. */
      readonly agentId?: AgentId;
      /** To whom they talk with already: the two only have to be joined. */
      readonly asked?: true;
      readonly content?: { readonly number: PhoneNumber };
    }
  | {
      readonly type: 'call.forwarded';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly agentId?: AgentId;
      readonly toAgentId?: AgentId;
      readonly toQueueName?: string;
      readonly content?: { readonly number: PhoneNumber };
    }
  /** `agentId`: who had it, or called. `talkSeconds`: 0 where nobody talked. */
  | {
      readonly type: 'call.ended';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly by: CallEnd['by'];
      readonly outcome: CallEnd['outcome'];
      readonly agentId?: AgentId;
      readonly talkSeconds: number;
      /** Was asked, or called by a colleague, and is free with it. */
      readonly withAgentId?: AgentId;
      /** The endpoint does not know of it yet. */
      readonly hangUp?: 'hangUp' | 'busy';
      /** The customer goes on talking with the number of the content. */
      readonly sentOn?: true;
      readonly content?: { readonly number: PhoneNumber };
    }
  /** Whom it was sent on to and the customer talk no more. `agentId`: whose minutes these were; `endedBy`: who hung up for them. */
  | {
      readonly type: 'call.sentOnEnded';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly by: CallEnd['by'];
      readonly seconds: number;
      readonly agentId?: AgentId;
      readonly endedBy?: AgentId;
      readonly hangUp?: true;
      readonly content?: { readonly number: PhoneNumber };
    }
  /** A missed call needs nobody any more: `done` as `agentId` says, `talked` since they talk with the customer. */
  | {
      readonly type: 'call.missedSettled';
      readonly at: Instant;
      readonly interactionId: InteractionId;
      readonly seq: number;
      readonly agentId: AgentId;
      readonly outcome: 'done' | 'undone' | 'talked';
    }
  /** A missed call was returned. */
  | { readonly type: 'call.calledBack'; readonly at: Instant; readonly interactionId: InteractionId };

/** Facts of phones and lines. */
export type PhoneEvent =
  | {
      readonly type: 'agent.phoneSet';
      readonly at: Instant;
      readonly agentId: AgentId;
      readonly phone: PhoneState;
      readonly microphoneBlocked?: true;
    }
  | {
      readonly type: 'agent.callWaitingSet';
      readonly at: Instant;
      readonly agentId: AgentId;
      readonly callWaiting: CallWaiting;
    }
  | {
      readonly type: 'telephony.configured';
      readonly at: Instant;
      readonly settings: TelephonySettings;
      readonly trunks: readonly KnownTrunk[];
    };
