import type { CallEnd, ListenMode, TrunkHealth, TrunkSettings } from '@ringdesk/shared/model/call.ts';
import type { AgentId, ChannelId, CustomerId, InteractionId, TrunkId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { AgentFace } from '@ringdesk/shared/protocol/visitor.ts';

/**
 * The SIP endpoint as the rest of the server sees it. It carries out and reports; who talks to whom is decided by the
 * engine. A call is named by the interaction it is: one customer leg, at most one agent leg, at most one leg of somebody
 * who is consulted, and legs of listeners.
 *
 *   arrived ──ring──▶ (phones of another make ring) ──connect──▶ connected ◀──connect to another── (transfer)
 *      │                                                             │
 *      ├─ music, voicemail, announce, forward                        ├─ consult, complete, hold, record, listen
 *      └──────────────────────────── ended ◀─────────────────────────┘
 */

/** SIP headers between the endpoint and our own softphone. */
export const CALL_HEADER = 'X-Ringdesk-Call';
/** `talk` · `consult` · `listen` · `whisper` · `barge` (see {@link LegRole}). */
export const ROLE_HEADER = 'X-Ringdesk-Role';
/**
 * What is said to a visitor's page of its call, in a provisional answer, in a 200 nobody stands behind yet, or as the body of
 * an INFO of type {@link NEWS_TYPE}: a {@link CustomerStage}, and in {@link PLACE_HEADER} their place, counted from 1.
 */
export const STAGE_HEADER = 'X-Ringdesk-Stage';
export const PLACE_HEADER = 'X-Ringdesk-Place';
/**
 * The body is the stage, followed where it is known by a space and the place. Of `talking` a second line says with whom, where
 * the queue shows them [20]: `name` and `pictureUrl` in JSON, in ASCII.
 */
export const NEWS_TYPE = 'application/vnd.ringdesk.stage';
/**
 * An INFO of this type: the page with this softphone goes, and its sound with it. Where it is back soon, a page
 * that was loaded anew, its call is given back to it.
 */
export const LEAVING_TYPE = 'application/vnd.ringdesk.leaving';
/** Host part of every address between the endpoint and its own clients; resolves nowhere (RFC 2606). */
export const OWN_DOMAIN = 'ringdesk.invalid';
/** Where clients connect: WebSocket, sub-protocol `sip` (RFC 7118), `?ticket=`. */
export const SIP_PATH = '/sip';

/** What a leg is for. A softphone answers `talk` by itself where its person has just accepted this call. */
export type LegRole = 'talk' | 'consult' | ListenMode;

/**
 * What happens to a customer's call, as they are told: `talking` only while somebody is at the other end, `held` while whoever
 * talked with them is about to be back.
 */
export type CustomerStage = 'waiting' | 'ringing' | 'connecting' | 'voicemail' | 'announcement' | 'talking' | 'held';

/** Somebody the endpoint can reach. */
export type Party =
  | { readonly kind: 'agent'; readonly agentId: AgentId }
  | {
      readonly kind: 'outside';
      readonly trunkId: TrunkId;
      /** As the trunk wants it dialled. */
      readonly number: string;
      /** Shown to them; undefined: the trunk's own. */
      readonly callerId: string | undefined;
    };

/** A page of ours behind a WebSocket at {@link SIP_PATH}: what its ticket was made for. */
export type PageClient =
  | {
      readonly kind: 'softphone';
      readonly agentId: AgentId;
      /** Of the desk: a reconnecting one takes its calls over. */
      readonly deskId: string;
    }
  | {
      readonly kind: 'visitor';
      readonly customerId: CustomerId;
      /** Of kind `webCall`. */
      readonly channelId: ChannelId;
      /** The page has lost its socket and goes on with its call, also where the old one only seems to live. */
      readonly resumes?: true;
    };

/** Who stands behind a WebSocket at {@link SIP_PATH}. */
export type SipClient =
  | PageClient
  /** A phone of another make, which has shown no ticket and proves by digest whose it is (RFC 3261, 22). */
  | { readonly kind: 'phone'; readonly address: string };

export interface TrunkConfig {
  readonly trunkId: TrunkId;
  readonly settings: TrunkSettings;
  readonly password: string | undefined;
}

/** A phone of another make that may register with digest (RFC 3261, section 22) as a device of this agent. */
export interface PhoneAccount {
  readonly agentId: AgentId;
  readonly user: string;
  readonly password: string;
}

export interface EndpointConfig {
  readonly trunks: readonly TrunkConfig[];
  readonly phones: readonly PhoneAccount[];
  /** Sockets for trunks and phones of other makes; undefined: closed. */
  readonly listen: {
    /** undefined: lines use whatever address leads to them, and phones come from this machine alone. */
    readonly host: string | undefined;
    readonly udpPort: number | undefined;
    readonly tcpPort: number | undefined;
    readonly tls: { readonly port: number; readonly certFile: string; readonly keyFile: string } | undefined;
  };
  /** The address of this machine as trunks reach it. */
  readonly publicHost: string | undefined;
  /** rtpengine's control address; undefined: media go from peer to peer and trunks reach phones of other makes only. */
  readonly rtpengine: { readonly host: string; readonly port: number } | undefined;
  /** Folder for recordings in the making. */
  readonly mediaDir: string;
  /** Folder for what ends the legs of a process that was killed; undefined: nothing is kept. */
  readonly legsDir?: string | undefined;
}

/** What the engine asks of the endpoint. Each is answered by facts, never by waiting; about an unknown call: nothing happens. */
export type CallOrder =
  /** Phones of another make of these agents ring, too. The desk's own ring by their offers. */
  | {
      readonly type: 'ring';
      readonly callId: InteractionId;
      readonly agentIds: readonly AgentId[];
      readonly callerName: string;
    }
  | {
      readonly type: 'stopRinging';
      readonly callId: InteractionId;
      /** undefined: all of them. */
      readonly agentIds?: readonly AgentId[];
      readonly because: 'elsewhere' | 'over';
    }
  /** The customer is joined with this agent: first, or in place of the one they talk with. */
  | { readonly type: 'connect'; readonly callId: InteractionId; readonly agentId: AgentId }
  /** For 30 s, an INVITE of this agent's softphone that names the call is passed on to `to`. */
  | {
      readonly type: 'authorise';
      readonly callId: InteractionId;
      readonly agentId: AgentId;
      readonly role: 'talk' | 'consult';
      readonly to: Party;
      readonly until: Instant;
    }
  /** The customer is sent on to somebody outside; the agent's leg ends once they answer, or at once where there is none. */
  | { readonly type: 'forward'; readonly callId: InteractionId; readonly to: Party }
  /** The one who was consulted is joined with the customer and the agent leaves. */
  | { readonly type: 'completeConsult'; readonly callId: InteractionId }
  | { readonly type: 'endConsult'; readonly callId: InteractionId }
  /** The customer waits at this place in their queue, it rings somewhere, or they talk with somebody whom the queue shows so. */
  | {
      readonly type: 'news';
      readonly callId: InteractionId;
      readonly stage: Extract<CustomerStage, 'waiting' | 'ringing' | 'talking'>;
      /** Counted from 1, of who waits. */
      readonly place: number | undefined;
      readonly agent?: AgentFace;
    }
  /** Queue music for a customer who waits; whoever talks with them leaves. `file` null: the product's own. */
  | { readonly type: 'music'; readonly callId: InteractionId; readonly file: string | null; readonly on: boolean }
  | {
      readonly type: 'voicemail';
      readonly callId: InteractionId;
      readonly greeting: string | null;
      readonly maxSeconds: number;
    }
  /** The file is played, then the call ends; null: it ends as busy. */
  | { readonly type: 'announce'; readonly callId: InteractionId; readonly file: string | null }
  /** The recording keeps silence, or what is said again; nothing where none runs. */
  | { readonly type: 'pauseRecording'; readonly callId: InteractionId; readonly on: boolean }
  | {
      readonly type: 'record';
      readonly callId: InteractionId;
      readonly on: boolean;
      readonly announce: boolean;
      /** Of the announcement; absent: English. */
      readonly language?: string;
    }
  /**
   * Once the agent who talks with them now hangs up, the customer is asked for a rating by the keys 1 to 5, where they can be
   * told by a media server: `ended` comes at once, and `rated` later, where they press one. Good until somebody else is joined.
   */
  | {
      readonly type: 'askRating';
      readonly callId: InteractionId;
      /** Of what is said; absent: English. */
      readonly language?: string;
    }
  /** For 30 s, an INVITE of this supervisor's softphone that names the call hears it. */
  | { readonly type: 'listen'; readonly callId: InteractionId; readonly agentId: AgentId; readonly mode: ListenMode }
  | { readonly type: 'stopListening'; readonly callId: InteractionId; readonly agentId: AgentId }
  /** What an agent dialled on a phone of another make (`dialled`) is not allowed, or nobody is there to be called. */
  | { readonly type: 'refuse'; readonly callId: InteractionId; readonly because: 'forbidden' | 'busy' | 'unavailable' }
  | { readonly type: 'hangUp'; readonly callId: InteractionId };

/** A port for lines and phones of other makes, and why it is not open where it is not. It is tried again. */
export interface PortState {
  readonly transport: 'udp' | 'tcp' | 'tls';
  readonly port: number;
  readonly problem?: 'taken' | 'forbidden' | 'noAddress' | 'certificate';
}

/** What the endpoint reports. */
export type CallFact =
  /** All registered devices of this agent, whenever they change. */
  | { readonly type: 'phones'; readonly agentId: AgentId; readonly devices: readonly ('softphone' | 'phone')[] }
  | {
      readonly type: 'arrived';
      /** Made by the endpoint (UUIDv7). */
      readonly callId: InteractionId;
      readonly from:
        | {
            readonly kind: 'trunk';
            readonly trunkId: TrunkId;
            readonly number: string | undefined;
            readonly name: string;
          }
        | { readonly kind: 'visitor'; readonly customerId: CustomerId; readonly channelId: ChannelId };
      /** The number of ours which was called; empty from the widget. */
      readonly to: string;
    }
  /** A phone of another make was picked up: the agent accepts. The customer is joined by `connect`. */
  | { readonly type: 'pickedUp'; readonly callId: InteractionId; readonly agentId: AgentId }
  | { readonly type: 'phoneDeclined'; readonly callId: InteractionId; readonly agentId: AgentId }
  /**
   * An agent dials on a phone of another make: a number, or a colleague's short address. It waits ten seconds for `authorise`
   * of this call, which it is then, or `refuse`.
   */
  | {
      readonly type: 'dialled';
      /** Made by the endpoint (UUIDv7). */
      readonly callId: InteractionId;
      readonly agentId: AgentId;
      /** What stands before the @ of the address; at most 64 characters. */
      readonly to: string;
    }
  /** Both legs stand. */
  | { readonly type: 'connected'; readonly callId: InteractionId; readonly agentId: AgentId }
  | {
      readonly type: 'connectFailed';
      readonly callId: InteractionId;
      readonly agentId: AgentId;
      readonly because: 'noPhone' | 'noAnswer' | 'failed';
    }
  /** Of a call to the outside, or a forwarded one. */
  | {
      readonly type: 'farEnd';
      readonly callId: InteractionId;
      readonly role: 'talk' | 'consult' | 'forward';
      readonly state: 'ringing' | 'answered';
    }
  | {
      readonly type: 'farEndFailed';
      readonly callId: InteractionId;
      readonly role: 'talk' | 'consult' | 'forward';
      readonly because: 'busy' | 'noAnswer' | 'refused' | 'unreachable';
    }
  | { readonly type: 'held'; readonly callId: InteractionId; readonly on: boolean }
  | { readonly type: 'consultEnded'; readonly callId: InteractionId }
  | {
      readonly type: 'listening';
      readonly callId: InteractionId;
      readonly agentId: AgentId;
      readonly mode: ListenMode;
      readonly on: boolean;
    }
  | {
      readonly type: 'recording';
      readonly callId: InteractionId;
      readonly on: boolean;
      readonly problem?: 'noMediaServer';
    }
  | { readonly type: 'recordingPaused'; readonly callId: InteractionId; readonly on: boolean }
  /** A whole recording or voicemail stands in a file; the carrier takes it over and deletes it. */
  | {
      readonly type: 'recorded';
      readonly callId: InteractionId;
      readonly kind: 'recording' | 'voicemail';
      readonly file: string;
      readonly seconds: number;
      /** 0 to 100, at most 200 of them, for a waveform. */
      readonly peaks: readonly number[];
    }
  | {
      readonly type: 'digit';
      readonly callId: InteractionId;
      readonly by: 'customer' | 'agent';
      readonly digit: string;
    }
  /** After `ended`: the customer pressed a key, 1 to 5, where `askRating` asked them to. */
  | { readonly type: 'rated'; readonly callId: InteractionId; readonly score: number }
  /**
   * The customer's leg is gone, or is there to be asked for a rating alone, and with it every other. Exactly once for each call
   * that arrived or was authorised.
   */
  | {
      readonly type: 'ended';
      readonly callId: InteractionId;
      readonly by: CallEnd['by'];
      readonly because: 'hangUp' | 'failed' | 'lost';
    }
  /** The agent asks from a phone of their own to send the customer on (REFER, RFC 3515): a SIP address or its number. */
  | { readonly type: 'referred'; readonly callId: InteractionId; readonly agentId: AgentId; readonly to: string }
  | { readonly type: 'trunk'; readonly health: TrunkHealth }
  | { readonly type: 'media'; readonly ok: boolean }
  /** How the ports stand which the configuration names, whenever that changes. */
  | { readonly type: 'ports'; readonly ports: readonly PortState[] }
  /** The worker died and was started anew: every call it had is lost. An `ended` for each follows. */
  | { readonly type: 'restarted' };

/** The endpoint, in its own worker: it dies alone and is started again within a second. */
export interface CallControl {
  configure(config: EndpointConfig): void;
  order(order: CallOrder): void;
  /** A WebSocket whose ticket was good; frames are SIP messages in text. */
  clientOpened(socketId: string, client: SipClient, remoteAddress: string): void;
  clientSaid(socketId: string, text: string): void;
  clientClosed(socketId: string): void;
  /** Ends every call; resolves when the worker is gone. */
  stop(): Promise<void>;
}

/** What the endpoint asks of the main thread. */
export interface CallControlEvents {
  fact(fact: CallFact): void;
  /** Send this text to the client; undefined: close its socket. */
  toClient(socketId: string, text: string | undefined): void;
}
