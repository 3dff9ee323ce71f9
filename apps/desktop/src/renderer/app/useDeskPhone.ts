import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useEffect } from 'react';

import { ask, sendCommand } from '../connection/connection.ts';
import { appInfo, desktop } from '../connection/desktop.ts';
import { serverOrigin } from '../connection/session.ts';
import { rememberedDevices } from '../features/calls/deviceMemory.ts';
import { followConsults } from '../features/calls/askedInVain.ts';
import { callTheConsulted, endTheLost } from '../features/calls/followServer.ts';
import { installPhone } from '../features/calls/phone.ts';
import { sayEnds, sayNotice } from '../features/calls/phoneNotices.ts';
import { setCallRinger } from '../features/notifications/notifier.ts';
import { createSoftphone } from '../phone/createSoftphone.ts';
import { keptCalls } from '../phone/keptCalls.ts';
import type { Softphone } from '../phone/softphone.ts';
import { loadPhoneFormat, setOwnNumbers } from '../text/phoneNumber.ts';
import { onCallTaken } from '../workspace/answering.ts';
import { steadyNow } from '../workspace/clock.ts';
import { workspace, type WorkspaceState } from '../workspace/workspace.ts';
import { deskId } from './deskId.ts';
import { runCommand } from './registry.ts';

/** The phone of this desk, from the moment somebody who works with calls is here until they leave. */
export function useDeskPhone(): void {
  useEffect(() => {
    // Asked for once: outside of a reload each answer is another desk, which would not get the calls of this one.
    const desk = deskId();
    const phone = createSoftphone({
      deskId: desk,
      origin: serverOrigin(),
      ticket: async () => {
        const reply = await ask('phone.ticket', { deskId: desk });
        return reply.ok ? reply.value : undefined;
      },
      report: (microphone) => void sendCommand('phone.report', { microphone }),
      kept: keptCalls(sessionStorage, desk),
    });
    return startPhone(phone);
  }, []);
}

/** Joins a phone with everything around it; the returned function takes it apart. */
export function startPhone(phone: Softphone): () => void {
  const asked = new Map<InteractionId, number>();
  const unseen = new Map<string, number>();
  let lookAgain: ReturnType<typeof setTimeout> | undefined;
  let before = phone.state();
  const followServer = (): void => {
    const { mirror } = workspace.getState();
    if (mirror === undefined) return;
    const wait = endTheLost(phone, phone.state().calls, mirror, unseen, steadyNow());
    clearTimeout(lookAgain);
    if (wait !== undefined) lookAgain = setTimeout(followServer, wait);
    callTheConsulted(phone, phone.state().calls, mirror, asked);
  };
  const ends = [
    installPhone(phone),
    onCallTaken((id, role) => (role === 'missed' ? phone.reject(id) : phone.answer(id, role))),
    phone.onNotice((notice) => sayNotice(phone, notice)),
    phone.onState((state) => {
      if (state.calls === before.calls) return;
      sayEnds(before.calls, state.calls);
      before = state;
      followServer();
      showLamps(phone);
    }),
    phone.headset.onKey((key) => pressed(phone, key)),
    workspace.subscribe((state, earlier) => {
      if (state.mirror?.interactions !== earlier.mirror?.interactions) {
        followServer();
        if (state.mirror !== undefined) followConsults(phone, earlier.mirror, state.mirror);
      }
      if (state.mirror?.channels !== earlier.mirror?.channels) setOwnNumbers(numbersOf(state));
      if (state.preferences !== earlier.preferences) setVolume(phone, state);
      if (state.mirror?.offers !== earlier.mirror?.offers) showLamps(phone);
      if (state.mirror?.lists.calls !== earlier.mirror?.lists.calls) tellSystem(state);
    }),
    askBeforeLeaving(phone),
    desktop().on('power.changed', ({ state }) => {
      if (state === 'resume' || state === 'online' || state === 'unlock') phone.wake();
    }),
  ];
  setCallRinger({ ring: phone.ring, mute: phone.muteRing, wake: phone.wakeRing });
  setOwnNumbers(numbersOf(workspace.getState()));
  setVolume(phone, workspace.getState());
  phone.setDevices(rememberedDevices());
  phone.register();
  void loadPhoneFormat();
  return () => {
    for (const end of ends) end();
    clearTimeout(lookAgain);
    setCallRinger(undefined);
    void desktop().call('calls.running', { on: false });
    void phone.unregister();
  };
}

/**
 * A tab that is closed ends the call in it, and one that is loaded anew interrupts it: the browser asks first. The app asks by
 * itself before it quits.
 */
function askBeforeLeaving(phone: Softphone): () => void {
  const ask = (event: BeforeUnloadEvent): void => {
    if (appInfo().kind === 'browser' && phone.state().calls.some(({ phase }) => phase !== 'ended'))
      event.preventDefault();
  };
  window.addEventListener('beforeunload', ask);
  return () => window.removeEventListener('beforeunload', ask);
}

const numbersOf = ({ mirror }: WorkspaceState): readonly string[] =>
  [...(mirror?.channels.values() ?? [])].flatMap((channel) =>
    channel.kind === 'phone' && channel.settings.number !== '' ? [channel.settings.number] : [],
  );

function setVolume(phone: Softphone, { preferences }: WorkspaceState): void {
  const { on, volume } = preferences.sounds.callRing ?? { on: true, volume: 0.8 };
  phone.setRingVolume(on ? volume : 0);
}

function tellSystem({ mirror }: WorkspaceState): void {
  void desktop().call('calls.running', { on: mirror !== undefined && mirror.lists.calls.size > 0 });
}

const ringsHere = (): boolean => {
  const { mirror } = workspace.getState();
  return [...(mirror?.offers.values() ?? [])].some(
    ({ state, interactionId }) => state === 'pending' && mirror?.interactions.get(interactionId)?.medium === 'call',
  );
};

/** The one place that lights them: what rings is known here, also where its sound is muted or off. */
function showLamps(phone: Softphone): void {
  const running = phone.state().calls.filter(({ phase }) => phase !== 'ended' && phase !== 'expected');
  phone.headset.show({
    inCall: running.length > 0,
    muted: running.some(({ muted }) => muted),
    ringing: ringsHere(),
  });
}

/** The hook answers what rings and ends what goes on; the mute key is the microphone's. */
function pressed(phone: Softphone, key: 'toggle' | 'mute'): void {
  if (key === 'mute') runCommand('call.mute');
  else if (ringsHere()) runCommand('offer.accept');
  else if (phone.state().calls.some(({ phase }) => phase !== 'ended')) runCommand('call.end');
}
