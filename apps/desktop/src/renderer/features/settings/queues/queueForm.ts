import { CallSettings, defaultCallSettings } from '@ringdesk/shared/model/call.ts';
import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import type { QueueSettings, Queue } from '@ringdesk/shared/model/queue.ts';
import { type CommandInput, commands } from '@ringdesk/shared/protocol/commands.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';

import { refusedFields, schemaErrors } from '../form/schemaErrors.ts';
import type { FieldErrors } from '../form/useSettingsForm.ts';

/**
 * A queue's settings as one flat form: what only calls have stands beside the rest, so that every setting is compared,
 * undone and decided by itself. In the form of a chat queue it never changes and is not sent.
 */
export interface QueueForm extends Omit<QueueSettings, 'call'>, CallSettings {
  readonly name: string;
  readonly language: Language;
  /** A queue keeps its medium. */
  readonly medium: Queue['medium'];
}

/** The settings of calls among the fields of the form. */
export const callFields = Object.keys(CallSettings.shape) as readonly (keyof CallSettings)[];

export function queueFormOf({ name, language, settings }: Pick<Queue, 'name' | 'language' | 'settings'>): QueueForm {
  return { ...formSettings(settings), name, language };
}

/** The settings of either medium, flat. */
export function formSettings({ call, ...settings }: QueueSettings): Omit<QueueForm, 'name' | 'language'> {
  return { ...settings, ...defaultCallSettings, ...call, medium: call === null ? 'chat' : 'call' };
}

export function settingsOf({ name: _name, language: _language, medium, ...values }: QueueForm): QueueSettings {
  const {
    rings,
    missed,
    missedAfterSeconds,
    musicId,
    recording,
    announceRecording,
    keepRecordingsDays,
    showListening,
    callerId,
    ...settings
  } = values;
  const call: CallSettings = {
    rings,
    missed,
    missedAfterSeconds,
    musicId,
    recording,
    announceRecording,
    keepRecordingsDays,
    showListening,
    callerId,
  };
  return { ...settings, call: medium === 'call' ? call : null };
}

export function queueInput(queueId: QueueId, version: number, form: QueueForm): CommandInput<'queue.save'> {
  return { queueId, version, name: form.name, language: form.language, settings: settingsOf(form) };
}

/** What the contract has against the values; the server judges with the same schema. */
export function queueErrors(form: QueueForm): FieldErrors<QueueForm> {
  return schemaErrors(commands['queue.save'].input, queueInput('check' as QueueId, 1, form), queueField);
}

/** The fields a refusal to save speaks of. */
export function queueFieldsOf(refusal: Refusal): FieldErrors<QueueForm> {
  if (refusal.code === 'nameTaken') return { name: 'nameTaken' };
  return refusal.code === 'invalid' ? refusedFields(refusal.fields, queueField) : {};
}

/** `settings.call.rings` → `rings`; `settings.members.0` → `members`; `name` → `name`. */
const queueField = (path: string): string => path.replace(/^settings\.(call\.)?/, '').split('.')[0] ?? path;
