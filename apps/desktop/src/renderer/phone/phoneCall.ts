import type { ListenMode } from '@ringdesk/shared/model/call.ts';

/** The interaction a call is; the server's name for it in every leg. */
export type CallId = string;

/** One SIP dialog of this phone, named by the phone itself. */
export type LegId = `leg-${number}`;

/** What this desk is in a call: it talks, it is asked by a colleague, or it hears the call of others. */
export type CallRole = 'talk' | 'consult' | ListenMode;

/** `holding` and `resuming` wait for the far end; the microphone is silent from `holding` until `none`. */
export type Hold = 'none' | 'holding' | 'held' | 'resuming';

/** Why a call is over here. `timeout`: it was accepted, and nothing came; `handedOver`: who was asked has it now. */
export type CallEndReason =
  | 'hungUp'
  | 'farEnd'
  | 'busy'
  | 'noAnswer'
  | 'refused'
  | 'unreachable'
  | 'failed'
  | 'lost'
  | 'microphone'
  | 'timeout'
  | 'handedOver';

export interface ConsultLeg {
  readonly leg: LegId;
  readonly phase: 'calling' | 'ringing' | 'talking';
  readonly hold: Hold;
}

export interface ListenerLeg {
  readonly leg: LegId;
  readonly mode: ListenMode;
  readonly joined: boolean;
}

/**
 * A call on this desk's phone.
 *
 *   accept                                  dial, listen
 *     ▼                                        ▼
 *   expected ──INVITE──▶ answering          calling ──180──▶ ringing
 *     │                    │ ACK               │ 200           │ 200
 *     │ nothing came       ▼                   ▼               ▼
 *     │                 talking ◀──────────────┴───────────────┘
 *     │                    │  ▲ hold: none ⇄ holding ⇄ held ⇄ resuming
 *     ▼                    ▼  └ INVITE that replaces the leg (transfer, consult completed): answering again
 *   ended ◀──────────── hang-up of either side, failure in any phase
 *
 * A call of a page that was loaded anew is `expected` as well, and is told from others by `connectedAt`.
 */
export interface PhoneCall {
  readonly id: CallId;
  readonly role: CallRole;
  readonly direction: 'in' | 'out';
  readonly phase: 'expected' | 'answering' | 'calling' | 'ringing' | 'talking' | 'ended';
  readonly hold: Hold;
  readonly muted: boolean;
  /** The far end's own ringing tone or announcement is heard before it answers. */
  readonly earlyMedia: boolean;
  /** Whoever is asked while the customer waits. */
  readonly consult: ConsultLeg | undefined;
  /** All three talk. */
  readonly conference: boolean;
  /** Supervisors who hear this call through this phone. */
  readonly listeners: readonly ListenerLeg[];
  /** Tones sent so far. */
  readonly digits: string;
  /** Milliseconds since 1970, as told by the caller of the machine. */
  readonly connectedAt: number | undefined;
  readonly end: { readonly because: CallEndReason; readonly at: number } | undefined;
  /** The dialog with the other party. */
  readonly leg: LegId | undefined;
  /** The dialog which `leg` takes the place of; ended once `leg` stands. */
  readonly replaced: LegId | undefined;
  /** Who was asked takes over: the end of the legs is no loss. */
  readonly handingOver: boolean;
  /** Of `expected`: until when its INVITE may come. */
  readonly expectedUntil: number | undefined;
}

/** Every call of a phone, the oldest first; of those that are over the last few. */
export type PhoneCalls = readonly PhoneCall[];

export const freshCall: Omit<PhoneCall, 'id' | 'role' | 'direction' | 'phase'> = {
  hold: 'none',
  muted: false,
  earlyMedia: false,
  consult: undefined,
  conference: false,
  listeners: [],
  digits: '',
  connectedAt: undefined,
  end: undefined,
  leg: undefined,
  replaced: undefined,
  handingOver: false,
  expectedUntil: undefined,
};

/** Every dialog of a call that is not over. */
export const legsOf = ({ leg, consult, listeners, replaced }: PhoneCall): readonly LegId[] =>
  [leg, replaced, consult?.leg, ...listeners.map((each) => each.leg)].filter((each) => each !== undefined);

/** It was talked in here before the page was loaded anew, and is on its way back. */
export const isReturning = ({ phase, connectedAt, replaced }: PhoneCall): boolean =>
  connectedAt !== undefined && (phase === 'expected' || (phase === 'answering' && replaced === undefined));

export const isListening = (role: CallRole): role is ListenMode =>
  role === 'listen' || role === 'whisper' || role === 'barge';
