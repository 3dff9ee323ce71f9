import type { ListenMode } from '@ringdesk/shared/model/call.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { Ear, Hand, MessageSquareLock, Mic, MicOff, PhoneOff, Users } from 'lucide-react';

import { useCommand, useCommandKey } from '../../app/registry.ts';
import { useText } from '../../text/text.ts';
import { CallButton } from '../../ui/calls/CallButton.tsx';
import { useMe } from '../../workspace/hooks.ts';
import { missesCall, takesCall } from '../../workspace/answering.ts';
import { act, listen, stopListening } from './callActions.ts';
import type { CallView } from './callView.ts';
import { phone, phoneCall, usePhone, usePhoneCall } from './phone.ts';

export const listenSigns = { listen: Ear, whisper: MessageSquareLock, barge: Users } as const;
export const listenModes = ['listen', 'whisper', 'barge'] as const satisfies readonly ListenMode[];

/** Of somebody who hears a call of others: how, whether they are heard, and the two ways out. */
export function ListenControls({ view, interaction }: { readonly view: CallView; readonly interaction: Interaction }) {
  const t = useText('calls');
  const softphone = usePhone();
  const leg = usePhoneCall(view.id);
  const me = useMe()?.id;
  const mode = interaction.call?.listeners?.find(({ agentId }) => agentId === me)?.mode ?? leg?.role;
  const end = (): void => void stopListening(view.id);
  useCommand('call.end', end);
  useCommand('call.mute', () => softphone?.mute(view.id, !view.muted), { enabled: mode !== 'listen' });
  const endKey = useCommandKey('call.end');
  const muteKey = useCommandKey('call.mute');
  return (
    <>
      <span role="group" aria-label={t('listen.label')} className="flex gap-2">
        {listenModes.map((each) => (
          <CallButton
            key={each}
            icon={listenSigns[each]}
            word={t(`listen.${each}`)}
            pressed={mode === each}
            onClick={() => void listen(view.id, each)}
          />
        ))}
      </span>
      {mode !== 'listen' && (
        <CallButton
          icon={view.muted ? MicOff : Mic}
          word={t('act.mute')}
          pressed={view.muted}
          chord={muteKey}
          onClick={() => softphone?.mute(view.id, !view.muted)}
        />
      )}
      <CallButton icon={Hand} word={t('act.takeOver')} onClick={() => takeOver(view.id)} />
      <CallButton kind="end" icon={PhoneOff} word={t('act.stopListening')} chord={endKey} onClick={end} />
    </>
  );
}

/** The call becomes mine: the phone of this desk answers it by itself, and hears it no longer as a listener. */
export function takeOver(id: CallView['id']): void {
  if (phoneCall(id) !== undefined) phone()?.hangUp(id);
  takesCall(id);
  void act('interaction.take', { interactionId: id }).then((done) => {
    if (!done) missesCall(id);
  });
}
