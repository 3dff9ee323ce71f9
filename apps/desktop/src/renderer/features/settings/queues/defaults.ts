import { defaultCallSettings } from '@ringdesk/shared/model/call.ts';
import { defaultQueueSettings, type Queue, type QueueSettings } from '@ringdesk/shared/model/queue.ts';

/** [79] 45 s of wrap-up, [80] one missed call in a row: what calls begin with. */
const CALL_WRAP_UP_SECONDS = 45;
const CALL_MISSED_LIMIT = 1;

/** The settings a new queue of this medium begins with. */
export function defaultsOf(medium: Queue['medium']): QueueSettings {
  if (medium === 'chat') return defaultQueueSettings;
  return {
    ...defaultQueueSettings,
    wrapUpSeconds: CALL_WRAP_UP_SECONDS,
    missedOffersLimit: CALL_MISSED_LIMIT,
    call: defaultCallSettings,
  };
}
