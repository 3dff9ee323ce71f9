import type { CallSettings } from '../model/call.ts';
import type { QueueSettings } from '../model/queue.ts';
import { MINUTE, SECOND } from '../model/time.ts';
import type { WorkingHours } from '../model/workingHours.ts';
import { acceptsByItself } from './autoAccept.ts';
import { callBehaviour, type CallSentence } from './callBehaviour.ts';
import type { QueueSurroundings } from './queueMembers.ts';

/**
 * One sentence of "How this queue behaves". The words are the screen's, in its language; what is said, and in which
 * order, is decided here, so that both ends describe a queue alike. Durations are milliseconds.
 */
export type BehaviourSentence =
  | CallSentence
  /** [29] */
  | { readonly about: 'hours' | 'callHours'; readonly hours: WorkingHours }
  | { readonly about: 'alwaysOpen' }
  /** [45] */
  | { readonly about: 'bot'; readonly name: string }
  /** [32, 33] */
  | { readonly about: 'consent' | 'greeting' }
  /** [34] */
  | { readonly about: 'contact'; readonly form: QueueSettings['contactForm'] }
  /** [13–15] `people`: how many the members expand to, without those who no longer work here. */
  | { readonly about: 'share'; readonly distribution: QueueSettings['distribution']; readonly people: number }
  /** Nobody is there to be asked. */
  | { readonly about: 'unstaffed' }
  /** [17] */
  | { readonly about: 'check'; readonly check: QueueSettings['availabilityCheck'] }
  /** [18, 19] */
  | { readonly about: 'limit'; readonly limit: number; readonly notCounted: QueueSettings['notCounted'] }
  | { readonly about: 'noLimit' }
  /** [16] what happens when an offer is not accepted in time; `alone`: there is no next person. */
  | { readonly about: 'next' | 'alone' | 'round'; readonly after: number }
  | { readonly about: 'nobody' }
  | { readonly about: 'autoAccept' }
  /** [30, 37] sent outside the hours, and with the check on when nobody is available; [36] when nobody can answer. */
  | { readonly about: 'offHoursText' | 'offHoursOrNobodyText' | 'nobodyText' }
  /** [35, 46, 47] */
  | { readonly about: 'marked' | 'firstReply' | 'nextReply'; readonly after: number }
  | { readonly about: 'kpiInHours' }
  /** [48] */
  | { readonly about: 'notice'; readonly name: string }
  /** [16] the option: accepted but not answered. */
  | { readonly about: 'unanswered'; readonly after: number }
  /** [80] */
  | { readonly about: 'missed'; readonly offers: number }
  /** [78] */
  | { readonly about: 'disconnectedReturns'; readonly after: number }
  | { readonly about: 'disconnectedStays' }
  /** [79] */
  | { readonly about: 'wrapUp'; readonly lasts: number }
  /** [62] */
  | { readonly about: 'intercept' }
  /** [20] */
  | { readonly about: 'shown'; readonly shown: QueueSettings['agentShown'] }
  /** [40] with a text or silently, [38] */
  | { readonly about: 'silence' | 'silenceText'; readonly after: number }
  | { readonly about: 'closeText' | 'topicRequired' | 'transcript' }
  /** [43, 44], and [39]: how long it waits for the rating; 0: not at all. */
  | { readonly about: 'rating'; readonly closes: boolean }
  | { readonly about: 'ratingWait'; readonly after: number }
  /** Section 13, Reopen. */
  | { readonly about: 'reopen'; readonly hours: number }
  | { readonly about: 'noReopen' };

/** What a queue with these settings does with a new conversation, in the order in which it happens to it. */
export function queueBehaviour(
  settings: QueueSettings,
  around: Pick<QueueSurroundings, 'people' | 'bot' | 'noticed' | 'missedNames'>,
): readonly BehaviourSentence[] {
  if (settings.call !== null) return ofCalls(settings, settings.call, around);
  const { people, bot, noticed } = around;
  const working = people.filter((person) => !person.dismissed).length;
  return [
    settings.workingHours === null ? { about: 'alwaysOpen' } : { about: 'hours', hours: settings.workingHours },
    ...beginning(settings, bot),
    working === 0 ? { about: 'unstaffed' } : { about: 'share', distribution: settings.distribution, people: working },
    { about: 'check', check: settings.availabilityCheck },
    settings.limit === null
      ? { about: 'noLimit' }
      : { about: 'limit', limit: settings.limit, notCounted: settings.notCounted },
    passingOn(settings, working),
    ...(acceptsByItself(settings) ? [{ about: 'autoAccept' as const }] : []),
    { about: 'nobody' },
    ...unattended(settings),
    ...replyTimes(settings, noticed),
    ...afterwards(settings),
    ...ending(settings),
    settings.reopenHours === 0 ? { about: 'noReopen' } : { about: 'reopen', hours: settings.reopenHours },
  ];
}

