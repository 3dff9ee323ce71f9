import { type Logger, type DestinationStream, pino } from 'pino';

/**
 * The only fields that may reach the log: ids, codes, sizes and times (reliability, section 7.6). Everything else is
 * dropped, not masked: a new field is silent until somebody decides that it tells nothing about a person.
 */
const allowed: ReadonlySet<string> = new Set([
  'accountId', 'act', 'address', 'agentId', 'agents', 'attachmentId', 'bytes', 'category', 'channelId', 'code', 'commandId', 'count', 'customerId',
  'durationMs', 'event', 'events', 'exitCode', 'host', 'interactionId', 'kind', 'lagMs', 'level', 'limit', 'method', 'name', 'namespace',
  'offerId', 'origin', 'percent', 'pid', 'port', 'position', 'problem', 'protocol', 'queueId', 'reason', 'report', 'route', 'schemaVersion', 'seq',
  'sessionId', 'signal', 'status', 'time', 'trunkId', 'version', 'visitors',
]); // prettier-ignore

/** Keeps the allowed fields, and of an error its kind, code and stack without its message where the message may quote input. */
export function loggable(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (key === 'err' && value instanceof Error) kept['err'] = describeError(value);
    else if (allowed.has(key) && isPlain(value)) kept[key] = value;
  }
  return kept;
}

const isPlain = (value: unknown): boolean =>
  typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value.length <= 300);

/** The frames tell where; the message is left out because parsers and databases quote what they were given. */
function describeError(error: Error): Record<string, unknown> {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    kind: error.name,
    ...(code === undefined ? {} : { code }),
    frames: frames.slice(0, 12).map((line) => line.trim()),
  };
}

/** Structured log on standard output, one JSON object a line. Survives a closed or full output: the server goes on. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: undefined, formatters: { log: loggable } };
  if (destination !== undefined) return pino(options, destination);
  const output = pino.destination({ dest: 1, sync: true });
  output.on('error', () => undefined);
  return pino(options, output);
}
