import type { TelephonySettings, TrunkSettings } from '@ringdesk/shared/model/call.ts';
import type { AgentId, TrunkId } from '@ringdesk/shared/model/ids.ts';

/** A line to the telephone network; its password is among the secrets. */
export interface StoredTrunk {
  readonly id: TrunkId;
  readonly name: string;
  readonly version: number;
  readonly settings: TrunkSettings;
}

/** An agent's account for a phone of another make; its password is among the secrets. */
export interface StoredPhoneAccount {
  readonly agentId: AgentId;
  readonly user: string;
}

/** What a center says about calls. Few rows: they are read at the start and kept in memory. Writes throw StorageFull. */
export interface TelephonyTable {
  settings(): Promise<TelephonySettings | undefined>;
  saveSettings(settings: TelephonySettings): Promise<void>;
  /** By name; one that no longer fits its schema is left out. */
  trunks(): Promise<readonly StoredTrunk[]>;
  saveTrunk(trunk: StoredTrunk): Promise<void>;
  deleteTrunk(id: TrunkId): Promise<void>;
  accounts(): Promise<readonly StoredPhoneAccount[]>;
  saveAccount(account: StoredPhoneAccount): Promise<void>;
  deleteAccount(agentId: AgentId): Promise<void>;
}
