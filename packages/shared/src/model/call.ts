import { z } from 'zod';
import { isIceServerAddress } from '../rules/iceServerAddress.ts';
import { AgentId, AttachmentId, ChannelId, OfferId, QueueId, TrunkId } from './ids.ts';
import { boundedText } from './text.ts';
import { Instant } from './time.ts';

/**
 * The other party's number as it came, or as it was dialled: E.164 with `+` where it could be understood, otherwise its
 * digits. Never a SIP address.
 */
export const PhoneNumber = z.string().regex(/^\+?[0-9*#]{1,32}$/, 'not-a-phone');
export type PhoneNumber = z.infer<typeof PhoneNumber>;

/** [60] One ring is this long. */
export const RING_SECONDS = 5;

/** [61] What becomes of a call which nobody takes. */
export const MissedCallAction = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('voicemail'),
    /** Played before the tone; null: the tone alone. */
    greetingId: AttachmentId.nullable(),
    maxSeconds: z.number().int().min(10).max(600),
  }),
  z.strictObject({ kind: z.literal('forwardToAgent'), agentId: AgentId }),
  z.strictObject({ kind: z.literal('forwardToNumber'), number: PhoneNumber }),
  /** Stays in the queue and goes on hearing its music; the members are rung again, pass after pass. */
  z.strictObject({ kind: z.literal('wait') }),
  z.strictObject({ kind: z.literal('overflow'), queueId: QueueId }),
  /** The announcement is played, then the call ends; null: it ends with a busy tone. */
  z.strictObject({ kind: z.literal('hangUp'), announcementId: AttachmentId.nullable() }),
]);
export type MissedCallAction = z.infer<typeof MissedCallAction>;

/** What only the settings of a call queue have [57–62, 79]. */
export const CallSettings = z.strictObject({
  /** [60] Rings before the next agent; one ring is {@link RING_SECONDS}. */
  rings: z.number().int().min(1).max(20),
  /** [61] */
  missed: MissedCallAction,
  /** [61] After so many seconds with nobody eligible, too; null: only after one pass over the members. */
  missedAfterSeconds: z.number().int().min(5).max(3_600).nullable(),
  /** Heard while waiting and on hold; null: the music that comes with the product. */
  musicId: AttachmentId.nullable(),
  /** `always`: from the first word; `onDemand`: the agent starts and stops it. */
  recording: z.enum(['off', 'onDemand', 'always']),
  /** Both parties hear that the call is recorded before it is. */
  announceRecording: z.boolean(),
  /** Days after which recordings and voicemail are erased; null: kept. */
  keepRecordingsDays: z.number().int().min(1).max(3_650).nullable(),
  /** Whether agents see that a supervisor listens; whispering and barging in are always seen. */
  showListening: z.boolean(),
  /** What the called party sees when this queue's agents call out; null: the number of the queue's first phone channel. */
  callerId: PhoneNumber.nullable(),
});
export type CallSettings = z.infer<typeof CallSettings>;

export const defaultCallSettings: CallSettings = {
  rings: 4,
  missed: { kind: 'wait' },
  missedAfterSeconds: null,
  musicId: null,
  recording: 'off',
  announceRecording: true,
  keepRecordingsDays: null,
  showListening: true,
  callerId: null,
};

/** A number of one's own as an entry [57]. */
export const PhoneChannelSettings = z.strictObject({
  trunkId: TrunkId,
  /** As the trunk says whom it calls; empty: everything of the trunk that no other channel takes. */
  number: z.union([PhoneNumber, z.literal('')]),
});
export type PhoneChannelSettings = z.infer<typeof PhoneChannelSettings>;

/** Click-to-call in the widget of a website chat: an entry of its own, so that calls have their own queue. */
export const WebCallSettings = z.strictObject({ siteChannelId: ChannelId });
export type WebCallSettings = z.infer<typeof WebCallSettings>;

/** How somebody hears a call of others. `listen`: unheard · `whisper`: heard by the agent only · `barge`: by both. */
export const ListenMode = z.enum(['listen', 'whisper', 'barge']);
export type ListenMode = z.infer<typeof ListenMode>;

/** Who ended a call, or why it never came about. */
export const CallEnd = z.object({
  at: Instant,
  by: z.enum(['customer', 'agent', 'server']),
  /**
   * `answered`: somebody talked with them, an agent or whom it was sent on to; `missed`: nobody did; `voicemail`: they were
   * given the mailbox; the others are of calls to the outside. `lost`: the line or the server failed.
   */
  outcome: z.enum([
    'answered',
    'missed',
    'voicemail',
    'forwarded',
    'busy',
    'noAnswer',
    'refused',
    'unreachable',
    'lost',
  ]),
});
export type CallEnd = z.infer<typeof CallEnd>;

/** Somebody the owner asks while the customer waits on hold. */
export const Consult = z.object({
  with: z.discriminatedUnion('kind', [
    /** Absent offer: it was answered. */
    z.object({ kind: z.literal('agent'), agentId: AgentId, offerId: OfferId.optional() }),
    z.object({ kind: z.literal('number'), number: PhoneNumber }),
  ]),
  state: z.enum(['ringing', 'talking', 'conference']),
  since: Instant,
  /** The queue that was asked, whose member this is. */
  queueId: QueueId.optional(),
});
export type Consult = z.infer<typeof Consult>;

