import type { ListenMode } from '@ringdesk/shared/model/call.ts';

import type { KeptCall } from './keptCalls.ts';
import type { CallEndReason, CallId, CallRole, LegId } from './phoneCall.ts';

/** The person's wishes, and what the legs do. Times are milliseconds since 1970. */
export type PhoneEvent =
  | { readonly type: 'accept'; readonly callId: CallId; readonly role: 'talk' | 'consult'; readonly until: number }
  /** The page was loaded anew: the server calls about what it talked in before, until then. */
  | { readonly type: 'returns'; readonly call: KeptCall; readonly until: number }
  | {
      readonly type: 'dial';
      readonly callId: CallId;
      readonly role: 'talk' | ListenMode;
      readonly leg: LegId;
    }
  | { readonly type: 'consult'; readonly callId: CallId; readonly leg: LegId }
  | {
      readonly type: 'hold' | 'resume' | 'swap' | 'conference' | 'endConsult' | 'handOver' | 'hangUp' | 'forget';
      readonly callId: CallId;
    }
  | { readonly type: 'mute'; readonly callId: CallId; readonly on: boolean }
  | { readonly type: 'dtmf'; readonly callId: CallId; readonly digits: string }
  | {
      readonly type: 'invited';
      readonly leg: LegId;
      /** undefined: the INVITE names none. */
      readonly callId: CallId | undefined;
      readonly role: CallRole | undefined;
      /** The leg of ours which its Replaces header names (RFC 3891). */
      readonly replaces: LegId | undefined;
    }
  | { readonly type: 'ringing'; readonly leg: LegId; readonly media: boolean }
  | { readonly type: 'joined'; readonly leg: LegId }
  | { readonly type: 'left'; readonly leg: LegId; readonly because: CallEndReason }
  | { readonly type: 'holdChanged'; readonly leg: LegId; readonly on: boolean; readonly ok: boolean }
  /** What was sent of the tones, as they go; not `ok`: the far end takes none. */
  | { readonly type: 'tonesSent'; readonly leg: LegId; readonly digits: string; readonly ok: boolean }
  /** Time has passed. */
  | { readonly type: 'tick' };

/** What the legs are to do. */
export type PhoneOrder =
  | { readonly type: 'invite'; readonly leg: LegId; readonly callId: CallId; readonly role: CallRole }
  /** `held`: on hold from its first moment. */
  | { readonly type: 'answer'; readonly leg: LegId; readonly role: CallRole; readonly held?: true }
  /** 486: another desk of the same person took it; 603: no call of ours. */
  | { readonly type: 'refuse'; readonly leg: LegId; readonly code: 486 | 603 }
  /** BYE, CANCEL or a refusal, as its state asks for; of an unknown leg: nothing. */
  | { readonly type: 'end'; readonly leg: LegId }
  | { readonly type: 'hold'; readonly leg: LegId; readonly on: boolean }
  | { readonly type: 'dtmf'; readonly leg: LegId; readonly digits: string };
