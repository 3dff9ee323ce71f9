import '../../ui/calls/calls.css';

import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { Headphones, Pause, PhoneIncoming, PhoneOutgoing } from 'lucide-react';

import { interactionName } from '../../text/customerName.ts';
import { formatDuration } from '../../text/format.ts';
import { usePhoneText } from '../../text/phoneNumber.ts';
import { useText } from '../../text/text.ts';
import { CallButton } from '../../ui/calls/CallButton.tsx';
import { LevelMeter } from '../../ui/calls/LevelMeter.tsx';
import { Avatar } from '../../ui/marks/Avatar.tsx';
import { Icon } from '../../ui/marks/Icon.tsx';
import { useNow } from '../../workspace/clock.ts';
import { useInteraction, useQueue } from '../../workspace/hooks.ts';
import { CallControls } from './CallControls.tsx';
import type { CallView } from './callView.ts';
import { ListenControls } from './ListenControls.tsx';
import { agentNameOf } from './names.ts';
import { usePhone, usePhoneState } from './phone.ts';
import { QualityButton } from './QualityButton.tsx';
import { useCallAnnouncements } from './useCallAnnouncements.ts';

export interface CallBarProps {
  /** The first is the one that is talked in; the others wait. */
  readonly calls: readonly CallView[];
  readonly onOpen: (id: InteractionId) => void;
  /** Into the notes of the call. */
  readonly onNotes: (id: InteractionId) => void;
  readonly onDevices: () => void;
}

/** The green bar at the bottom, there while somebody is on the line and whatever is on the stage (desk 2.4). */
export function CallBar({ calls, ...rest }: CallBarProps) {
  const [first, ...others] = calls;
  const interaction = useInteraction(first?.id);
  if (first === undefined || interaction?.call === undefined) return null;
  return <Bar view={first} others={others} interaction={interaction} {...rest} />;
}

interface BarProps extends Omit<CallBarProps, 'calls'> {
  readonly view: CallView;
  readonly others: readonly CallView[];
  readonly interaction: Interaction;
}

function Bar({ view, others, interaction, onOpen, onNotes, onDevices }: BarProps) {
  const t = useText('calls');
  const name = interactionName(interaction, t);
  const owner = 'ownerId' in interaction ? agentNameOf(interaction.ownerId) : '';
  const label = {
    talk: t('bar.label', { name }),
    consult: t('bar.consulting', { agent: owner }),
    listen: t('bar.listening', { agent: owner, name }),
  }[view.part];
  useCallAnnouncements(view, name);
  return (
    <footer className="call-bar" aria-label={label}>
      <div className="call-bar-part">
        <Who interaction={interaction} name={name} label={label} part={view.part} onOpen={() => onOpen(view.id)} />
        <Time view={view} />
        {view.recordingSince !== undefined && (
          <span className="call-tag">
            {view.recordingPausedSince === undefined ? <i className="call-rec" /> : <Icon glyph={Pause} size={12} />}
            {t(view.recordingPausedSince === undefined ? 'recording' : 'recordingPaused')}
          </span>
        )}
        <span className="hide-mid">
          <QualityButton id={view.id} />
        </span>
      </div>
      <div className="call-bar-part">
        {view.part === 'listen' ? (
          <ListenControls view={view} interaction={interaction} />
        ) : (
          <CallControls view={view} interaction={interaction} onNotes={() => onNotes(view.id)} />
        )}
      </div>
      <div className="call-bar-part">
        {others.map((other) => (
          <Waiting key={other.id} view={other} onOpen={onOpen} />
        ))}
        <DeviceButton silent={view.muted || view.stage === 'held'} onDevices={onDevices} />
      </div>
    </footer>
  );
}

interface WhoProps {
  readonly interaction: Interaction;
  readonly name: string;
  readonly label: string;
  readonly part: CallView['part'];
  readonly onOpen: () => void;
}

/** The way back to the call from wherever the person is. */
function Who({ interaction, name, label, part, onOpen }: WhoProps) {
  const t = useText('calls');
  const { call, customer } = interaction;
  const number = usePhoneText(call?.number);
  const queue = useQueue(interaction.queueId)?.name;
  const second = part === 'talk' ? [queue, customer.name === '' ? undefined : number] : [label];
  return (
    <button type="button" className="call-who" title={t('act.back')} onClick={onOpen}>
      <Avatar id={customer.id} name={name} size={36} />
      <span className="call-who-lines">
        <span className="font-medium">{name}</span>
        <span className="call-quiet num">
          <Icon glyph={call?.direction === 'out' ? PhoneOutgoing : PhoneIncoming} size={12} />{' '}
          {second.filter((each) => each !== undefined && each !== '').join(' · ')}
        </span>
      </span>
    </button>
  );
}

function Time({ view }: { readonly view: CallView }) {
  const t = useText('calls');
  const now = useNow();
  const held = view.heldSince === undefined ? undefined : t('heldFor', { time: formatDuration(now - view.heldSince) });
  if (view.since === undefined) return <span className="call-stage font-medium">{t(`stage.${view.stage}`)}</span>;
  return (
    <span className="call-stage">
      <time className="call-time" role="timer" aria-live="off">
        {formatDuration(now - view.since)}
      </time>
      {view.stage !== 'talking' && (
        <span className="call-quiet trunc">{view.stage === 'held' ? held : t(`stage.${view.stage}`)}</span>
      )}
    </span>
  );
}

/** Another call of mine, on hold: one press changes over. */
function Waiting({ view, onOpen }: { readonly view: CallView; readonly onOpen: (id: InteractionId) => void }) {
  const t = useText('calls');
  const now = useNow();
  const phone = usePhone();
  const interaction = useInteraction(view.id);
  if (interaction === undefined) return null;
  const name = interactionName(interaction, t);
  return (
    <span className="flex min-w-0 items-center gap-2">
      <button type="button" className="call-quiet trunc" onClick={() => onOpen(view.id)}>
        {t('moreCalls', { name, time: formatDuration(now - (view.heldSince ?? now)) })}
      </button>
      <button type="button" className="cc" onClick={() => phone?.resume(view.id)}>
        {t('act.switch')}
      </button>
    </span>
  );
}

/** `silent`: nobody hears the microphone now, and its bars must not look as if somebody did. */
function DeviceButton({ silent, onDevices }: { readonly silent: boolean; readonly onDevices: () => void }) {
  const t = useText('calls');
  const phone = usePhone();
  const inUse = usePhoneState()?.devices.inUse;
  const name = inUse?.microphone.name ?? '';
  return (
    <>
      {phone !== undefined && <LevelMeter read={() => (silent ? undefined : phone.level())} label={t('level')} />}
      <CallButton
        kind="quiet"
        icon={Headphones}
        word={name === '' ? t('devices.open') : name}
        className="max-w-[180px] [&_.cc-word]:truncate"
        onClick={onDevices}
      />
    </>
  );
}
