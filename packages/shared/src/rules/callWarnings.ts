import { type CallSettings, RING_SECONDS } from '../model/call.ts';
import type { QueueId } from '../model/ids.ts';
import type { QueueSettings } from '../model/queue.ts';
import { SECOND } from '../model/time.ts';
import type { QueueSurroundings } from './queueMembers.ts';

/** What an admin should know about the settings of a call queue; read with `QueueWarning`. */
export type CallWarning = {
  readonly field: keyof CallSettings | 'members';
  readonly level: 'problem' | 'hint' | 'now';
} & (
  | {
      readonly code:
        | 'forwardGone'
        | 'forwardNoLine'
        | 'forwardNoCountry'
        | 'forwardCountry'
        | 'forwardPremium'
        | 'forwardEmergency'
        | 'forwardNotANumber'
        | 'overflowGone'
        | 'overflowSelf'
        | 'overflowCircle'
        | 'missedAfterUnused';
    }
  | { readonly code: 'phonesOff' | 'recordingUnannounced' }
  /** Needs a media server, and the center has none, or it is out of reach. */
  | { readonly code: 'voicemailNeedsMedia' | 'recordingNeedsMedia' | 'soundNeedsMedia' }
  | { readonly code: 'forwardNoPhone' | 'overflowInactive'; readonly name: string }
  /** [60, 61] the action comes before the first phone has rung out; milliseconds. */
  | { readonly code: 'missedBeforeRing'; readonly ring: number; readonly missed: number }
);

/** Every warning about what only a call queue has. */
export function callWarnings(settings: QueueSettings, call: CallSettings, around: QueueSurroundings): CallWarning[] {
  return [...aboutPhones(settings, around), ...aboutMissed(call, around), ...aboutMedia(call, around)];
}

/** [17] a member whose phone is off gets no call. */
function aboutPhones(settings: QueueSettings, { people }: QueueSurroundings): CallWarning[] {
  const working = people.filter((person) => !person.dismissed);
  const off =
    settings.members.length > 0 && working.length > 0 && working.every(({ phone }) => phone?.state !== 'ready');
  return off ? [{ code: 'phonesOff', field: 'members', level: 'now' }] : [];
}

/** [61] */
function aboutMissed(call: CallSettings, around: QueueSurroundings): CallWarning[] {
  const warnings: CallWarning[] = [];
  const { missed, missedAfterSeconds } = call;
  const ringSeconds = call.rings * RING_SECONDS;
  if (missedAfterSeconds !== null && missed.kind === 'wait') {
    warnings.push({ code: 'missedAfterUnused', field: 'missedAfterSeconds', level: 'hint' });
  } else if (missedAfterSeconds !== null && missedAfterSeconds < ringSeconds) {
    const [ring, after] = [ringSeconds * SECOND, missedAfterSeconds * SECOND];
    warnings.push({ code: 'missedBeforeRing', field: 'missedAfterSeconds', level: 'hint', ring, missed: after });
  }
  if (missed.kind === 'forwardToAgent') warnings.push(...aboutForward(around));
  if (missed.kind === 'forwardToNumber') warnings.push(...aboutNumber(around));
  if (missed.kind === 'overflow') warnings.push(...aboutOverflow(missed.queueId, around));
  return warnings;
}

function aboutForward({ forwardedTo }: QueueSurroundings): CallWarning[] {
  const field = 'missed';
  if (forwardedTo === undefined || forwardedTo.dismissed) return [{ code: 'forwardGone', field, level: 'problem' }];
  if (forwardedTo.phone?.state === 'ready') return [];
  return [{ code: 'forwardNoPhone', field, level: 'now', name: forwardedTo.name }];
}

/** What stands against a number itself, by why it is refused. */
const REFUSED = {
  country: 'forwardCountry',
  premium: 'forwardPremium',
  emergency: 'forwardEmergency',
  notANumber: 'forwardNotANumber',
  noTrunk: 'forwardNoLine',
} as const;

function aboutNumber({ dialRules, numberRefused }: QueueSurroundings): CallWarning[] {
  const about = { field: 'missed', level: 'problem' } as const;
  if (dialRules === undefined) return [];
  if (dialRules.outboundTrunkId === null) return [{ code: 'forwardNoLine', ...about }];
  if (numberRefused && (numberRefused !== 'country' || dialRules.countries.length > 0))
    return [{ code: REFUSED[numberRefused], ...about }];
  return dialRules.countries.length === 0 ? [{ code: 'forwardNoCountry', ...about }] : [];
}

function aboutOverflow(to: QueueId, { queueId, callQueues = [] }: QueueSurroundings): CallWarning[] {
  const field = 'missed';
  if (to === queueId) return [{ code: 'overflowSelf', field, level: 'problem' }];
  const target = callQueues.find(({ id }) => id === to);
  if (target === undefined) return [{ code: 'overflowGone', field, level: 'problem' }];
  const warnings: CallWarning[] = [];
  if (!target.active) warnings.push({ code: 'overflowInactive', field, level: 'problem', name: target.name });
  // A chain that comes back here passes callers round for ever.
  const seen = new Set<string>();
  let next: string | undefined = to;
  while (next !== undefined && !seen.has(next)) {
    if (next === queueId) {
      warnings.push({ code: 'overflowCircle', field, level: 'hint' });
      break;
    }
    seen.add(next);
    next = callQueues.find(({ id }) => id === next)?.overflowTo;
  }
  return warnings;
}

function aboutMedia(call: CallSettings, { mediaServer }: QueueSurroundings): CallWarning[] {
  const warnings: CallWarning[] = [];
  const level = 'problem';
  if (call.recording !== 'off' && !call.announceRecording) {
    warnings.push({ code: 'recordingUnannounced', field: 'announceRecording', level: 'hint' });
  }
  if (mediaServer === undefined || mediaServer === 'ok') return warnings;
  if (call.missed.kind === 'voicemail') warnings.push({ code: 'voicemailNeedsMedia', field: 'missed', level });
  if (call.missed.kind === 'hangUp' && call.missed.announcementId !== null)
    warnings.push({ code: 'soundNeedsMedia', field: 'missed', level });
  if (call.recording !== 'off') warnings.push({ code: 'recordingNeedsMedia', field: 'recording', level });
  return warnings;
}
