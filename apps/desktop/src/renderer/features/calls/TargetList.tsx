import type { Agent } from '@ringdesk/shared/model/agent.ts';
import { Inbox, Phone } from 'lucide-react';
import { type ReactNode, type RefObject, useState } from 'react';

import { formatDuration } from '../../text/format.ts';
import { useHomeCountry, usePhoneFormat } from '../../text/phoneNumber.ts';
import { type Translate, useText } from '../../text/text.ts';
import { Avatar } from '../../ui/marks/Avatar.tsx';
import { Icon } from '../../ui/marks/Icon.tsx';
import { presenceShape } from '../../ui/marks/presenceShape.ts';
import { type PickTarget, TargetPicker } from '../../ui/overlays/TargetPicker.tsx';
import { useNow } from '../../workspace/clock.ts';
import { useAgents, useMe, useQueues } from '../../workspace/hooks.ts';
import { type CallTarget, callTargets, type NotReached, type Sends } from './callTargets.ts';

export interface TargetListProps {
  readonly placeholder: string;
  /** Of the field it is searched by. */
  readonly searchRef?: RefObject<HTMLInputElement | null>;
  /** Also queues may be chosen. */
  readonly withQueues: boolean;
  readonly queueId?: string;
  readonly sends: Sends;
  /** What the button of the active row says. */
  readonly verb: string;
  readonly onChoose: (target: CallTarget) => void;
  readonly head?: ReactNode;
}

/** People, queues and the number that is typed: who is reached first; also the others, with what stands against them. */
export function TargetList({
  placeholder,
  searchRef,
  withQueues,
  queueId,
  sends,
  verb,
  onChoose,
  head,
}: TargetListProps) {
  const t = useText('calls');
  const me = useMe();
  const agents = useAgents();
  const all = useQueues();
  const format = usePhoneFormat();
  const home = useHomeCountry();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState<string>();
  const typed = /[0-9]/.test(query) ? format?.readNumber(query, home) : undefined;
  const number = typed?.number === undefined ? undefined : { number: typed.number, shown: typed.shown };
  const queues = withQueues ? all.filter(({ id, medium }) => medium === 'call' && id !== queueId) : [];
  const targets = me === undefined ? [] : callTargets({ agents, queues, me: me.id, sends, number }, query);
  const groups = [
    ['number', t('transfer.number')],
    ['agent', t('transfer.agents')],
    ['queue', t('transfer.queues')],
  ] as const;
  return (
    <>
      {head}
      <TargetPicker
        searchRef={searchRef}
        searchLabel={placeholder}
        clearLabel={t('transfer.clear')}
        listLabel={placeholder}
        query={query}
        onQuery={(next) => {
          setActive(undefined);
          setQuery(next);
        }}
        groups={groups.map(([kind, label]) => ({
          label,
          targets: targets.filter((target) => target.kind === kind).map(rowOf),
        }))}
        activeId={targets.some(({ id }) => id === active) ? active : targets[0]?.id}
        onActive={setActive}
        onChoose={(id) => {
          const target = targets.find((each) => each.id === id);
          if (target !== undefined) onChoose(target);
        }}
        verb={verb}
        empty={t('transfer.none')}
      />
    </>
  );
}

const rowOf = (target: CallTarget): PickTarget => ({
  id: target.id,
  mark: <TargetMark target={target} />,
  title: titleOf(target),
  detail: <TargetDetail target={target} />,
  disabled: target.kind === 'agent' && target.reason !== undefined,
});

function TargetDetail({ target }: { readonly target: CallTarget }) {
  return detailOf(target, useNow(), useText('calls'));
}

function TargetMark({ target }: { readonly target: CallTarget }) {
  if (target.kind === 'agent')
    return (
      <Avatar
        id={target.agent.id}
        name={target.agent.name}
        size={28}
        presence={presenceShape(target.agent.presence.state, target.agent.online, target.agent.onCall)}
      />
    );
  return (
    <span className="mi-tile">
      <Icon glyph={target.kind === 'queue' ? Inbox : Phone} />
    </span>
  );
}

function titleOf(target: CallTarget): string {
  if (target.kind === 'number') return target.shown;
  return target.kind === 'queue' ? target.queue.name : target.agent.name;
}

function detailOf(target: CallTarget, now: number, t: Translate): string {
  if (target.kind === 'number') return '';
  if (target.kind === 'queue')
    return target.queue.active ? t('transfer.waiting', { count: target.queue.waiting }) : t('transfer.queueOff');
  const { agent, reason } = target;
  if (reason === undefined && agent.onCall !== undefined) return t('transfer.waits');
  return reason === undefined
    ? t('transfer.available', { time: formatDuration(now - availableSince(agent)) })
    : notReachedText(reason, t);
}

const availableSince = ({ presence, phone }: Agent): number => Math.max(presence.since, phone?.since ?? 0);

/** Why a colleague cannot be called now. */
export function notReachedText(reason: NotReached, t: Translate): string {
  if (reason.startsWith('onCall.') || reason === 'phoneOff' || reason === 'phoneBlocked')
    return t(`calls:transfer.${reason}`);
  return t(`conversation:reason.${reason}`);
}