function ofCalls(
  settings: QueueSettings,
  call: CallSettings,
  around: Pick<QueueSurroundings, 'people' | 'missedNames'>,
): BehaviourSentence[] {
  const { missedOffersLimit: missed } = settings;
  return [
    settings.workingHours === null ? { about: 'alwaysOpen' } : { about: 'callHours', hours: settings.workingHours },
    { about: 'check', check: settings.availabilityCheck },
    ...callBehaviour(settings, call, around),
    ...(missed === null ? [] : [{ about: 'missed' as const, offers: missed }]),
    ...(settings.interceptAllowed ? [{ about: 'intercept' as const }] : []),
    ...(settings.topicRequired ? [{ about: 'topicRequired' as const }] : []),
  ];
}

/** [32–34, 45] */
function beginning(settings: QueueSettings, bot: QueueSurroundings['bot']): BehaviourSentence[] {
  const sentences: BehaviourSentence[] = [];
  if (settings.consent !== null) sentences.push({ about: 'consent' });
  const { contactForm } = settings;
  if (Object.values(contactForm).some((want) => want !== 'no')) sentences.push({ about: 'contact', form: contactForm });
  if (settings.greeting.trim() !== '') sentences.push({ about: 'greeting' });
  if (settings.botId !== null && bot !== undefined) sentences.push({ about: 'bot', name: bot.name });
  return sentences;
}

/** [30, 36, 37] which text is sent while nobody answers. */
function unattended(settings: QueueSettings): BehaviourSentence[] {
  const checked = settings.availabilityCheck !== 'off';
  const offHours = settings.offHoursText.trim() !== '';
  const sentences: BehaviourSentence[] = [];
  if (offHours && checked) sentences.push({ about: 'offHoursOrNobodyText' });
  else if (offHours && settings.workingHours !== null) sentences.push({ about: 'offHoursText' });
  if (settings.nobodyText.trim() !== '' && !(offHours && checked)) sentences.push({ about: 'nobodyText' });
  return sentences;
}

/** [35, 46–48] */
function replyTimes(settings: QueueSettings, noticed: QueueSurroundings['noticed']): BehaviourSentence[] {
  const { firstReplySeconds, nextReplySeconds, markUnansweredAfterMinutes } = settings;
  const sentences: BehaviourSentence[] = [];
  if (firstReplySeconds !== null) sentences.push({ about: 'firstReply', after: firstReplySeconds * SECOND });
  if (nextReplySeconds !== null) sentences.push({ about: 'nextReply', after: nextReplySeconds * SECOND });
  if (sentences.length > 0) {
    if (settings.kpiInWorkingHours && settings.workingHours !== null) sentences.push({ about: 'kpiInHours' });
    if (settings.overdueNotice !== null && noticed?.dismissed === false) {
      sentences.push({ about: 'notice', name: noticed.name });
    }
  }
  if (markUnansweredAfterMinutes !== null) {
    sentences.push({ about: 'marked', after: markUnansweredAfterMinutes * MINUTE });
  }
  return sentences;
}

/** [38–40, 43, 44] */
function ending(settings: QueueSettings): BehaviourSentence[] {
  const { silence, ratingMinutes } = settings;
  const sentences: BehaviourSentence[] = [];
  if (silence !== null) {
    const about = silence.text.trim() === '' ? 'silence' : 'silenceText';
    sentences.push({ about, after: silence.minutes * MINUTE });
  }
  if (settings.topicRequired) sentences.push({ about: 'topicRequired' });
  if (settings.closeText.trim() !== '') sentences.push({ about: 'closeText' });
  if (settings.askRating) {
    sentences.push({ about: 'rating', closes: settings.ratingCloses });
    if (ratingMinutes > 0) sentences.push({ about: 'ratingWait', after: ratingMinutes * MINUTE });
  }
  if (settings.transcriptByEmail) sentences.push({ about: 'transcript' });
  return sentences;
}

function passingOn(settings: QueueSettings, people: number): BehaviourSentence {
  const after = settings.offerSeconds * SECOND;
  if (settings.distribution === 'toAll') return { about: 'round', after };
  return { about: people === 1 ? 'alone' : 'next', after };
}

function afterwards(settings: QueueSettings): BehaviourSentence[] {
  const sentences: BehaviourSentence[] = [];
  const { returnUnansweredAfterSeconds, missedOffersLimit, returnDisconnectedAfterMinutes } = settings;
  if (returnUnansweredAfterSeconds !== null) {
    sentences.push({ about: 'unanswered', after: returnUnansweredAfterSeconds * SECOND });
  }
  if (missedOffersLimit !== null) sentences.push({ about: 'missed', offers: missedOffersLimit });
  sentences.push(
    returnDisconnectedAfterMinutes === null
      ? { about: 'disconnectedStays' }
      : { about: 'disconnectedReturns', after: returnDisconnectedAfterMinutes * MINUTE },
  );
  if (settings.wrapUpSeconds > 0) sentences.push({ about: 'wrapUp', lasts: settings.wrapUpSeconds * SECOND });
  if (settings.interceptAllowed) sentences.push({ about: 'intercept' });
  sentences.push({ about: 'shown', shown: settings.agentShown });
  return sentences;
}
