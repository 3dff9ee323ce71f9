import type { IceServer } from '@ringdesk/shared/model/call.ts';

import type { PhoneEvent, PhoneOrder } from './phoneEvent.ts';
import type { LegMedia } from './legMedia.ts';
import type { LegId } from './phoneCall.ts';

/** What legs report; the phone's machine decides what follows. */
export type LegEvent = Extract<
  PhoneEvent,
  { type: 'invited' | 'ringing' | 'joined' | 'left' | 'holdChanged' | 'tonesSent' }
>;

/** The SIP library as the phone sees it: legs by name, orders in, events out. Nothing of the library leaves it. */
export interface SipPhone {
  readonly carryOut: (order: PhoneOrder) => void;
  /** Looks for a new way to the far end. */
  readonly restartIce: (leg: LegId) => void;
  /** Says that this page goes and may be back in a moment, and leaves the leg to the server. */
  readonly leaving: (leg: LegId) => void;
  readonly mediaOf: (leg: LegId) => LegMedia | undefined;
  /** A message from the server. */
  readonly heard: (text: string) => void;
  /** A socket stands beneath; undefined: it is gone. */
  readonly socketChanged: (socket: { send: (text: string) => void; close: () => void } | undefined) => void;
  /** Registers for so many seconds (0: no longer); answers what the server grants, undefined where it refuses. */
  readonly register: (seconds: number) => Promise<number | undefined>;
  readonly close: () => void;
}

export interface SipPhoneParts {
  /** `sip:…` of the agent. */
  readonly uri: string;
  /** User part of the Contact; stays the same while the desk runs, so that the server gives calls over to a new socket. */
  readonly deskId: string;
  readonly iceServers: () => readonly IceServer[];
  /** What a leg sends from the beginning. Rejects where there is no microphone. */
  readonly firstTrack: (leg: LegId) => Promise<MediaStreamTrack>;
  readonly event: (event: LegEvent) => void;
  readonly newLeg: () => LegId;
  /** Media of a leg came, changed or went. */
  readonly mediaChanged: (leg: LegId) => void;
}

/** Thrown by `firstTrack`: there is no microphone, or it may not be used. */
export class NoMicrophone extends Error {}
