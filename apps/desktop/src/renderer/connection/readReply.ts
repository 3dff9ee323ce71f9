import { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import { z } from 'zod';

const envelope = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.unknown() }),
]);

/** Which part of an answer this version cannot read: what the refusal's report says, and nothing a server does. */
type Part = 'reply' | 'refusal' | 'value';
const parts: readonly string[] = ['reply', 'refusal', 'value'] satisfies readonly Part[];

/** An answer this version cannot read; `report` says where, for the copyable report. */
const unreadable = (report: Part): Result<never, Refusal> => refuse({ code: 'internal', report });

/** The answer came and does not fit its schema, so that asking again brings the same. */
export const isUnreadable = (refusal: Refusal): boolean =>
  refusal.code === 'internal' && parts.includes(refusal.report);

/**
 * What the server answered, as a result. An answer that does not fit its schema is a refusal `internal`: either end has
 * a bug, and the person is told so.
 */
export function readReply<S extends z.ZodType>(raw: unknown, schema: S): Result<z.output<S>, Refusal> {
  const reply = envelope.safeParse(raw);
  if (!reply.success) return unreadable('reply');
  if (!reply.data.ok) {
    const refusal = Refusal.safeParse(reply.data.error);
    return refusal.success ? refuse(refusal.data) : unreadable('refusal');
  }
  const value = schema.safeParse(reply.data.value);
  return value.success ? ok(value.data) : unreadable('value');
}
