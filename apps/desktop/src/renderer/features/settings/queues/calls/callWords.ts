import { type CallSettings, RING_SECONDS } from '@ringdesk/shared/model/call.ts';
import type { CallSentence } from '@ringdesk/shared/rules/callBehaviour.ts';

import type { Translate } from '../../../../text/text.ts';
import type { NameOf } from '../queueValues.ts';

/** [60] both ways of saying it: rings and seconds. */
export const ringsText = (t: Translate, rings: number): string =>
  t('calls.rings', { count: rings, seconds: rings * RING_SECONDS });

/** One sentence of "How this queue behaves" about calls. */
export function callSentenceText(
  t: Translate,
  sentence: Exclude<CallSentence, { about: 'callPhone' | 'callNotRecorded' | 'callUnstaffed' }>,
  duration: (ms: number) => string,
): string {
  switch (sentence.about) {
    case 'callShare':
      return t(`behaviour.callShare.${sentence.distribution}`, { count: sentence.people });
    case 'callNext':
    case 'callAlone':
    case 'callRound':
      return t(`behaviour.${sentence.about}`, { rings: t('calls.ringCount', { count: sentence.rings }) });
    case 'callMissed': {
      const { agent = t('gone'), queue = t('gone'), number = '' } = sentence.names;
      const what = t(`behaviour.callMissed.${sentence.kind}`, { agent, queue, number });
      if (sentence.after === undefined || sentence.kind === 'wait') return what;
      return t('behaviour.callMissedSooner', { what, time: duration(sentence.after) });
    }
    case 'callRecorded':
      return t(`behaviour.callRecorded.${sentence.when}${sentence.announced ? 'Announced' : ''}`);
    case 'callRating':
      return t('behaviour.callRating');
    case 'callWrapUp':
      return t('behaviour.callWrapUp', { time: duration(sentence.lasts) });
    case 'callErased':
      return t('behaviour.callErased', { count: sentence.days });
  }
}

/** What a field of the settings of calls is set to, in words. */
export function callValueText(t: Translate, nameOf: NameOf, field: keyof CallSettings, values: CallSettings): string {
  switch (field) {
    case 'rings':
      return ringsText(t, values.rings);
    case 'missed':
      return missedText(t, nameOf, values.missed);
    case 'missedAfterSeconds':
      return values.missedAfterSeconds === null ? t('off') : nameOf.seconds(values.missedAfterSeconds);
    case 'musicId':
      return t(values.musicId === null ? 'calls.ownMusic' : 'calls.uploadedMusic');
    case 'recording':
      return t(`calls.recording.${values.recording}.title`);
    case 'announceRecording':
    case 'showListening':
      return values[field] ? t('on') : t('off');
    case 'keepRecordingsDays':
      return values.keepRecordingsDays === null
        ? t('calls.keptForever')
        : t('calls.days', { count: values.keepRecordingsDays });
    case 'callerId':
      return values.callerId ?? t('calls.ownCallerId');
  }
}

function missedText(t: Translate, nameOf: NameOf, missed: CallSettings['missed']): string {
  const title = t(`calls.missed.${missed.kind}.title`);
  switch (missed.kind) {
    case 'forwardToAgent':
      return t('calls.missedTo', { what: title, to: nameOf.agent(missed.agentId) });
    case 'forwardToNumber':
      return t('calls.missedTo', { what: title, to: missed.number });
    case 'overflow':
      return t('calls.missedTo', { what: title, to: nameOf.queue(missed.queueId) });
    case 'voicemail':
      return t('calls.missedTo', { what: title, to: nameOf.seconds(missed.maxSeconds) });
    default:
      return title;
  }
}
