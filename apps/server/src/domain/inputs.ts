import type { Outage } from '@ringdesk/shared/model/notice.ts';
import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { CallEnd, ListenMode, PhoneNumber, PhoneState, TelephonySettings } from '@ringdesk/shared/model/call.ts';
import type {
  AgentId,
  AttachmentId,
  BotId,
  ChannelId,
  CustomerId,
  InteractionId,
  MessageId,
  QueueId,
  TrunkId,
} from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import type { Attachment, AutomaticText, Message } from '@ringdesk/shared/model/message.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { AnyCommand } from '@ringdesk/shared/protocol/commands.ts';
import type { Contact } from '@ringdesk/shared/rules/contactForm.ts';
import type { DialledNumber } from '@ringdesk/shared/rules/dialRules.ts';
import type { KnownTrunk } from './callEvents.ts';
import type { Consented } from './consent.ts';
import type { DeliveryOutcome } from './delivery.ts';

/**
 * Who asks. It comes from the authenticated socket, never from a payload (architecture, rule 3).
 * `server`: the clock, start-up, accounts and the command line.
 */
export type Actor =
  | { readonly kind: 'agent'; readonly agentId: AgentId }
  | { readonly kind: 'customer'; readonly customerId: CustomerId; readonly channelId: ChannelId }
  | { readonly kind: 'server' };

/** The outer world as the rules see it: no clock, no chance, no I/O. */
export interface Context {
  readonly now: Instant;
  readonly actor: Actor;
  /** A fresh UUIDv7, lower case. */
  readonly newId: () => string;
}

/**
 * A closed interaction as the tables keep it. A door looks it up right before it submits, because the one that is meant may
 * have left the memory of the core. It cannot be stale: nothing has happened to an interaction for a while when it leaves
 * (`CLOSED_STAYS`), and the rules prefer what they remember.
 */
export interface Kept {
  readonly interaction: Extract<Interaction, { state: 'closed' }>;
  /** There is no later one of this customer on this channel. */
  readonly newest: boolean;
  /** Who wrote the last reply. */
  readonly lastWord: 'customer' | 'agent';
  /** When the queue sent which of its texts last. */
  readonly texts?: Readonly<Partial<Record<AutomaticText, Instant>>>;
  /** Lines of the customer after the owner's read mark, in order. */
  readonly unreadSeqs: readonly number[];
  /** Replies and notes, in order. */
  readonly messages: readonly {
    readonly id: MessageId;
    readonly seq: number;
    readonly at: Instant;
    readonly delivery?: NonNullable<Message['delivery']>;
  }[];
}

/** What an HTTP bot says to the customer, and what follows. `end`: the conversation is over. */
export interface BotAnswer {
  readonly messages: readonly { readonly text: string; readonly choices?: readonly string[] | undefined }[];
  readonly then:
    | { readonly kind: 'stays' }
    | { readonly kind: 'person' }
    | { readonly kind: 'queue'; readonly queueId: QueueId }
    | { readonly kind: 'end' };
}

/** A number to be called, as the door understood it, and whose it is. */
export interface Dialled {
  readonly number: DialledNumber;
  readonly customer?: { readonly id: CustomerId; readonly name: string };
}

/** What the endpoint of calls reports, and what is set for it; by the server. About a call that is over: nothing happens. */
export type CallInput =
  | {
      readonly type: 'call.arrived';
      readonly interactionId: InteractionId;
      readonly channelId: ChannelId;
      readonly customerId: CustomerId;
      readonly customerName: string;
      /** Absent: withheld, or from the widget. */
      readonly number?: PhoneNumber;
      readonly ownNumber?: PhoneNumber;
      readonly trunkId?: TrunkId;
    }
  /** A phone of another make was picked up: the agent accepts. */
  | { readonly type: 'call.pickedUp'; readonly interactionId: InteractionId; readonly agentId: AgentId }
  | { readonly type: 'call.phoneDeclined'; readonly interactionId: InteractionId; readonly agentId: AgentId }
  | { readonly type: 'call.connected'; readonly interactionId: InteractionId; readonly agentId: AgentId }
  /** Could not be joined, or the phone of who had it is gone. */
  | { readonly type: 'call.connectFailed'; readonly interactionId: InteractionId; readonly agentId: AgentId }
  | {
      readonly type: 'call.farEnd';
      readonly interactionId: InteractionId;
      readonly role: 'talk' | 'consult' | 'forward';
      readonly state: 'ringing' | 'answered';
    }
  | {
      readonly type: 'call.farEndFailed';
      readonly interactionId: InteractionId;
      readonly role: 'talk' | 'consult' | 'forward';
      readonly because: 'busy' | 'noAnswer' | 'refused' | 'unreachable';
    }
  | { readonly type: 'call.held'; readonly interactionId: InteractionId; readonly on: boolean }
  | { readonly type: 'call.consultEnded'; readonly interactionId: InteractionId }
  | { readonly type: 'call.recording'; readonly interactionId: InteractionId; readonly on: boolean }
  | { readonly type: 'call.recordingPaused'; readonly interactionId: InteractionId; readonly on: boolean }
  /** `kept`: the call, where it has ended. */
  | {
      readonly type: 'call.recorded';
      readonly interactionId: InteractionId;
      readonly kind: 'recording' | 'voicemail';
      readonly attachmentId: AttachmentId;
      readonly seconds: number;
      readonly peaks: readonly number[];
      readonly kept?: Kept;
    }
  /** By keys of a phone, once who served them has hung up [43]. `kept`: the call, where it has left the memory. */
  | {
      readonly type: 'call.rated';
      readonly interactionId: InteractionId;
      /** 1 to 5. */
      readonly score: number;
      readonly kept?: Kept;
    }
  | {
      readonly type: 'call.listening';
      readonly interactionId: InteractionId;
      readonly agentId: AgentId;
      readonly mode: ListenMode;
      readonly on: boolean;
    }
  | {
      readonly type: 'call.ended';
      readonly interactionId: InteractionId;
      readonly by: CallEnd['by'];
      readonly because: 'hangUp' | 'failed' | 'lost';
    }
  /** The endpoint was started anew: whatever ran over it is over. */
  | { readonly type: 'calls.lost' }
  | { readonly type: 'phone.changed'; readonly agentId: AgentId; readonly devices: PhoneState['devices'] }
  | {
      readonly type: 'telephony.configured';
      readonly settings: TelephonySettings;
      readonly trunks: readonly KnownTrunk[];
    }
  /** A line or the media server has not worked for a minute, or works again. */
  | { readonly type: 'telephony.outage'; readonly outage: Outage };

