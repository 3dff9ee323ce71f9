import type { z } from 'zod';

/** The code of an issue as the server words it: our own schemas put it in the message, others name the kind. */
export const codeOf = (issue: z.core.$ZodIssue): string => {
  if (/^[a-z-]{2,40}$/.test(issue.message)) return issue.message;
  if (issue.code === 'too_small' && issue.origin === 'string') return 'too-short';
  // A number is refused with its limit, which is said to the person.
  if (issue.code === 'too_small' && isNumber(issue.origin)) return `too_small ${issue.minimum}`;
  if (issue.code === 'too_big' && isNumber(issue.origin)) return `too_big ${issue.maximum}`;
  return issue.code === 'invalid_format' && issue.format === 'url' ? 'not-an-address' : issue.code;
};

const isNumber = (origin: string): boolean => origin === 'number' || origin === 'int';

/**
 * Field of a form → reason code, for values a schema refuses.
 *
 * @param fieldOf the form's field for a path of the schema, e.g. `settings.limit` → `limit`
 */
export function schemaErrors(
  schema: z.ZodType,
  input: unknown,
  fieldOf: (path: string) => string,
): Record<string, string> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return {};
  return firstPerField(parsed.error.issues.map((issue) => [fieldOf(issue.path.join('.')), codeOf(issue)]));
}

/** The same for the fields of a refusal `invalid`. */
export function refusedFields(
  fields: Readonly<Record<string, string>>,
  fieldOf: (path: string) => string,
): Record<string, string> {
  return firstPerField(Object.entries(fields).map(([path, code]) => [fieldOf(path), code]));
}

function firstPerField(errors: readonly (readonly [string, string])[]): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [field, code] of errors) result[field] ??= code;
  return result;
}

/** `settings.agentEntries.0.name` → `agentEntries`; `name` → `name`. */
export const settingsField = (path: string): string => path.replace(/^settings\./, '').split('.')[0] ?? path;
