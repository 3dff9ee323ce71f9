import { type CallSettings, type MissedCallAction, RING_SECONDS } from '../model/call.ts';
import type { QueueSettings } from '../model/queue.ts';
import { SECOND } from '../model/time.ts';
import type { QueueSurroundings } from './queueMembers.ts';

/** What the screens name in a sentence about [61]; absent: nothing is to be named, or it is no longer there. */
export interface MissedNames {
  readonly agent?: string;
  readonly number?: string;
  readonly queue?: string;
}

/** Sentences of "How this queue behaves" which only a call queue has. Durations are milliseconds. */
export type CallSentence =
  /** [59] `people`: as in `share`. */
  | { readonly about: 'callShare'; readonly distribution: QueueSettings['distribution']; readonly people: number }
  /** Nobody is there to be rung. */
  | { readonly about: 'callUnstaffed' }
  /** [79] */
  | { readonly about: 'callWrapUp'; readonly lasts: number }
  | { readonly about: 'callRating' }
  /** [17, 81] a phone that is ready, and no call. */
  | { readonly about: 'callPhone' }
  /** [60] */
  | { readonly about: 'callNext' | 'callAlone' | 'callRound'; readonly rings: number; readonly after: number }
  /** [61] after one pass, or after `after` with nobody there. */
  | {
      readonly about: 'callMissed';
      readonly kind: MissedCallAction['kind'];
      readonly names: MissedNames;
      readonly after: number | undefined;
    }
  | { readonly about: 'callRecorded'; readonly when: 'always' | 'onDemand'; readonly announced: boolean }
  | { readonly about: 'callNotRecorded' }
  | { readonly about: 'callErased'; readonly days: number };

/** What a call queue does with a new call, in the order in which it happens to it: from the first ring to the record. */
export function callBehaviour(
  settings: QueueSettings,
  call: CallSettings,
  around: Pick<QueueSurroundings, 'people' | 'missedNames'>,
): readonly CallSentence[] {
  const people = around.people.filter((person) => !person.dismissed).length;
  const after = call.rings * RING_SECONDS * SECOND;
  const toAll = settings.distribution === 'toAll';
  return [
    ...(people === 0
      ? [{ about: 'callUnstaffed' as const }]
      : [
          { about: 'callShare' as const, distribution: settings.distribution, people },
          { about: 'callPhone' as const },
          {
            about: toAll ? ('callRound' as const) : people === 1 ? ('callAlone' as const) : ('callNext' as const),
            rings: call.rings,
            after,
          },
        ]),
    {
      about: 'callMissed',
      kind: call.missed.kind,
      names: around.missedNames ?? {},
      after: call.missedAfterSeconds === null ? undefined : call.missedAfterSeconds * SECOND,
    },
    call.recording === 'off'
      ? { about: 'callNotRecorded' }
      : { about: 'callRecorded', when: call.recording, announced: call.announceRecording },
    ...(settings.wrapUpSeconds === 0 ? [] : [{ about: 'callWrapUp' as const, lasts: settings.wrapUpSeconds * SECOND }]),
    ...(settings.askRating ? [{ about: 'callRating' as const }] : []),
    ...(call.keepRecordingsDays === null ? [] : [{ about: 'callErased' as const, days: call.keepRecordingsDays }]),
  ];
}
