/**
 * Settings of a queue as a file (JSON, format `ringdesk.queue`, described in resources/queue-file.md). Pure. A file is
 * read whole or not at all: everything that does not fit is listed, and nothing of such a file is taken over.
 */
import { CallSettings, type MissedCallAction } from '@ringdesk/shared/model/call.ts';
import { Language } from '@ringdesk/shared/model/language.ts';
import { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import type { Result } from '@ringdesk/shared/result.ts';
import { z } from 'zod';

import type { Field } from '../../form/changes.ts';
import { codeOf } from '../../form/schemaErrors.ts';
import { callFields, type QueueForm, settingsOf } from '../queueForm.ts';

const FORMAT = 'ringdesk.queue';
/** Grows when a reader of the older one would misunderstand a file. */
const FILE_VERSION = 1;
/** Characters; the settings of the biggest queue allowed take less than half of it. */
export const LONGEST_FILE = 2_000_000;

/** A queue's name is its own: it is in the file to be recognised and never taken over. */
export type ReusedField = Exclude<Field<QueueForm>, 'name' | 'medium'>;

/** Ids that mean something in one center only, with their names for whoever reads the file elsewhere. */
type Names = Readonly<Record<string, string>>;

const Envelope = z.object({
  format: z.literal(FORMAT),
  version: z.number().int(),
  name: z.string(),
  language: z.unknown(),
  settings: z.record(z.string(), z.unknown()),
  names: z.record(z.string(), z.string()).catch({}),
});

/** Why nothing can be read: no JSON (`line`, from 1, where it breaks off), not such a file, or one of a newer release. */
export type Unreadable =
  | { readonly kind: 'notJson'; readonly line: number | undefined }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'newer'; readonly version: number }
  /** Settings of chats for a queue of calls, or the other way round. */
  | { readonly kind: 'otherMedium' }
  | { readonly kind: 'wrong'; readonly lines: readonly WrongLine[] };

/** A value that does not fit: the setting, where in it, and the code of the reason. */
export interface WrongLine {
  readonly field: string;
  readonly path: string;
  readonly code: string;
}

export interface ReadQueue {
  readonly name: string;
  readonly values: Partial<Omit<QueueForm, 'name' | 'medium'>>;
  /** Settings the file does not have: they stay as they are. */
  readonly missing: readonly ReusedField[];
  /** What this release does not know, by the file's words. */
  readonly unknown: readonly string[];
  readonly names: Names;
}

const shared = QueueSettings.omit({ call: true }).shape;
const settingFields = Object.keys(shared) as (keyof typeof shared)[];

/** The file's text. `names`: what the ids in the settings are called. Pictures and sounds stay behind: a file carries none. */
export function queueFileOf(form: QueueForm, names: Names): string {
  const { name, language } = form;
  const settings = settingsOf(form);
  const agentEntries = settings.agentEntries.map((entry) => ({ ...entry, pictureId: null }));
  const file = {
    format: FORMAT,
    version: FILE_VERSION,
    name,
    language,
    settings: { ...settings, agentEntries, call: settings.call && withoutSounds(settings.call) },
    names,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** @param medium of the queue that takes the settings over */
export function readQueueFile(text: string, medium: QueueForm['medium']): Result<ReadQueue, Unreadable> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (problem) {
    return { ok: false, error: { kind: 'notJson', line: lineOf(text, problem) } };
  }
  const envelope = Envelope.safeParse(content);
  if (!envelope.success) return { ok: false, error: { kind: 'foreign' } };
  const { version, name, language, settings, names } = envelope.data;
  if (version > FILE_VERSION) return { ok: false, error: { kind: 'newer', version } };

  const calls = settings['call'] !== undefined && settings['call'] !== null;
  if (calls !== (medium === 'call')) return { ok: false, error: { kind: 'otherMedium' } };

  const lines: WrongLine[] = [];
  const values: Record<string, unknown> = {};
  const take = (field: ReusedField, schema: z.ZodType, value: unknown): void => {
    const parsed = schema.safeParse(value);
    if (parsed.success) values[field] = parsed.data;
    else
      lines.push(...parsed.error.issues.map((issue) => ({ field, path: issue.path.join('.'), code: codeOf(issue) })));
  };
  take('language', Language, language);
  for (const field of settingFields) {
    if (field in settings) take(field, shared[field], settings[field]);
  }
  const call = z
    .record(z.string(), z.unknown())
    .catch({})
    .parse(settings['call'] ?? {});
  for (const field of callFields) {
    if (field in call) take(field, CallSettings.shape[field], call[field]);
  }
  if (lines.length > 0) return { ok: false, error: { kind: 'wrong', lines } };
  return {
    ok: true,
    value: {
      name,
      values: values as Partial<Omit<QueueForm, 'name' | 'medium'>>,
      missing: [
        ...settingFields.filter((field) => !(field in settings)),
        ...(calls ? callFields.filter((field) => !(field in call)) : []),
      ],
      unknown: Object.keys(settings).filter((field) => !(field in QueueSettings.shape)),
      names,
    },
  };
}

/** Sounds are files of this center; what is played instead comes with the product. */
function withoutSounds(call: CallSettings): CallSettings {
  const { missed } = call;
  const instead = missed.kind === 'forwardToNumber' && missed.instead;
  return {
    ...call,
    musicId: null,
    missed: instead ? { ...missed, instead: withoutSound(instead) } : withoutSound(missed),
  };
}

function withoutSound<M extends MissedCallAction>(missed: M): M {
  if (missed.kind === 'voicemail') return { ...missed, greetingId: null };
  return missed.kind === 'hangUp' ? { ...missed, announcementId: null } : missed;
}

/** Engines name the place of a JSON error differently; where none is named, none is told. */
function lineOf(text: string, problem: unknown): number | undefined {
  const message = problem instanceof Error ? problem.message : '';
  const line = /line (\d+)/.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  const position = /position (\d+)/.exec(message)?.[1];
  return position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
}
