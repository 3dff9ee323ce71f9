import { useList } from '../../workspace/hooks.ts';
import { usePhoneState } from './phone.ts';

/** Whether a call can be begun from this desk now; `reason` is a key of the texts `calls`. */
export function useMayDial(): { readonly reason: 'pad.noPhone' | 'pad.onCall' | undefined } {
  const ready = usePhoneState()?.line.phase === 'ready';
  const onCall = useList('calls').size > 0;
  if (!ready) return { reason: 'pad.noPhone' };
  return { reason: onCall ? 'pad.onCall' : undefined };
}
