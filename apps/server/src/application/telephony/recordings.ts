import { rm } from 'node:fs/promises';
import type { AgentId, AttachmentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { defaultRecordingRights, type RecordingAct, type RecordingRights } from '@ringdesk/shared/model/rights.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';

import { maySee } from '../../domain/sight.ts';
import { mayWithRecording } from '../../domain/recordingRights.ts';
import type { Attachments } from '../attachments.ts';
import type { DeskEngine } from '../deskEngine.ts';
import type { Audit } from '../people.ts';
import type { ErasedRecording } from '../ports/recordings.ts';
import type { Store } from '../ports/store.ts';
import type { StoredFile } from '../ports/tables.ts';
import { maySeeStored } from '../queryParts.ts';

export interface RecordingsParts {
  readonly engine: DeskEngine;
  readonly store: Pick<Store<never>, 'files' | 'recordings' | 'transcripts'>;
  readonly attachments: Pick<Attachments, 'byId' | 'pathOf'>;
  readonly audit: Audit;
}

export type May = Readonly<Record<RecordingAct, boolean>>;

const ACTS = { listen: 'listened', download: 'downloaded', erase: 'erased' } as const;

const kindOf = ({ name }: Pick<StoredFile, 'name'>): 'recording' | 'voicemail' =>
  name.startsWith('voicemail') ? 'voicemail' : 'recording';

/**
 * [74–77] Recordings and voicemail at the door: who may listen to one, take it away or erase it. Rights are kept in memory
 * and in their table; every use is written into the log of administrative acts.
 */
export async function createRecordings({ engine, store, attachments, audit }: RecordingsParts) {
  let rights = (await store.recordings.rights()) ?? defaultRecordingRights;

  /** Whose call it is. Undefined: the person does not see it, so that for them there is none. */
  async function seenCall(agentId: AgentId, id: InteractionId | null): Promise<{ agentId?: AgentId } | undefined> {
    if (id === null) return undefined;
    const sees =
      engine.read((state) => maySee(state, agentId, id)) || (await maySeeStored({ engine, store }, agentId, id));
    if (!sees) return undefined;
    const live = engine.read((state) => state.interactions.get(id));
    if (live !== undefined) return ofCall(live);
    const stored = await store.transcripts.interaction(id);
    return (
      stored && ofCall({ lastOwnerId: stored.lastOwnerId, ...('ownerId' in stored && { ownerId: stored.ownerId }) })
    );
  }

  async function mayOf(agentId: AgentId, file: StoredFile): Promise<May | undefined> {
    const call = await seenCall(agentId, file.interactionId);
    if (call === undefined) return undefined;
    const recorded = { kind: kindOf(file), agentId: call.agentId };
    return engine.read((state) => {
      const person = state.agents.get(agentId);
      const may = (act: RecordingAct): boolean =>
        person !== undefined && mayWithRecording(rights, person, act, recorded);
      return { listen: may('listen'), download: may('download'), erase: may('erase') };
    });
  }

  /** Refused with notFound, notAllowed, or recordingErased to whoever saw it. */
  async function judged(agentId: AgentId, id: AttachmentId, act: RecordingAct): Promise<Result<StoredFile, Refusal>> {
    const file = await attachments.byId(id);
    if (file === undefined) {
      const erased = await store.recordings.erased(id);
      const seen = erased !== undefined && (await seenCall(agentId, erased.interactionId)) !== undefined;
      return refuse(seen ? { code: 'recordingErased', at: erased.erasedAt } : { code: 'notFound' });
    }
    const may = file.purpose === 'recording' ? await mayOf(agentId, file) : undefined;
    if (may === undefined) return refuse({ code: 'notFound' });
    return may[act] ? ok(file) : refuse({ code: 'notAllowed' });
  }

  async function noted(by: AgentId, act: RecordingAct, file: StoredFile, now: Instant): Promise<void> {
    const call = await seenCall(by, file.interactionId);
    const name = engine.read((state) => call?.agentId && state.agents.get(call.agentId)?.name);
    const details = JSON.stringify({ attachmentId: file.id, ...(name && { agent: { name } }) });
    await audit({ by, act: `${kindOf(file)}.${ACTS[act]}`, subject: file.interactionId, details }, now);
  }

  async function erase(file: StoredFile, by: AgentId | null, now: Instant): Promise<void> {
    await rm(attachments.pathOf(file.id, 'content'), { force: true });
    const { id, interactionId, bytes, sha256, createdAt: recordedAt } = file;
    const erased: ErasedRecording = {
      id,
      interactionId,
      kind: kindOf(file),
      bytes,
      sha256,
      recordedAt,
      erasedAt: now,
      by,
    };
    await store.recordings.erase(erased);
  }

  return {
    rights: (): RecordingRights => rights,

    async saveRights(next: RecordingRights, by: AgentId, now: Instant): Promise<void> {
      await store.recordings.saveRights(next);
      rights = next;
      await audit({ by, act: 'rights.saved', subject: null, details: JSON.stringify({ recordings: next }) }, now);
    },

    /** What this person may do with it, and whether it is still there. Undefined: they do not see its call. */
    async about(
      agentId: AgentId,
      id: AttachmentId,
    ): Promise<{ may: May; erased?: { at: Instant; by: AgentId | null } } | undefined> {
      const file = await attachments.byId(id);
      if (file !== undefined) {
        const may = file.purpose === 'recording' ? await mayOf(agentId, file) : undefined;
        return may && { may };
      }
      const erased = await store.recordings.erased(id);
      if (erased === undefined || (await seenCall(agentId, erased.interactionId)) === undefined) return undefined;
      return {
        may: { listen: false, download: false, erase: false },
        erased: { at: erased.erasedAt, by: erased.by },
      };
    },

    /** Whether this person may do this with the file now: asked with every request, so that a right taken away is gone at once. */
    async allows(agentId: AgentId, act: RecordingAct, file: StoredFile): Promise<boolean> {
      return (await mayOf(agentId, file))?.[act] === true;
    },

    /** The file, for this use, which is written down. */
    async use(
      agentId: AgentId,
      id: AttachmentId,
      act: 'listen' | 'download',
      now: Instant,
    ): Promise<Result<StoredFile, Refusal>> {
      const file = await judged(agentId, id, act);
      if (file.ok) await noted(agentId, act, file.value, now);
      return file;
    },

    async eraseBy(agentId: AgentId, id: AttachmentId, now: Instant): Promise<Result<undefined, Refusal>> {
      const file = await judged(agentId, id, 'erase');
      if (!file.ok) return file;
      await noted(agentId, 'erase', file.value, now);
      await erase(file.value, agentId, now);
      return ok(undefined);
    },

    /** The time for keeping it is over. */
    eraseOld: (file: StoredFile, now: Instant): Promise<void> => erase(file, null, now),
  };
}

export type Recordings = Awaited<ReturnType<typeof createRecordings>>;

const ofCall = ({ ownerId, lastOwnerId }: { ownerId?: AgentId | undefined; lastOwnerId?: AgentId | undefined }) => {
  const agentId = ownerId ?? lastOwnerId;
  return agentId === undefined ? {} : { agentId };
};