/** What an interaction of the medium call has beside the rest. */
export const CallFacts = z.object({
  direction: z.enum(['in', 'out']),
  /** Through a trunk, from the widget, or to a colleague. */
  via: z.enum(['trunk', 'web', 'internal']),
  /** Absent: withheld, or a call from the widget. */
  number: PhoneNumber.optional(),
  /** The number of ours which was called, or is shown. */
  ownNumber: PhoneNumber.optional(),
  /** Out: the far end rings. In: somebody was rung at least once. */
  rang: z.boolean(),
  /** Since when two people talk. */
  answeredAt: Instant.optional(),
  /** Since when the customer is on hold. */
  heldSince: Instant.optional(),
  /** Since when it is recorded; absent: it is not, now. */
  recordingSince: Instant.optional(),
  /** Since when the recording keeps silence instead of what is said: a card's number is read out. */
  recordingPausedSince: Instant.optional(),
  consult: Consult.optional(),
  /** Supervisors who hear it; agents see it where the queue's policy or the mode says so. */
  listeners: z.array(z.object({ agentId: AgentId, mode: ListenMode })).optional(),
  /** What [61] does with it now, while nobody has it. */
  action: z.enum(['voicemail', 'forwarding', 'announcement']).optional(),
  end: CallEnd.optional(),
  /** Sent on to a number: for the team it has ended, while those two talk among themselves. `seconds`: they did, so long. */
  sentOn: z
    .object({
      number: PhoneNumber,
      since: Instant,
      by: AgentId.optional(),
      seconds: z.number().int().min(0).optional(),
    })
    .optional(),
  /** Of a missed call: the call which was made back. */
  calledBackAt: Instant.optional(),
  /** Of a missed call: somebody said that it is done, or the customer was talked with later. */
  settledAt: Instant.optional(),
});
export type CallFacts = z.infer<typeof CallFacts>;

/** What an agent's phones are worth to the router [17]. */
export const PhoneState = z.object({
  /** `ready`: a phone is registered and answers; `blocked`: the softphone has no microphone. */
  state: z.enum(['off', 'ready', 'blocked']),
  since: Instant,
  /** Registered: the desk's softphone, a phone of another make. */
  devices: z.array(z.enum(['softphone', 'phone'])),
});
export type PhoneState = z.infer<typeof PhoneState>;

/** How a line to the telephone network is reached. Its password is a secret, kept apart. */
export const TrunkSettings = z.strictObject({
  host: z.string().trim().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  transport: z.enum(['udp', 'tcp', 'tls']),
  /** Registers with the provider (RFC 3261, section 10); otherwise the provider knows us by our address. */
  registers: z.boolean(),
  /** Also the user part of our address there. */
  user: boundedText({ max: 120 }),
  /** Where it differs from `user`. */
  authUser: boundedText({ max: 120 }),
  /** Addresses calls may come from: IPv4, IPv6, or a network in CIDR notation; empty: those the host's name stands for. */
  allowedAddresses: z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])).max(50),
  /** Calls at a time, both ways together. */
  maxCalls: z.number().int().min(1).max(1_000),
  /** Numbers are dialled as: `e164` with `+`, `digits` without it, `national` without the code of this country. */
  dialAs: z.enum(['e164', 'digits', 'national']),
  /** ISO 3166-1 alpha-2: numbers without a country's code are of it. */
  country: z.string().regex(/^[A-Z]{2}$/),
  /** A telephone system of one's own: numbers of two to six digits are extensions there. Absent: they are not. */
  shortNumbers: z.boolean().optional(),
});
export type TrunkSettings = z.infer<typeof TrunkSettings>;

export const Trunk = z.object({
  id: TrunkId,
  name: boundedText({ min: 1, max: 80 }),
  version: z.number().int().min(1),
  settings: TrunkSettings,
  passwordSet: z.boolean(),
});
export type Trunk = z.infer<typeof Trunk>;

/** How a trunk does at this moment. */
export const TrunkHealth = z.object({
  trunkId: TrunkId,
  state: z.enum(['ok', 'connecting', 'failing', 'off']),
  since: Instant,
  problem: z.enum(['unauthorized', 'unreachable', 'refused', 'badAnswer', 'notSet']).optional(),
  retryAt: Instant.optional(),
  /** Calls that run over it. */
  calls: z.number().int().min(0),
});
export type TrunkHealth = z.infer<typeof TrunkHealth>;

/** What the whole center says about calls. */
export const TelephonySettings = z.strictObject({
  /** Which trunk calls go out over; null: no calls to the outside. */
  outboundTrunkId: TrunkId.nullable(),
  /** ISO 3166-1 alpha-2 of the countries which may be called. */
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(250),
  /** Premium, shared-cost, satellite and personal numbers may be called. */
  premiumAllowed: z.boolean(),
  /** Per agent and hour. */
  maxCallsPerHour: z.number().int().min(1).max(1_000),
  /** Minutes to the outside, per agent and day. */
  maxMinutesPerDay: z.number().int().min(1).max(1_440),
  /** Servers for connectivity (RFC 8489, RFC 8656): `stun:` and `turn:` addresses. The secret of `turn:` is kept apart. */
  iceServers: z.array(z.string().max(320).refine(isIceServerAddress, 'not-an-ice-server')).max(10),
});
export type TelephonySettings = z.infer<typeof TelephonySettings>;

export const defaultTelephonySettings: TelephonySettings = {
  outboundTrunkId: null,
  countries: [],
  premiumAllowed: false,
  maxCallsPerHour: 60,
  maxMinutesPerDay: 480,
  iceServers: [],
};

/** For `RTCPeerConnection`; credentials of `turn:` are good for twelve hours (draft-uberti-behave-turn-rest). */
export const IceServer = z.object({
  urls: z.string(),
  username: z.string().optional(),
  credential: z.string().optional(),
});
export type IceServer = z.infer<typeof IceServer>;
