import type { TrunkSettings } from '@ringdesk/shared/model/call.ts';
import type { AgentId, SessionId, TrunkId } from '@ringdesk/shared/model/ids.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Result } from '@ringdesk/shared/result.ts';

import type { TelephonyOffice } from './telephonyOffice.ts';

/** A port for lines and phones of other makes. */
export interface ListeningPort {
  readonly transport: 'udp' | 'tcp' | 'tls';
  readonly host: string;
  readonly port: number;
  /** Why it is not open; it is tried again. */
  readonly problem?: 'taken' | 'forbidden' | 'noAddress' | 'certificate';
}

/** What the settings and softphones of staff ask of whoever carries calls. */
export interface TelephonyDesk {
  readonly office: TelephonyOffice;
  /** Where calls of lines and phones of other makes are taken. */
  listening(): readonly ListeningPort[];
  mediaServer(): 'none' | 'ok' | 'unreachable';
  /** Lets this desk's softphone connect once, within a minute and for no longer than the session lives: where to, as whom. */
  admit(agentId: AgentId, deskId: string, sessionId: SessionId): { readonly path: string; readonly uri: string };
  /** Whether a phone of another make is registered for the agent. */
  hasPhone(agentId: AgentId): boolean;
  /** Registers over a line, or asks it, as it stands in the form: milliseconds until it answered. */
  tryLine(line: {
    readonly trunkId: TrunkId;
    readonly settings: TrunkSettings;
    readonly password: string | undefined;
  }): Promise<Result<number, Refusal>>;
}
