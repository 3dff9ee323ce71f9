import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import type { z } from 'zod';

/** Nothing in the contract is nested deeper; what is deeper is refused before a schema walks it. */
const MAX_DEPTH = 8;

/**
 * Parses what came from outside. The refusal names each field with a reason code and never repeats the value.
 */
export function parseAtDoor<S extends z.ZodType>(schema: S, raw: unknown): Result<z.output<S>, Refusal> {
  if (isDeeperThan(raw, MAX_DEPTH)) return refuse({ code: 'invalid', fields: { '': 'too-deep' } });
  const parsed = schema.safeParse(raw);
  if (parsed.success) return ok(parsed.data);
  const fields: [string, string][] = parsed.error.issues
    .slice(0, 20)
    .map((issue) => [issue.path.join('.').slice(0, 100), reasonOf(issue)]);
  return refuse({ code: 'invalid', fields: Object.fromEntries(fields) });
}

/** Our own schemas put a reason code in the message (`too-long`); of all others the kind of the issue is told. */
const reasonOf = (issue: z.core.$ZodIssue): string =>
  /^[a-z-]{2,40}$/.test(issue.message) ? issue.message : issue.code;

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false;
  if (depth === 0) return true;
  return Object.values(value).some((inner) => isDeeperThan(inner, depth - 1));
}
