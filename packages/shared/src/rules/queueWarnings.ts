import type { CallSettings } from '../model/call.ts';
import type { QueueSettings } from '../model/queue.ts';
import { SECOND } from '../model/time.ts';
import { unavailableBecause } from './availability.ts';
import { leadsToPeople } from './botReach.ts';
import { type CallWarning, callWarnings } from './callWarnings.ts';
import type { QueueSurroundings } from './queueMembers.ts';
import { opensEver } from './workingHours.ts';

/** The setting at which a warning is shown. */
export type WarnedField = keyof Omit<QueueSettings, 'call'> | keyof CallSettings | 'active';

/**
 * What an admin should know about settings that are allowed and probably not meant. `problem`: as it stands something
 * cannot work: no conversation reaches anybody, none can be closed; `hint`: it works, with a consequence that surprises. `now`: true only at this moment.
 */
export type QueueWarning = CallWarning | PlainWarning;

type PlainWarning = { readonly field: WarnedField; readonly level: 'problem' | 'hint' | 'now' } & (
  | { readonly code: 'noMembers' | 'allDismissed' | 'allAbsent' | 'nobodyNow' | 'noShift' | 'noChannels' }
  | { readonly code: 'checkOff' | 'shiftOnly' | 'limitToAll' | 'limitAnswered' | 'loneMember' }
  | { readonly code: 'hoursNeverOpen' | 'offHoursSilent' | 'nobodySilent' | 'nobodyTextUnused' | 'offHoursUnused' }
  | { readonly code: 'ratingNotAsked' | 'topicsMissing' | 'kpiWithoutHours' | 'noticeWithoutLimit' | 'noticeGone' }
  | { readonly code: 'botGone' | 'mailMissing' }
  /** [48] the person no longer works here; [45] the bot never leads to people. */
  | { readonly code: 'noticeDismissed' | 'botWithoutPeople'; readonly name: string }
  /** [16, 46] an offer may ring longer than the first reply may take; milliseconds. */
  | { readonly code: 'offerOverFirstReply'; readonly offer: number; readonly reply: number }
  | { readonly code: 'emptyDepartments' | 'inactiveWithChannels'; readonly names: readonly string[] }
  /** How long one customer may wait until everybody was asked once, in milliseconds. */
  | { readonly code: 'longPass'; readonly pass: number; readonly people: number }
  /** [20] people who would be shown without a name. */
  | { readonly code: 'entriesMissing'; readonly names: readonly string[] }
);

/** A pass over everybody that takes longer than this is pointed out. */
const LONG_PASS_SECONDS = 30 * 60;

/** Every warning about these settings in these surroundings; problems first. */
export function queueWarnings(settings: QueueSettings, around: QueueSurroundings): readonly QueueWarning[] {
  const { call } = settings;
  const all: QueueWarning[] = [
    ...aboutActivity(around),
    ...aboutMembers(settings, around),
    ...aboutAvailability(settings, around),
    ...aboutHours(settings),
    ...aboutEnding(settings, around),
    ...(call === null ? aboutChats(settings, around) : callWarnings(settings, call, around)),
  ];
  const rank = { problem: 0, now: 1, hint: 2 };
  return all.toSorted((a, b) => rank[a.level] - rank[b.level]);
}

/** What a call queue does not have. */
function aboutChats(settings: QueueSettings, around: QueueSurroundings): QueueWarning[] {
  return [
    ...aboutLimits(settings, around),
    ...aboutEntries(settings, around),
    ...aboutTexts(settings),
    ...aboutBot(settings, around),
    ...aboutReplyTimes(settings, around),
  ];
}

/** [7] */
function aboutActivity({ active, channels }: QueueSurroundings): QueueWarning[] {
  const names = channels.map(({ name }) => name);
  if (!active && names.length > 0) return [{ code: 'inactiveWithChannels', field: 'active', level: 'problem', names }];
  return active && names.length === 0 ? [{ code: 'noChannels', field: 'active', level: 'hint' }] : [];
}

/** [12] */
function aboutMembers(settings: QueueSettings, { people, emptyDepartments }: QueueSurroundings): QueueWarning[] {
  const field = 'members';
  if (settings.members.length === 0) return [{ code: 'noMembers', field, level: 'problem' }];
  const warnings: QueueWarning[] = [];
  if (emptyDepartments.length > 0) {
    // With other members beside them, empty departments only do not help.
    const level = people.length === 0 ? 'problem' : 'hint';
    warnings.push({ code: 'emptyDepartments', field, level, names: emptyDepartments });
  }
  const working = people.filter((person) => !person.dismissed);
  if (people.length > 0 && working.length === 0) warnings.push({ code: 'allDismissed', field, level: 'problem' });
  if (working.length > 0 && settings.availabilityCheck !== 'off' && working.every((person) => person.absent)) {
    warnings.push({ code: 'allAbsent', field, level: 'problem' });
  }
  if (working.length === 1 && settings.distribution !== 'toAll') {
    warnings.push({ code: 'loneMember', field, level: 'hint' });
  }
  return warnings;
}

/** [17] */
function aboutAvailability(settings: QueueSettings, { people }: QueueSurroundings): QueueWarning[] {
  const { availabilityCheck: check } = settings;
  const medium = settings.call ? 'call' : 'chat';
  const field = 'availabilityCheck';
  if (check === 'off') return [{ code: 'checkOff', field, level: 'hint' }];
  const present = people.filter((person) => !person.dismissed && !person.absent);
  const warnings: QueueWarning[] = [];
  if (check === 'shift') warnings.push({ code: 'shiftOnly', field, level: 'hint' });
  if (present.length === 0) return warnings;
  if (check !== 'online' && present.every((person) => !person.shiftOpen)) {
    warnings.push({ code: 'noShift', field, level: 'now' });
  } else if (present.every((person) => unavailableBecause(person, check, medium) !== undefined)) {
    warnings.push({ code: 'nobodyNow', field, level: 'now' });
  }
  return warnings;
}

