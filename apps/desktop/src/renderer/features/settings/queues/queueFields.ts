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

const tabs: Readonly<Record<Field<QueueForm>, Exclude<QueueTab, 'history'>>> = {
  members: 'queue',
  distribution: 'queue',
  offerSeconds: 'queue',
  returnUnansweredAfterSeconds: 'queue',
  availabilityCheck: 'queue',
  limit: 'queue',
  notCounted: 'queue',
  agentShown: 'queue',
  agentEntries: 'queue',
  returnDisconnectedAfterMinutes: 'queue',
  wrapUpSeconds: 'queue',
  missedOffersLimit: 'queue',
  interceptAllowed: 'queue',
  reopenHours: 'queue',
  chatsDuringCalls: 'queue',
  call: 'queue',
  workingHours: 'hours',
  offHoursText: 'hours',
  consent: 'actions',
  greeting: 'actions',
  contactForm: 'actions',
  markUnansweredAfterMinutes: 'actions',
  nobodyText: 'actions',
  closeText: 'actions',
  silence: 'actions',
  askRating: 'quality',
  ratingMinutes: 'quality',
  ratingCloses: 'quality',
  topics: 'quality',
  topicRequired: 'quality',
  botId: 'bots',
  firstReplySeconds: 'kpi',
  nextReplySeconds: 'kpi',
  kpiInWorkingHours: 'kpi',
  overdueNotice: 'kpi',
  name: 'other',
  language: 'other',
  transcriptByEmail: 'other',
};

/** The tab on which a field is. */
export const tabOf = (field: Field<QueueForm>): Exclude<QueueTab, 'history'> => tabs[field];

/** The id of the element which holds a field. */
export const settingElement = (field: Field<QueueForm>): string => `setting-${field}`;
