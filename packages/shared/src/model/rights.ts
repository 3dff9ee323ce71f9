import { z } from 'zod';

/** [74–77] Whose recordings: none, those of one's own calls, or of every call the person sees. */
export const RecordingReach = z.enum(['none', 'own', 'all']);
export type RecordingReach = z.infer<typeof RecordingReach>;

export const recordingActs = ['listen', 'download', 'erase'] as const;
export type RecordingAct = (typeof recordingActs)[number];

const order = RecordingReach.options;
/** Whether one reach goes no further than another. */
export const isWithin = (reach: RecordingReach, limit: RecordingReach): boolean =>
  order.indexOf(reach) <= order.indexOf(limit);

/** What a role may do with recordings and voicemail: hearing them, taking them away and erasing them are three rights. */
export const RecordingRole = z
  .strictObject({ listen: RecordingReach, download: RecordingReach, erase: RecordingReach })
  // A file that was downloaded can be heard.
  .refine(({ listen, download }) => isWithin(download, listen), { path: ['download'], error: 'beyond-listening' });
export type RecordingRole = z.infer<typeof RecordingRole>;

/** [74–77] Admins have all of them. */
export const RecordingRights = z.strictObject({ agent: RecordingRole, supervisor: RecordingRole });
export type RecordingRights = z.infer<typeof RecordingRights>;

export const defaultRecordingRights: RecordingRights = {
  agent: { listen: 'own', download: 'none', erase: 'none' },
  supervisor: { listen: 'all', download: 'all', erase: 'none' },
};
