import type { QueueSettings, Member } from '@ringdesk/shared/model/queue.ts';

import { formatList } from '../../../text/format.ts';
import { languageNames, type Translate } from '../../../text/text.ts';
import type { Field } from '../form/changes.ts';
import { hoursText } from '../hours/hoursWords.ts';
import { callValueText } from './calls/callWords.ts';
import type { QueueForm } from './queueForm.ts';

/** Names of members, people and bots, for sentences. */
export interface NameOf {
  readonly member: (member: Member) => string;
  readonly agent: (id: string) => string;
  readonly bot: (id: string) => string;
  readonly queue: (id: string) => string;
  /** Seconds in words. */
  readonly seconds: (seconds: number) => string;
}

/** The fields of the contact form [34], in its order. */
export const contactFields = ['name', 'email', 'phone'] as const;

/** What a field of the form is set to, in words: for the review, the conflict, and the history. */
export function queueValueText(t: Translate, nameOf: NameOf, field: Field<QueueForm>, values: QueueForm): string {
  const secondsOrOff = (seconds: number | null): string =>
    seconds === null || seconds === 0 ? t('off') : nameOf.seconds(seconds);
  const minutesOrOff = (minutes: number | null): string => secondsOrOff(minutes === null ? null : minutes * 60);
  switch (field) {
    case 'name':
      return values.name;
    case 'language':
      return languageNames[values.language];
    case 'members':
      return values.members.length === 0 ? t('nobody') : formatList(values.members.map(nameOf.member));
    case 'agentEntries':
      return listOrNone(
        t,
        values.agentEntries.map(({ agentId, name }) => t('queue.entry', { agent: nameOf.agent(agentId), name })),
      );
    case 'topics':
      return listOrNone(t, values.topics);
    case 'chatsDuringCalls':
      return t(`queue.chatsDuringCalls.${values.chatsDuringCalls}.title`);
    case 'medium':
      return t(`newQueue.medium.${values.medium}.title`);
    case 'rings':
    case 'missed':
    case 'missedAfterSeconds':
    case 'musicId':
    case 'recording':
    case 'announceRecording':
    case 'keepRecordingsDays':
    case 'showListening':
    case 'callerId':
      return callValueText(t, nameOf, field, values);
    case 'distribution':
    case 'availabilityCheck':
    case 'notCounted':
    case 'agentShown':
      return t(`queue.${field}.${values[field]}.title`);
    case 'offerSeconds':
    case 'wrapUpSeconds':
    case 'returnUnansweredAfterSeconds':
    case 'firstReplySeconds':
    case 'nextReplySeconds':
      return secondsOrOff(values[field]);
    case 'returnDisconnectedAfterMinutes':
    case 'markUnansweredAfterMinutes':
    case 'ratingMinutes':
      return minutesOrOff(values[field]);
    case 'limit':
    case 'missedOffersLimit':
      return values[field] === null ? t('off') : String(values[field]);
    case 'reopenHours':
      return secondsOrOff(values.reopenHours * 3_600);
    case 'autoAccept':
    case 'interceptAllowed':
    case 'transcriptByEmail':
    case 'topicRequired':
    case 'askRating':
    case 'ratingCloses':
    case 'kpiInWorkingHours':
      return values[field] ? t('on') : t('off');
    case 'greeting':
    case 'offHoursText':
    case 'nobodyText':
    case 'closeText':
      return values[field].trim() === '' ? t('none') : values[field];
    case 'workingHours':
      return hoursText(t, values.workingHours);
    case 'contactForm':
      return contactText(t, values.contactForm);
    case 'consent':
      return values.consent === null ? t('off') : t('value.consent', values.consent);
    case 'silence':
      return silenceText(t, nameOf, values.silence);
    case 'botId':
      return values.botId === null ? t('none') : nameOf.bot(values.botId);
    case 'overdueNotice':
      return values.overdueNotice === null
        ? t('nobody')
        : t('value.notice', { agent: nameOf.agent(values.overdueNotice.agentId), text: values.overdueNotice.text });
  }
}

const listOrNone = (t: Translate, items: readonly string[]): string =>
  items.length === 0 ? t('none') : formatList(items);

/** [34] what is asked for; nothing: off. */
export function contactText(t: Translate, form: QueueSettings['contactForm']): string {
  const asked = contactFields.filter((field) => form[field] !== 'no');
  if (asked.length === 0) return t('off');
  return formatList(
    asked.map((field) => t('value.contact', { field: t(`contact.${field}`), want: t(`contact.asked.${form[field]}`) })),
  );
}

/** [40] */
function silenceText(t: Translate, nameOf: NameOf, silence: QueueSettings['silence']): string {
  if (silence === null) return t('off');
  const time = nameOf.seconds(silence.minutes * 60);
  const { text } = silence;
  return text.trim() === '' ? t('value.silent', { time }) : t('value.silentText', { time, text });
}
