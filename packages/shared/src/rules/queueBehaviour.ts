import type { ChatQueueSettings } from '../model/queue.ts';
import { MINUTE, SECOND } from '../model/time.ts';
import type { QueueSurroundings } from './queueMembers.ts';

/**
 * One sentence of "How this queue behaves". The words are the screen's, in its language; what is said, and in which
 * order, is decided here, so that both ends describe a queue alike. Durations are milliseconds.
 */
export type BehaviourSentence =
  /** [13–15] `people`: how many the members expand to, without those who no longer work here. */
  | { readonly about: 'share'; readonly distribution: ChatQueueSettings['distribution']; readonly people: number }
  /** Nobody is there to be asked. */
  | { readonly about: 'unstaffed' }
  /** [17] */
  | { readonly about: 'check'; readonly check: ChatQueueSettings['availabilityCheck'] }
  /** [18, 19] */
  | { readonly about: 'limit'; readonly limit: number; readonly notCounted: ChatQueueSettings['notCounted'] }
  | { readonly about: 'noLimit' }
  /** [16] what happens when an offer is not accepted in time; `alone`: there is no next person. */
  | { readonly about: 'next' | 'alone' | 'round'; readonly after: number }
  | { readonly about: 'nobody' }
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
  | { readonly about: 'shown'; readonly shown: ChatQueueSettings['agentShown'] }
  /** Section 13, Reopen. */
  | { readonly about: 'reopen'; readonly hours: number }
  | { readonly about: 'noReopen' };

/** What a queue with these settings does with a new conversation, in the order in which it happens to it. */
export function queueBehaviour(
  settings: ChatQueueSettings,
  { people }: Pick<QueueSurroundings, 'people'>,
): readonly BehaviourSentence[] {
  const working = people.filter((person) => !person.dismissed).length;
  return [
    working === 0 ? { about: 'unstaffed' } : { about: 'share', distribution: settings.distribution, people: working },
    { about: 'check', check: settings.availabilityCheck },
    settings.limit === null
      ? { about: 'noLimit' }
      : { about: 'limit', limit: settings.limit, notCounted: settings.notCounted },
    passingOn(settings, working),
    { about: 'nobody' },
    ...afterwards(settings),
  ];
}

function passingOn(settings: ChatQueueSettings, people: number): BehaviourSentence {
  const after = settings.offerSeconds * SECOND;
  if (settings.distribution === 'toAll') return { about: 'round', after };
  return { about: people === 1 ? 'alone' : 'next', after };
}

function afterwards(settings: ChatQueueSettings): BehaviourSentence[] {
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
  sentences.push(settings.reopenHours === 0 ? { about: 'noReopen' } : { about: 'reopen', hours: settings.reopenHours });
  return sentences;
}
