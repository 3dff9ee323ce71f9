import type { LogMessage } from 'electron-log';

import { redact } from './redact.ts';

export type Level = 'info' | 'warn' | 'error';

/** What of electron-log is needed: its file takes a new name at one megabyte, and one old file is kept. */
export interface LogTarget {
  readonly hooks: { push(hook: (message: LogMessage) => LogMessage): unknown };
  readonly transports: {
    readonly file: { level: unknown; maxSize: number; resolvePathFn: (...facts: never[]) => string };
    readonly console: { level: unknown };
  };
  readonly info: (...data: unknown[]) => void;
  readonly warn: (...data: unknown[]) => void;
  readonly error: (...data: unknown[]) => void;
}

export type Log = (level: Level, code: string, detail?: string) => void;

const MAX_BYTES = 1_048_576;

/**
 * The log file: closed codes with short details, each passed through {@link redact}. Crash dumps are never sent anywhere.
 *
 * @param path of the file
 * @param console also to the standard output, while developing
 */
export function openLog(target: LogTarget, path: string, console: boolean): Log {
  target.transports.file.resolvePathFn = () => path;
  target.transports.file.level = 'info';
  target.transports.file.maxSize = MAX_BYTES;
  target.transports.console.level = console ? 'info' : false;
  // Whatever reaches the file, also from a package that was given the same log.
  target.hooks.push((message) => ({
    ...message,
    data: message.data.map((part) => redact(part instanceof Error ? (part.stack ?? part.message) : String(part))),
  }));
  return (level, code, detail) => target[level](...(detail === undefined || detail === '' ? [code] : [code, detail]));
}
