import { commands } from '@ringdesk/shared/protocol/commands.ts';

import type { Field } from '../form/changes.ts';
import type { QueueTab } from '../frame/section.ts';
import type { QueueForm } from './queueForm.ts';

const settings = commands['queue.save'].input.shape.settings;

/** Every field of the queue form: what the contract has, and the queue's name and language. */
export const queueFormFields = [
  ...(Object.keys(settings.shape) as Field<QueueForm>[]),
  'name',
  'language',
] as const satisfies readonly Field<QueueForm>[];

/** The tab on which a field is. */
export const tabOf = (field: Field<QueueForm>): QueueTab =>
  field === 'name' || field === 'language' ? 'general' : 'queue';

/** The id of the element which holds a field. */
export const settingElement = (field: Field<QueueForm>): string => `setting-${field}`;
