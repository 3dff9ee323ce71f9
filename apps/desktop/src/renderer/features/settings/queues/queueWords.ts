import { SECOND } from '@ringdesk/shared/model/time.ts';
import type { BehaviourSentence } from '@ringdesk/shared/rules/queueBehaviour.ts';
import type { QueueWarning, WarnedField } from '@ringdesk/shared/rules/queueWarnings.ts';

import { formatList } from '../../../text/format.ts';
import type { Translate } from '../../../text/text.ts';
import type { FieldWarning } from '../form/FieldWarnings.tsx';
import type { FieldWords } from '../form/ReviewDialog.tsx';
import { hoursText } from '../hours/hoursWords.ts';
import { callSentenceText } from './calls/callWords.ts';
import type { QueueForm } from './queueForm.ts';
import { contactText, type NameOf, queueValueText } from './queueValues.ts';

/** Labels and values of the form in words: for the save bar, the review and the conflict. */
export function queueFieldWords(t: Translate, nameOf: NameOf): FieldWords<QueueForm> {
  return {
    // The label of the members has a comma, which a list of names cannot carry.
    fieldName: (field) => (field === 'members' ? t('queue.field.members.short') : t(`queue.field.${field}.label`)),
    valueText: (field, values) => queueValueText(t, nameOf, field, values),
  };
}

/** One sentence of "How this queue behaves". */
export function behaviourText(t: Translate, sentence: BehaviourSentence, seconds: NameOf['seconds']): string {
  const duration = (ms: number): string => seconds(Math.round(ms / SECOND));
  switch (sentence.about) {
    case 'callShare':
    case 'callNext':
    case 'callAlone':
    case 'callRound':
    case 'callMissed':
    case 'callRecorded':
    case 'callRating':
    case 'callWrapUp':
    case 'callErased':
      return callSentenceText(t, sentence, duration);
    case 'share':
      return t(`behaviour.share.${sentence.distribution}`, { count: sentence.people });
    case 'check':
      return t(`behaviour.check.${sentence.check}`);
    case 'limit':
      return t(`behaviour.limit.${sentence.notCounted}`, { count: sentence.limit });
    case 'next':
    case 'alone':
    case 'round':
    case 'unanswered':
    case 'disconnectedReturns':
    case 'marked':
    case 'firstReply':
    case 'nextReply':
    case 'silence':
    case 'silenceText':
    case 'ratingWait':
      return t(`behaviour.${sentence.about}`, { time: duration(sentence.after) });
    case 'missed':
      return t('behaviour.missed', { count: sentence.offers });
    case 'wrapUp':
      return t('behaviour.wrapUp', { time: duration(sentence.lasts) });
    case 'shown':
      return t(`behaviour.shown.${sentence.shown}`);
    case 'reopen':
      return t('behaviour.reopen', { time: seconds(sentence.hours * 3_600) });
    case 'hours':
    case 'callHours':
      return t(`behaviour.${sentence.about}`, { hours: hoursText(t, sentence.hours) });
    case 'bot':
    case 'notice':
      return t(`behaviour.${sentence.about}`, { name: sentence.name });
    case 'contact':
      return t('behaviour.contact', { fields: contactText(t, sentence.form) });
    case 'rating':
      return t(sentence.closes ? 'behaviour.rating.closes' : 'behaviour.rating.stays');
    default:
      return t(`behaviour.${sentence.about}`);
  }
}

/** A warning in words, with what to do about it. */
export function warningText(t: Translate, warning: QueueWarning, seconds: NameOf['seconds']): string {
  switch (warning.code) {
    case 'emptyDepartments':
    case 'inactiveWithChannels':
    case 'entriesMissing':
      return t(`warning.${warning.code}`, { count: warning.names.length, names: formatList(warning.names) });
    case 'longPass':
      return t('warning.longPass', { count: warning.people, time: seconds(Math.round(warning.pass / SECOND)) });
    case 'noticeDismissed':
    case 'botWithoutPeople':
    case 'forwardNoPhone':
    case 'overflowInactive':
      return t(`warning.${warning.code}`, { name: warning.name });
    case 'missedBeforeRing': {
      const [ring, missed] = [warning.ring, warning.missed].map((ms) => seconds(Math.round(ms / SECOND)));
      return t('warning.missedBeforeRing', { ring: ring ?? '', missed: missed ?? '' });
    }
    case 'offerOverFirstReply': {
      const [offer, reply] = [warning.offer, warning.reply].map((ms) => seconds(Math.round(ms / SECOND)));
      return t('warning.offerOverFirstReply', { offer: offer ?? '', reply: reply ?? '' });
    }
    default:
      return t(`warning.${warning.code}`);
  }
}

/** Warnings of these fields, as the form shows them. */
export function warningsAt(
  t: Translate,
  warnings: readonly QueueWarning[],
  fields: readonly WarnedField[],
  seconds: NameOf['seconds'],
): readonly FieldWarning[] {
  return warnings
    .filter((warning) => fields.includes(warning.field))
    .map((warning) => ({ id: warning.code, level: warning.level, text: warningText(t, warning, seconds) }));
}