/** [16, 18, 19] */
function aboutLimits(settings: QueueSettings, { people }: QueueSurroundings): QueueWarning[] {
  const warnings: QueueWarning[] = [];
  const working = people.filter((person) => !person.dismissed).length;
  const passSeconds = working * settings.offerSeconds;
  if (settings.distribution !== 'toAll' && working > 1 && passSeconds > LONG_PASS_SECONDS) {
    warnings.push({
      code: 'longPass',
      field: 'offerSeconds',
      level: 'hint',
      pass: passSeconds * SECOND,
      people: working,
    });
  }
  if (settings.limit !== null && settings.distribution === 'toAll') {
    warnings.push({ code: 'limitToAll', field: 'limit', level: 'hint' });
  }
  if (settings.limit !== null && settings.notCounted === 'answered') {
    warnings.push({ code: 'limitAnswered', field: 'notCounted', level: 'hint' });
  }
  return warnings;
}

/** [20] who has no entry of the queue's own stays without a name. */
function aboutEntries(settings: QueueSettings, { people }: QueueSurroundings): QueueWarning[] {
  if (settings.agentShown !== 'queueEntry') return [];
  const named = new Set(settings.agentEntries.map(({ agentId }) => agentId));
  const names = people.filter((person) => !person.dismissed && !named.has(person.id)).map(({ name }) => name);
  return names.length === 0 ? [] : [{ code: 'entriesMissing', field: 'agentShown', level: 'hint', names }];
}

/** [29] hours of which no day is open. */
function aboutHours({ workingHours }: QueueSettings): QueueWarning[] {
  return workingHours === null || opensEver(workingHours)
    ? []
    : [{ code: 'hoursNeverOpen', field: 'workingHours', level: 'problem' }];
}

/** [30, 36, 37] texts that are missing, and texts that are never sent. */
function aboutTexts(settings: QueueSettings): QueueWarning[] {
  const checked = settings.availabilityCheck !== 'off';
  const offHours = settings.offHoursText.trim() !== '';
  const nobody = settings.nobodyText.trim() !== '';
  const hint = 'hint' as const;
  const warnings: QueueWarning[] = [];
  if (!offHours && settings.workingHours !== null) {
    warnings.push({ code: 'offHoursSilent', field: 'offHoursText', level: hint });
  } else if (!offHours && !nobody && checked) {
    warnings.push({ code: 'nobodySilent', field: 'offHoursText', level: hint });
  }
  if (offHours && !checked && settings.workingHours === null) {
    warnings.push({ code: 'offHoursUnused', field: 'offHoursText', level: hint });
  }
  if (offHours && nobody && checked) warnings.push({ code: 'nobodyTextUnused', field: 'nobodyText', level: hint });
  return warnings;
}

/** [45] */
function aboutBot({ botId }: QueueSettings, { bot }: QueueSurroundings): QueueWarning[] {
  if (botId === null) return [];
  if (bot === undefined) return [{ code: 'botGone', field: 'botId', level: 'problem' }];
  const { name, settings } = bot;
  if (settings?.kind !== 'menu' || leadsToPeople(settings.menus)) return [];
  return [{ code: 'botWithoutPeople', field: 'botId', level: 'hint', name }];
}

/** [16, 46–48] */
function aboutReplyTimes(settings: QueueSettings, { noticed }: QueueSurroundings): QueueWarning[] {
  const { firstReplySeconds: first, nextReplySeconds: next, offerSeconds, overdueNotice } = settings;
  const limited = first !== null || next !== null;
  const level = 'hint';
  const warnings: QueueWarning[] = [];
  if (first !== null && offerSeconds > first) {
    const [offer, reply] = [offerSeconds * SECOND, first * SECOND];
    warnings.push({ code: 'offerOverFirstReply', field: 'offerSeconds', level, offer, reply });
  }
  if (limited && settings.kpiInWorkingHours && settings.workingHours === null) {
    warnings.push({ code: 'kpiWithoutHours', field: 'kpiInWorkingHours', level });
  }
  if (overdueNotice === null) return warnings;
  const field = 'overdueNotice';
  if (!limited) warnings.push({ code: 'noticeWithoutLimit', field, level });
  if (noticed === undefined) warnings.push({ code: 'noticeGone', field, level });
  else if (noticed.dismissed) warnings.push({ code: 'noticeDismissed', field, level, name: noticed.name });
  return warnings;
}

/** [10, 39, 43], and topics without which nothing can be closed. */
function aboutEnding(settings: QueueSettings, { mailReady }: QueueSurroundings): QueueWarning[] {
  const warnings: QueueWarning[] = [];
  if (settings.topicRequired && settings.topics.length === 0) {
    warnings.push({ code: 'topicsMissing', field: 'topics', level: 'problem' });
  }
  if (settings.ratingMinutes > 0 && !settings.askRating) {
    warnings.push({ code: 'ratingNotAsked', field: 'ratingMinutes', level: 'hint' });
  }
  if (settings.transcriptByEmail && mailReady === false) {
    warnings.push({ code: 'mailMissing', field: 'transcriptByEmail', level: 'problem' });
  }
  return warnings;
}
