/**
 * The phone of this desk, for the screens that show it. There is one, or none yet: its code comes when somebody who works
 * with calls is signed in.
 *
 *   usePhone()          what can be done with it
 *   usePhoneState()     what it shows
 *   usePhoneCall(id)    one of its calls that is not over
 */
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useCallback, useSyncExternalStore } from 'react';

import type { PhoneCall } from '../../phone/phoneCall.ts';
import type { Softphone, SoftphoneState } from '../../phone/softphone.ts';

let installed: Softphone | undefined;
const listeners = new Set<() => void>();
const changed = (): void => {
  for (const listener of listeners) listener();
};

/** The returned function takes it away again. */
export function installPhone(phone: Softphone): () => void {
  installed = phone;
  const end = phone.onState(changed);
  changed();
  return () => {
    end();
    if (installed === phone) installed = undefined;
    changed();
  };
}

export const phone = (): Softphone | undefined => installed;

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const usePhone = (): Softphone | undefined => useSyncExternalStore(subscribe, phone);

const state = (): SoftphoneState | undefined => installed?.state();
export const usePhoneState = (): SoftphoneState | undefined => useSyncExternalStore(subscribe, state);

/** The leg of this desk in a call, while it has one. */
export const phoneCall = (id: string): PhoneCall | undefined =>
  installed?.state().calls.find((call) => call.id === id && call.phase !== 'ended');

export function usePhoneCall(id: InteractionId | undefined): PhoneCall | undefined {
  const find = useCallback(() => (id === undefined ? undefined : phoneCall(id)), [id]);
  return useSyncExternalStore(subscribe, find);
}
