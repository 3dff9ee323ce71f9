import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { Check, Ear, Hand, Phone } from 'lucide-react';
import type { ReactNode } from 'react';

import { useCommand, useCommandKey } from '../../app/registry.ts';
import { callKey, channelSign } from '../../text/callWords.ts';
import { formatDuration } from '../../text/format.ts';
import { usePhoneText } from '../../text/phoneNumber.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ConversationHead } from '../../ui/conversation/ConversationHead.tsx';
import { Tag } from '../../ui/marks/Tag.tsx';
import { Menu } from '../../ui/overlays/Menu.tsx';
import { missesCall, takesCall } from '../../workspace/answering.ts';
import { useNow } from '../../workspace/clock.ts';
import { askToDial } from '../../workspace/dialling.ts';
import { useChannel, useQueue } from '../../workspace/hooks.ts';
import { act, listen } from './callActions.ts';
import type { CallView } from './callView.ts';
import { listenModes, listenSigns, takeOver } from './ListenControls.tsx';
import { isMissed, settleMissed } from './missed.ts';
import { agentNameOf } from './names.ts';
import type { CallStanding } from './standing.ts';

export interface CallHeadProps {
  readonly interaction: Interaction;
  /** undefined: this person is not in the call. */
  readonly view: CallView | undefined;
  readonly standing: CallStanding;
  readonly name: string;
  readonly more: ReactNode;
  readonly onBack?: (() => void) | undefined;
  readonly onOpenCustomer: () => void;
}

/** Who it is, which way, how it stands, and what can be done from outside of the call. */
export function CallHead({ interaction, view, standing, name, more, onBack, onOpenCustomer }: CallHeadProps) {
  const t = useText('calls');
  const { call } = interaction;
  const queue = useQueue(interaction.queueId)?.name;
  const number = usePhoneText(call?.number);
  const channel = useChannel(interaction.channelId)?.kind;
  if (call === undefined) return null;
  const waited = call.direction === 'in' ? (call.answeredAt ?? call.end?.at) : undefined;
  // The number first: where room is short, the way the call came goes before it.
  const facts = [
    interaction.customer.name === '' ? undefined : number,
    call.via === 'internal' ? t('internal') : t(call.direction),
    queue,
    waited === undefined ? undefined : t('waited', { time: formatDuration(waited - interaction.arrivedAt) }),
  ].filter((fact) => fact !== undefined);
  return (
    <ConversationHead
      customer={{ id: interaction.customer.id, name }}
      channel={channelSign(interaction, channel)}
      facts={facts}
      onOpenCustomer={onOpenCustomer}
      back={onBack === undefined ? undefined : { label: t('conversation:back'), onPress: onBack }}
      actions={
        <>
          <Stage interaction={interaction} view={view} />
          <GetButton interaction={interaction} standing={standing} />
          {standing.mayListen && view === undefined && <Supervise interaction={interaction} />}
          {isMissed(interaction) && (
            <Button icon={Check} onClick={() => void settleMissed(interaction)}>
              {t('act.done')}
            </Button>
          )}
          {standing.mayCallBack && <CallBack interaction={interaction} />}
          {more}
        </>
      }
    />
  );
}

function Stage({ interaction, view }: Pick<CallHeadProps, 'interaction' | 'view'>) {
  const t = useText('calls');
  const now = useNow();
  const { call } = interaction;
  const answered = call?.end === undefined ? call?.answeredAt : undefined;
  // Beside “On hold” stands how long it has been so; the whole call's time is in its bar.
  const since =
    answered === undefined ? undefined : ((view?.stage === 'held' ? view.heldSince : undefined) ?? answered);
  const tone = since === undefined ? 'neutral' : view?.stage === 'held' || view?.stage === 'returning' ? 'warn' : 'ok';
  const word = view === undefined ? t(`inbox:call.${callKey(interaction) ?? 'in'}`) : t(`stage.${view.stage}`);
  const talked = call?.end !== undefined && call.answeredAt !== undefined ? call.end.at - call.answeredAt : undefined;
  const time = since === undefined ? talked : now - since;
  return (
    <Tag tone={tone}>
      {word}
      {time !== undefined && <time className="num font-semibold">{formatDuration(time)}</time>}
    </Tag>
  );
}

/** Calls that wait, ring at a colleague, or are a colleague's come here with one press. */
function GetButton({ interaction, standing }: Pick<CallHeadProps, 'interaction' | 'standing'>) {
  const t = useText('conversation');
  const { get } = standing;
  if (get === undefined) return null;
  const press = (): void => {
    if (get === 'takeOver') takeOver(interaction.id);
    else {
      takesCall(interaction.id);
      void act(get === 'take' ? 'interaction.take' : 'interaction.intercept', { interactionId: interaction.id }).then(
        (done) => {
          if (!done) missesCall(interaction.id);
        },
      );
    }
  };
  return (
    <Button
      variant={get === 'takeOver' ? 'default' : 'success'}
      icon={get === 'takeOver' ? Hand : Phone}
      onClick={press}
    >
      {t(`action.${get}`)}
    </Button>
  );
}

function Supervise({ interaction }: Pick<CallHeadProps, 'interaction'>) {
  const t = useText('calls');
  const { id } = interaction;
  const shows = useQueue(interaction.queueId)?.settings.call?.showListening !== false;
  const agent = 'ownerId' in interaction ? agentNameOf(interaction.ownerId) : '';
  useCommand('call.listen', () => void listen(id, 'listen'));
  useCommand('call.whisper', () => void listen(id, 'whisper'));
  useCommand('call.barge', () => void listen(id, 'barge'));
  useCommand('call.takeOver', () => takeOver(id));
  const keys = {
    listen: useCommandKey('call.listen'),
    whisper: useCommandKey('call.whisper'),
    barge: useCommandKey('call.barge'),
  };
  return (
    <Menu
      align="end"
      trigger={<Button icon={Ear}>{t('listen.menu')}</Button>}
      entries={[
        ...listenModes.map((mode) => ({
          id: mode,
          icon: listenSigns[mode],
          text: t(`listen.${mode}`),
          detail: t(`listen.${mode}Hint`, { agent }),
          chord: keys[mode],
          onSelect: () => void listen(id, mode),
        })),
        { kind: 'line' as const },
        { kind: 'label' as const, text: t(shows ? 'listen.shown' : 'listen.hidden', { agent }) },
      ]}
    />
  );
}

function CallBack({ interaction }: Pick<CallHeadProps, 'interaction'>) {
  const t = useText('calls');
  const number = interaction.call?.number;
  if (number === undefined) return null;
  return (
    <Button
      variant="success"
      icon={Phone}
      onClick={() => askToDial({ how: 'now', number, returns: interaction.id, queueId: interaction.queueId })}
    >
      {t('act.callBack')}
    </Button>
  );
}
