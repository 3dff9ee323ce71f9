import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import {
  ArrowLeftRight,
  Circle,
  CircleDot,
  CirclePause,
  CornerUpLeft,
  Grip,
  Merge,
  Mic,
  MicOff,
  NotebookPen,
  Pause,
  PhoneForwarded,
  PhoneOff,
  Play,
  Square,
} from 'lucide-react';
import { useState } from 'react';

import { useCommand, useCommandKey } from '../../app/registry.ts';
import { useText } from '../../text/text.ts';
import { CallButton } from '../../ui/calls/CallButton.tsx';
import { steadyNow } from '../../workspace/clock.ts';
import { useOpenInteraction, useQueue } from '../../workspace/hooks.ts';
import { act, completeConsult, conference, endConsult, hangUp, mayEndAgain } from './callActions.ts';
import type { CallView } from './callView.ts';
import { KeypadPopover } from './KeypadPopover.tsx';
import { usePhone, usePhoneState } from './phone.ts';
import { TransferPopover } from './TransferPopover.tsx';

export interface CallControlsProps {
  readonly view: CallView;
  readonly interaction: Interaction;
  readonly onNotes: () => void;
}

type Open = 'keypad' | 'transfer' | undefined;

/** What can be done with the call now, with the keys that do it from anywhere. */
export function CallControls({ view, interaction, onNotes }: CallControlsProps) {
  const t = useText('calls');
  const phone = usePhone();
  const [open, setOpen] = useState<Open>();
  const { id, muted, part } = view;
  const looked = useOpenInteraction();
  const joined = view.since !== undefined && view.stage !== 'connecting' && view.stage !== 'returning';
  const owns = part === 'talk';
  const consulting = interaction.call?.consult !== undefined;
  // What needs the sound: through another phone of mine it is that phone's to do.
  const soundReason = view.here ? (joined ? undefined : t('notYet')) : t('elsewhereHint');
  const held = view.stage === 'held' || view.stage === 'consulting';
  const end = (): void => {
    if (mayEndAgain(steadyNow())) void hangUp(id);
  };
  const toggleMute = (): void => phone?.mute(id, !muted);
  const toggleHold = (): void => (held ? phone?.resume(id) : phone?.hold(id));
  const show = (what: Open) => (shown: boolean) => setOpen(shown ? what : undefined);

  useCommand('call.mute', toggleMute, { enabled: view.here });
  useCommand('call.hold', toggleHold, { enabled: owns && soundReason === undefined && !consulting });
  useCommand('call.keypad', () => setOpen('keypad'), { enabled: soundReason === undefined });
  useCommand('call.transfer', () => setOpen('transfer'), {
    // Over another conversation the same key hands that one over.
    enabled: owns && joined && !consulting && (looked === undefined || looked === id),
  });
  useCommand('call.end', end);
  useCommand('call.notes', onNotes, { enabled: owns });
  const keys = {
    mute: useCommandKey('call.mute'),
    hold: useCommandKey('call.hold'),
    transfer: useCommandKey('call.transfer'),
    keypad: useCommandKey('call.keypad'),
    notes: useCommandKey('call.notes'),
    end: useCommandKey('call.end'),
  };
  return (
    <>
      <CallButton
        tight={consulting}
        icon={muted ? MicOff : Mic}
        word={t('act.mute')}
        chord={keys.mute}
        pressed={muted}
        disabledReason={view.here ? undefined : t('elsewhereHint')}
        onClick={toggleMute}
      />
      {owns && !consulting && (
        <CallButton
          icon={held ? Play : Pause}
          word={held ? t('act.resume') : t('act.hold')}
          chord={keys.hold}
          pressed={held}
          disabledReason={soundReason}
          onClick={toggleHold}
        />
      )}
      <KeypadPopover
        id={id}
        open={open === 'keypad'}
        onOpenChange={show('keypad')}
        trigger={
          <CallButton
            tight={consulting}
            icon={Grip}
            word={t('act.keypad')}
            chord={keys.keypad}
            disabledReason={soundReason}
          />
        }
      />
      {owns && consulting && <ConsultControls view={view} interaction={interaction} />}
      {owns && !consulting && (
        <TransferPopover
          interaction={interaction}
          open={open === 'transfer'}
          onOpenChange={show('transfer')}
          trigger={
            <CallButton
              icon={PhoneForwarded}
              word={t('act.transfer')}
              chord={keys.transfer}
              disabledReason={joined ? undefined : t('notYet')}
            />
          }
        />
      )}
      {owns && <RecordButton view={view} interaction={interaction} joined={joined} />}
      {owns && view.recordingSince !== undefined && <PauseRecordingButton view={view} />}
      {owns && (
        <CallButton tight={consulting} icon={NotebookPen} word={t('act.notes')} chord={keys.notes} onClick={onNotes} />
      )}
      <CallButton kind="end" icon={PhoneOff} word={t('act.end')} chord={keys.end} onClick={end} />
    </>
  );
}

