import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import type { QueueSettings, Queue } from '@ringdesk/shared/model/queue.ts';
import { type CommandInput, commands } from '@ringdesk/shared/protocol/commands.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';

import { refusedFields, schemaErrors, settingsField } from '../form/schemaErrors.ts';
import type { FieldErrors } from '../form/useSettingsForm.ts';

/** A queue's settings as one flat form, in the order in which the screen shows them. */
export interface QueueForm extends QueueSettings {
  readonly name: string;
  readonly language: Language;
}

export function queueFormOf({ name, language, settings }: Pick<Queue, 'name' | 'language' | 'settings'>): QueueForm {
  return { ...settings, name, language };
}

export function settingsOf({ name: _name, language: _language, ...settings }: QueueForm): QueueSettings {
  return settings;
}

export function queueInput(queueId: QueueId, version: number, form: QueueForm): CommandInput<'queue.save'> {
  return { queueId, version, name: form.name, language: form.language, settings: settingsOf(form) };
}

/** What the contract has against the values; the server judges with the same schema. */
export function queueErrors(form: QueueForm): FieldErrors<QueueForm> {
  return schemaErrors(commands['queue.save'].input, queueInput('check' as QueueId, 1, form), settingsField);
}

/** The fields a refusal to save speaks of. */
export function queueFieldsOf(refusal: Refusal): FieldErrors<QueueForm> {
  if (refusal.code === 'nameTaken') return { name: 'nameTaken' };
  return refusal.code === 'invalid' ? refusedFields(refusal.fields, settingsField) : {};
}
