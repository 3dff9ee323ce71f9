import { QueueSettings } from '@ringdesk/shared/model/queue.ts';

import type { Field } from '../form/changes.ts';
import { type QueueTab, queueTabs } from '../frame/section.ts';
import { callFields, type QueueForm } from './queueForm.ts';

/** Every field of the queue form: what the contract has, and the queue's name and language. */
export const queueFormFields = [
  ...(Object.keys(QueueSettings.omit({ call: true }).shape) as Field<QueueForm>[]),
  ...callFields,
  'name',
  'language',
] as const satisfies readonly Field<QueueForm>[];

const tabs: Readonly<Record<Field<QueueForm>, Exclude<QueueTab, 'history'>>> = {
  members: 'queue',
  distribution: 'queue',
  offerSeconds: 'queue',
  autoAccept: 'queue',
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
  rings: 'queue',
  missed: 'calls',
  missedAfterSeconds: 'calls',
  musicId: 'calls',
  recording: 'calls',
  announceRecording: 'calls',
  keepRecordingsDays: 'calls',
  showListening: 'calls',
  callerId: 'calls',
  medium: 'other',
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

const notOfChats: readonly QueueTab[] = ['calls'];
const notOfCalls: readonly QueueTab[] = ['actions', 'bots', 'kpi'];

/** The tabs a queue of this medium has. */
export const tabsOf = (medium: QueueForm['medium']): readonly QueueTab[] =>
  queueTabs.filter((tab) => !(medium === 'call' ? notOfCalls : notOfChats).includes(tab));

/** The id of the element which holds a field. */
export const settingElement = (field: Field<QueueForm>): string => `setting-${field}`;