/** While somebody is asked: whom to talk with, all together, hand over, or back. */
function ConsultControls({ view, interaction }: Pick<CallControlsProps, 'view' | 'interaction'>) {
  const t = useText('calls');
  const phone = usePhone();
  const state = interaction.call?.consult?.state;
  const answered = state === 'talking' || state === 'conference';
  const two = answered && state !== 'conference';
  const reason = answered ? undefined : t('notYet');
  const acts = {
    swap: () => phone?.swap(view.id),
    conference: () => void conference(view.id),
    complete: () => void completeConsult(view.id),
    return: () => void endConsult(view.id),
  };
  useCommand('call.swap', acts.swap, { enabled: two });
  useCommand('call.conference', acts.conference, { enabled: two });
  useCommand('call.complete', acts.complete, { enabled: answered });
  useCommand('call.return', acts.return);
  const keys = {
    swap: useCommandKey('call.swap'),
    conference: useCommandKey('call.conference'),
    complete: useCommandKey('call.complete'),
    return: useCommandKey('call.return'),
  };
  const button = (act: keyof typeof acts) => ({
    word: t(`act.${act}`),
    chord: keys[act],
    onClick: acts[act],
    disabledReason: act === 'return' ? undefined : reason,
  });
  return (
    <>
      {state !== 'conference' && <CallButton tight icon={ArrowLeftRight} {...button('swap')} />}
      {state !== 'conference' && <CallButton tight icon={Merge} {...button('conference')} />}
      <CallButton icon={PhoneForwarded} {...button('complete')} />
      {/* All with their words stand on the card: here they would push the customer's name out. */}
      <CallButton tight={state !== 'conference'} icon={CornerUpLeft} {...button('return')} />
    </>
  );
}

/** Silence in the recording while card data is said. It looks pressed when the recording keeps silence, not before. */
function PauseRecordingButton({ view }: Pick<CallControlsProps, 'view'>) {
  const t = useText('calls');
  const paused = view.recordingPausedSince !== undefined;
  const toggle = (): void => void act('call.pauseRecording', { interactionId: view.id, paused: !paused });
  useCommand('call.pauseRecording', toggle);
  return (
    <CallButton
      // Its word would take the room of the customer's name; that it is paused stands beside the time.
      tight
      icon={paused ? CircleDot : CirclePause}
      word={t(paused ? 'act.resumeRecording' : 'act.pauseRecording')}
      chord={useCommandKey('call.pauseRecording')}
      pressed={paused}
      onClick={toggle}
    />
  );
}

/** Where the queue lets the agent decide; where everything is recorded there is nothing to press. */
function RecordButton({
  view,
  interaction,
  joined,
}: Pick<CallControlsProps, 'view' | 'interaction'> & { readonly joined: boolean }) {
  const t = useText('calls');
  const recording = useQueue(interaction.queueId)?.settings.call?.recording ?? 'off';
  const anchored = usePhoneState()?.anchored !== false;
  const on = view.recordingSince !== undefined;
  const reason = !anchored ? t('noMediaServer') : joined ? undefined : t('notYet');
  const toggle = (): void => void act('call.record', { interactionId: view.id, on: !on });
  useCommand('call.record', toggle, { enabled: recording === 'onDemand' && reason === undefined });
  const key = useCommandKey('call.record');
  if (recording !== 'onDemand') return null;
  return (
    <CallButton
      tight={interaction.call?.consult !== undefined}
      icon={on ? Square : Circle}
      word={on ? t('act.stopRecording') : t('act.record')}
      chord={key}
      pressed={on}
      disabledReason={reason}
      onClick={toggle}
    />
  );
}
