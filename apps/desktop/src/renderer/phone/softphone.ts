import type { ListenMode } from '@ringdesk/shared/model/call.ts';

import type { DeviceNotice, Devices, DevicesInUse, DeviceWish } from './deviceChoice.ts';
import type { Headset } from './headset.ts';
import type { Line } from './line.ts';
import type { MicrophoneProblem } from './microphone.ts';
import type { MicrophoneTrouble } from './microphoneWatch.ts';
import type { CallId, PhoneCalls } from './phoneCall.ts';
import type { Quality } from './quality.ts';
import type { SelfTestReport } from './selfTest.ts';

/** Everything a screen shows of the phone. A new object at each change; times in milliseconds since 1970. */
export interface SoftphoneState {
  readonly line: Line;
  /** `unknown`: not looked at yet. */
  readonly microphone:
    | { readonly state: 'unknown' | 'ok' }
    | { readonly state: 'blocked'; readonly problem: MicrophoneTrouble };
  /** Those that are over last; the newest five of them stay until they are forgotten. */
  readonly calls: PhoneCalls;
  /** Of calls in which somebody talks; measured every two seconds. */
  readonly quality: ReadonlyMap<CallId, Quality>;
  readonly devices: { readonly there: Devices; readonly inUse: DevicesInUse };
  /** There is a media server: hold music and recording come from it. */
  readonly anchored: boolean;
}

/** What the person should be told once, in words. */
export type PhoneNotice =
  | DeviceNotice
  /** The microphone is open, and no sound has come from it for 8 s: the other side hears nothing. */
  | { readonly kind: 'notHeard'; readonly callId: CallId }
  /** A sound came after all. */
  | { readonly kind: 'heardAgain' }
  /** Nothing at all has arrived of the other side for 8 s. */
  | { readonly kind: 'notHearing'; readonly callId: CallId }
  /** Something arrives after all; not `here`: there is nobody to hear any more. */
  | { readonly kind: 'hearingAgain'; readonly here: boolean }
  /** The far end was not put on hold; the microphone is muted instead. */
  | { readonly kind: 'holdFailed'; readonly callId: CallId }
  /** The far end takes no tones: this one, and what was to follow it, was not sent. */
  | { readonly kind: 'digitsLost'; readonly digit: string }
  /** `talking`: it went in the middle of a call; else a call could not begin. */
  | { readonly kind: 'microphoneFailed'; readonly problem: MicrophoneProblem; readonly talking: boolean }
  /** The device cannot be chosen in this browser, or refused. */
  | { readonly kind: 'outputRefused'; readonly use: 'speaker' | 'ringer' };

/**
 * The desk's phone. Methods return at once; what becomes of them is in the state, and what makes no sense in the phase a
 * call is in does nothing. Who may talk with whom is decided by the server: each method names the command it belongs to.
 */
export interface Softphone {
  readonly state: () => SoftphoneState;
  /** Calls back at each change; the answer ends it. */
  readonly onState: (changed: (state: SoftphoneState) => void) => () => void;
  readonly onNotice: (tell: (notice: PhoneNotice) => void) => () => void;

  /** Keeps the phone registered from now on, through sleep and changes of networks. */
  readonly register: () => void;
  /** Hangs up, unregisters and lets every device go. */
  readonly unregister: () => Promise<void>;
  /** The machine woke up or is on another network: looks at once whether the line still stands. */
  readonly wake: () => void;

  /**
   * The person has accepted this call here: its INVITE is answered by itself, if it comes within 15 s. To be called right
   * before `offer.accept` is sent (`role: 'consult'` where the offer is of kind consult); {@link Softphone.reject} where
   * that is refused.
   */
  readonly answer: (callId: CallId, role?: 'talk' | 'consult') => void;
  /** Expects the call no longer; ends it where it stands. */
  readonly reject: (callId: CallId) => void;
  /** Once `call.dial` was answered. */
  readonly dial: (callId: CallId) => void;
  /** Hears a call of others, once `call.listen` was answered; again with another mode changes it. */
  readonly listen: (callId: CallId, mode: ListenMode) => void;
  /** Ends every leg of the call here. */
  readonly hangUp: (callId: CallId) => void;

  readonly hold: (callId: CallId) => void;
  /** Back to the customer; whoever is asked waits, other calls are held. */
  readonly resume: (callId: CallId) => void;
  readonly mute: (callId: CallId, on: boolean) => void;
  /** Tones to whoever is talked with: digits, `*`, `#`, `A` to `D`, and `,` for a pause of two seconds. */
  readonly dtmf: (callId: CallId, digits: string) => void;

  /** Holds the customer and calls whom `call.consult` named, once they have accepted, or at once where it is a number. */
  readonly consult: (callId: CallId) => void;
  /** The one who waits is talked with, the other waits. */
  readonly swap: (callId: CallId) => void;
  /** All three talk, mixed here; with `call.conference`. */
  readonly conference: (callId: CallId) => void;
  /** After `call.completeConsult` or a transfer was answered: the end of the legs, which the server brings, is as wanted. */
  readonly complete: (callId: CallId) => void;
  /** Back to the customer without whoever was asked; with `call.endConsult`. */
  readonly endConsult: (callId: CallId) => void;

  /** A call that is over is no longer shown. */
  readonly forget: (callId: CallId) => void;

  readonly setDevices: (wish: DeviceWish) => void;
  /** Looks again whether the microphone works, and asks for the permission where it was not given. */
  readonly askForMicrophone: () => void;
  /** Another way to the far end is looked for. */
  readonly restartIce: (callId: CallId) => void;
  /** How loud the own microphone is now, 0 to 1; undefined while it is closed. To be read as often as it is drawn. */
  readonly level: () => number | undefined;

  /** Rings on the ringer, or beeps softly in the ear while a call goes on. */
  readonly ring: (on: boolean) => void;
  /** This ring only (WCAG 1.4.2). */
  readonly muteRing: () => void;
  /** The person has pressed something on the page: a ring that the browser held back sounds now. */
  readonly wakeRing: () => void;
  /** 0 to 1. */
  readonly setRingVolume: (volume: number) => void;

  /** Checks microphone, speaker path, connection and registration; `changed` hears of every step. Not during a call. */
  readonly selfTest: (changed: (report: SelfTestReport) => void) => Promise<SelfTestReport>;
  /** Its keys, and lamps which whoever knows of offers lights. */
  readonly headset: Headset;
}