/** Everything that can happen to the core. Facts from channels and doors, commands of staff, time. */
export type Input =
  | CallInput
  /**
   * `attachments`: the files named by a message.post, looked up and checked by the door. `kept`: the closed interaction
   * that the command names.
   */
  | {
      readonly type: 'command';
      readonly command: AnyCommand;
      readonly attachments?: readonly Attachment[];
      /** The number that a command calls. */
      readonly dialled?: Dialled;
      /** The line that a message.resend names. */
      readonly line?: Message;
      readonly kept?: Kept;
      /** What the command begins would stand under the id of something that the core has forgotten. */
      readonly idTaken?: true;
    }
  /** `kept`: the newest interaction of the customer on this channel, where it is closed. */
  | {
      readonly type: 'customer.wrote';
      readonly messageId: MessageId;
      readonly text: string;
      readonly attachments: readonly Attachment[];
      readonly customerName: string;
      readonly pageUrl?: string;
      readonly language?: Language;
      readonly kept?: Kept;
      /** [32] Of this customer on this channel, looked up by the door where a conversation may begin. */
      readonly consent?: Consented;
      /** [34] From a form that came in before there was a conversation. */
      readonly contact?: Contact;
    }
  /** [32] The statement they were shown. */
  | { readonly type: 'customer.consented'; readonly version: number }
  /** [34] Checked by the door. */
  | { readonly type: 'customer.gaveContact'; readonly contact: Contact }
  /** What an HTTP bot answered to a message [45]; its door has checked the signature. By the server. */
  | {
      readonly type: 'bot.answered';
      readonly interactionId: InteractionId;
      readonly botId: BotId;
      readonly messageId: MessageId;
      readonly answer: BotAnswer;
    }
  /** It cannot answer this message. By the server. */
  | {
      readonly type: 'bot.failed';
      readonly interactionId: InteractionId;
      readonly botId: BotId;
      readonly messageId: MessageId;
    }
  /** The customer changed a message in their messenger. `line`: as it stands; `kept`: its interaction, where it is closed. */
  | { readonly type: 'customer.edited'; readonly line: Message; readonly text: string; readonly kept?: Kept }
  /** The customer wants a copy of the open or the last conversation; the address was checked by the door. */
  | { readonly type: 'customer.askedTranscript'; readonly email: string; readonly kept?: Kept }
  /** A copy was handed to the mail server, by the server. */
  | {
      readonly type: 'transcript.sent';
      readonly interactionId: InteractionId;
      readonly effectKey: string;
      readonly kept?: Kept;
    }
  /** How sending a message ended, by the server. `line`: as it stands; `effectKey`: the effect which ended with it. */
  | {
      readonly type: 'message.delivered';
      readonly line: Message;
      readonly effectKey: string;
      readonly outcome: DeliveryOutcome;
      readonly kept?: Kept;
    }
  /** The customer said that the conversation is over (not a lost socket). */
  | { readonly type: 'customer.ended' }
  | { readonly type: 'customer.read'; readonly seq: number }
  | { readonly type: 'customer.named'; readonly name: string }
  /** [43] `kept` as above: a rating may come late. */
  | { readonly type: 'customer.rated'; readonly score: number; readonly comment: string; readonly kept?: Kept }
  /** First page of the customer connected, last page gone. */
  | { readonly type: 'customer.connected' }
  | { readonly type: 'customer.disconnected' }
  /** First socket of the agent connected, last socket gone. */
  | { readonly type: 'agent.connected'; readonly agentId: AgentId }
  | { readonly type: 'agent.disconnected'; readonly agentId: AgentId }
  /** No desk of the agent has been touched since then. By the server. */
  | { readonly type: 'agent.idled'; readonly agentId: AgentId; readonly since: Instant }
  /** An account was made: first run, accepted invitation, demo team. */
  | {
      readonly type: 'agent.added';
      readonly agent: Pick<Agent, 'id' | 'name' | 'email' | 'role' | 'language'>;
      readonly departmentIds: readonly string[];
    }
  | { readonly type: 'center.named'; readonly name: string }
  /** After a restart: no socket is left, deadlines that passed meanwhile are due. */
  | { readonly type: 'server.started' }
  /** The alarm: everything whose deadline is not after `now` is due. Also the sweeper. */
  | { readonly type: 'clock.ticked' };
