import { z } from 'zod';
import { CannedResponseId, QueueId } from './ids.ts';
import { boundedText } from './text.ts';

/** [41] Of the whole center, of one queue, or one person's own. */
export const CannedScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('center') }),
  z.strictObject({ kind: z.literal('queue'), queueId: QueueId }),
  z.strictObject({ kind: z.literal('personal') }),
]);
export type CannedScope = z.infer<typeof CannedScope>;

export const CannedResponse = z.object({
  id: CannedResponseId,
  scope: CannedScope.default({ kind: 'center' }),
  /** Empty: none. */
  folder: boundedText({ max: 40 }).default(''),
  /** Typed after `/`; unique in its scope. */
  shortcut: z.string().regex(/^[\p{L}\p{N}-]{1,40}$/u, 'not-a-shortcut'),
  /** Placeholders: {customer}, {agent}, {queue}; filled in when it is inserted. */
  text: boundedText({ min: 1, max: 4_000, lines: true }),
  /** How often it was inserted; the server counts. */
  uses: z.number().int().min(0).default(0),
});
export type CannedResponse = z.infer<typeof CannedResponse>;

/** A line of a file with canned responses. */
export const ImportedResponse = z.strictObject({
  shortcut: CannedResponse.shape.shortcut,
  folder: boundedText({ max: 40 }),
  text: CannedResponse.shape.text,
});
export type ImportedResponse = z.infer<typeof ImportedResponse>;
