import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

import type { PhoneCall } from '../../phone/phoneCall.ts';
import type { PhoneNotice, Softphone } from '../../phone/softphone.ts';
import { interactionName } from '../../text/customerName.ts';
import { text } from '../../text/text.ts';
import { announce } from '../../ui/feedback/liveRegionStore.ts';
import { closeToast, showToast } from '../../ui/feedback/toasts.ts';
import { workspace } from '../../workspace/workspace.ts';
import { chooseDevice } from './deviceMemory.ts';

/** Stays until they can be heard again, or somebody closes it: nothing else in a call matters as much. */
const UNHEARD_MS = 60_000;
let unheard: string | undefined;
let unhearing: string | undefined;

/** Says what the phone tells, in words without codes. */
export function sayNotice(phone: Softphone, notice: PhoneNotice): void {
  switch (notice.kind) {
    case 'deviceGone':
      return void showToast({
        text: text(`calls:devices.gone.${notice.use}`, { device: notice.device.name }),
        tone: 'bad',
      });
    case 'deviceBack':
      return void showToast({
        text: text('calls:devices.isBack', { device: notice.device.name }),
        duration: 20_000,
        action: {
          label: text('calls:devices.useAgain'),
          onPress: () => chooseDevice(phone, notice.use, notice.device),
        },
      });
    case 'notHeard':
      announce(text('calls:notice.notHeard'), 'assertive');
      unheard = showToast({ text: text('calls:notice.notHeard'), tone: 'bad', duration: UNHEARD_MS });
      return undefined;
    case 'heardAgain':
      if (unheard !== undefined) closeToast(unheard);
      unheard = undefined;
      return void showToast({ text: text('calls:notice.heardAgain'), tone: 'ok' });
    case 'notHearing':
      announce(text('calls:notice.notHearing'), 'assertive');
      unhearing = showToast({ text: text('calls:notice.notHearing'), tone: 'bad', duration: UNHEARD_MS });
      return undefined;
    case 'hearingAgain':
      if (unhearing !== undefined) closeToast(unhearing);
      unhearing = undefined;
      return notice.here ? void showToast({ text: text('calls:notice.hearingAgain'), tone: 'ok' }) : undefined;
    case 'holdFailed':
      return void showToast({ text: text('calls:notice.holdFailed'), tone: 'bad' });
    case 'digitsLost':
      return void showToast({ text: text('calls:notice.digitsLost', { digit: notice.digit }), tone: 'bad' });
    case 'microphoneFailed':
      return void showToast({
        text: notice.talking ? text('calls:notice.cut') : text(`calls:notice.microphone.${notice.problem}`),
        tone: 'bad',
      });
    case 'outputRefused':
      return void showToast({ text: text('calls:devices.outputRefused'), tone: 'bad' });
  }
}

/** Ends a person did not bring about. That the other side hung up is seen, and heard once. */
const worthSaying = new Set(['busy', 'noAnswer', 'refused', 'unreachable', 'lost', 'failed']);

/** Says how calls ended that were here a moment ago. */
export function sayEnds(before: readonly PhoneCall[], after: readonly PhoneCall[]): void {
  const running = new Set(before.filter(({ phase }) => phase !== 'ended').map(({ id }) => id));
  for (const { id, end, role } of after) {
    if (end === undefined || !running.has(id)) continue;
    const interaction = workspace.getState().mirror?.interactions.get(id as InteractionId);
    const name = interaction === undefined ? '' : interactionName(interaction, text);
    if (worthSaying.has(end.because)) showToast({ text: text(`calls:ended.${end.because}`, { name }), tone: 'bad' });
    else if (role === 'talk' && end.because === 'farEnd') announce(text('calls:announce.ended', { name }));
  }
}
