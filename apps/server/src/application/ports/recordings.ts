import type { AgentId, AttachmentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { RecordingRights } from '@ringdesk/shared/model/rights.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';

/** A recording or voicemail that was erased. `by` null: the time its queue keeps it was over. */
export interface ErasedRecording {
  readonly id: AttachmentId;
  readonly interactionId: InteractionId | null;
  readonly kind: 'recording' | 'voicemail';
  readonly bytes: number;
  /** SHA-256 of what it held, hexadecimal: proof of which file it was. */
  readonly sha256: string;
  readonly recordedAt: Instant;
  readonly erasedAt: Instant;
  readonly by: AgentId | null;
}

export interface RecordingTable {
  /** Undefined: never saved. */
  rights(): Promise<RecordingRights | undefined>;
  saveRights(rights: RecordingRights): Promise<void>;
  /** Takes the file out of the list of files and writes it into the index of what was erased, in one transaction. */
  erase(erased: ErasedRecording): Promise<void>;
  erased(id: AttachmentId): Promise<ErasedRecording | undefined>;
}
