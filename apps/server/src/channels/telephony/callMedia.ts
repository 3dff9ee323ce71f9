import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

/** Which kind of media a party speaks: WebRTC (DTLS-SRTP, ICE) or plain RTP. */
export type MediaKind = 'webrtc' | 'plain';

/** A constant name per party of a call, never a SIP tag. */
export type MediaParty = 'customer' | 'agent' | 'consult' | `listener-${string}`;

/**
 * Where the media of a call run, inside the worker. Without a media server the SDP passes through untouched and what needs
 * one rejects with {@link NoMediaServer}.
 */
export interface MediaAnchor {
  /** Whether calls of these two kinds need anchoring, and whether it can be had. */
  readonly available: boolean;
  /** A new or changed offer of `from` as `to` shall see it. `replaces`: one of them is somebody else than before (transfer). */
  offer(
    callId: InteractionId,
    offer: {
      readonly from: MediaParty;
      readonly to: MediaParty;
      readonly sdp: string;
      readonly fromKind: MediaKind;
      readonly toKind: MediaKind;
      readonly replaces?: boolean;
    },
  ): Promise<string>;
  /** The answer of `to` as `from`, who made the offer, shall see it. */
  answer(
    callId: InteractionId,
    answer: {
      readonly from: MediaParty;
      readonly to: MediaParty;
      readonly sdp: string;
      readonly fromKind: MediaKind;
      readonly toKind: MediaKind;
    },
  ): Promise<string>;
  /** An SDP answer to a customer nobody talks with yet, so that music, announcements and the mailbox can be heard. */
  answerAlone(callId: InteractionId, sdp: string, kind: MediaKind): Promise<string>;
  /** Music to this party instead of what the other says. */
  music(callId: InteractionId, to: MediaParty, file: string | null, on: boolean): Promise<void>;
  /** Resolves when the file was played, or the call ended. */
  play(callId: InteractionId, to: MediaParty, file: string): Promise<void>;
  /**
   * Begins or ends a recording of both parties; the fact `recorded` follows its end. With a notice both are told first, in
   * this language, and it resolves when the recording runs.
   */
  record(callId: InteractionId, on: boolean, notice?: { readonly language: string }): Promise<void>;
  /** The recording that runs keeps silence, or what is said again. False: there is none. */
  pauseRecording(callId: InteractionId, on: boolean): Promise<boolean>;
  /**
   * Greeting, tone, recording until `#`, the end of the call or `maxSeconds`. The fact `recorded` comes before it resolves;
   * none comes where nobody said a word.
   */
  voicemail(callId: InteractionId, greeting: string | null, maxSeconds: number): Promise<void>;
  /**
   * Asks the customer, in this language, for a rating by a key and thanks for it. Ends music and a recording first. `listen` is
   * given what takes keys that come beside the sound. Resolves when all was said, or no key came in time.
   */
  rating(
    callId: InteractionId,
    ask: {
      readonly language: string;
      readonly listen: (press: (key: string) => void) => void;
      /** 1 to 5, once. */
      readonly rated: (score: number) => void;
    },
  ): Promise<void>;
  /** The SDP to offer a listener, who hears both parties; `answer` completes it, `end` ends it. */
  listen(
    callId: InteractionId,
    listener: MediaParty,
  ): Promise<{ readonly sdp: string; answer(sdp: string): Promise<void>; end(): Promise<void> }>;
  /** The answer to a listener's own offer: both parties as one stream, whatever phone they listen with. */
  answerListener(
    callId: InteractionId,
    listener: { readonly listener: MediaParty; readonly sdp: string; readonly kind: MediaKind },
  ): Promise<{ readonly sdp: string; end(): Promise<void> }>;
  /** Forgets the call; ends its recordings properly. */
  end(callId: InteractionId): Promise<void>;
}
