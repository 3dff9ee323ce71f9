import type { Agent } from '@ringdesk/shared/model/agent.ts';
import { Inbox, Phone } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useRef, useState } from 'react';

import { formatDuration } from '../../text/format.ts';
import { useHomeCountry, usePhoneFormat } from '../../text/phoneNumber.ts';
import { type Translate, useText } from '../../text/text.ts';
import { classNames } from '../../ui/classNames.ts';
import { SearchField } from '../../ui/fields/SearchField.tsx';
import { Avatar } from '../../ui/marks/Avatar.tsx';
import { Icon } from '../../ui/marks/Icon.tsx';
import { presenceShape } from '../../ui/marks/presenceShape.ts';
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

/** People, queues and the number that is typed: one field, arrows and Enter, who is reached first. */
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
  const [active, setActive] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const typed = /[0-9]/.test(query) ? format?.readNumber(query, home) : undefined;
  const number = typed?.number === undefined ? undefined : { number: typed.number, shown: typed.shown };
  const queues = withQueues ? all.filter(({ id, medium }) => medium === 'call' && id !== queueId) : [];
  const targets = me === undefined ? [] : callTargets({ agents, queues, me: me.id, sends, number }, query);
  // Also who cannot be reached is stepped on, so that the reason is read; Enter does nothing there.
  const chosen = targets[Math.min(active, targets.length - 1)];

  const step = (by: number): void => {
    const next = (Math.min(active, targets.length - 1) + by + targets.length) % Math.max(1, targets.length);
    setActive(next);
    list.current?.querySelector(`[data-target="${targets[next]?.id ?? ''}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      step(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      if (isReached(chosen)) onChoose(chosen);
    }
  };
  const groups = [
    ['number', t('transfer.number')],
    ['agent', t('transfer.agents')],
    ['queue', t('transfer.queues')],
  ] as const;
  return (
    <>
      {head}
      <div className="px-3 pb-2">
        <SearchField
          ref={searchRef}
          label={placeholder}
          placeholder={placeholder}
          clearLabel={t('transfer.clear')}
          value={query}
          onChange={(next) => {
            setActive(0);
            setQuery(next);
          }}
          onKeyDown={onKeyDown}
          aria-controls={listId}
          aria-activedescendant={chosen === undefined ? undefined : `${listId}-${chosen.id}`}
        />
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={placeholder}
        className="pop-list max-h-[300px] overflow-y-auto"
      >
        {groups.map(([kind, title]) => {
          const rows = targets.filter((target) => target.kind === kind);
          return rows.length === 0 ? null : (
            <div key={kind} role="group" aria-label={title}>
              <div className="mi-label" role="presentation">
                {title}
              </div>
              {rows.map((target) => (
                <TargetRow
                  key={target.id}
                  id={`${listId}-${target.id}`}
                  target={target}
                  active={target === chosen}
                  verb={verb}
                  onHover={() => setActive(Math.max(0, targets.indexOf(target)))}
                  onChoose={() => onChoose(target)}
                />
              ))}
            </div>
          );
        })}
        {targets.length === 0 && <div className="pop-empty">{t('transfer.none')}</div>}
      </div>
    </>
  );
}

const isReached = (target: CallTarget): boolean => target.kind !== 'agent' || target.reason === undefined;

interface TargetRowProps {
  readonly id: string;
  readonly target: CallTarget;
  readonly active: boolean;
  readonly verb: string;
  readonly onHover: () => void;
  readonly onChoose: () => void;
}

function TargetRow({ id, target, active, verb, onHover, onChoose }: TargetRowProps) {
  const t = useText('calls');
  const now = useNow();
  const disabled = !isReached(target);
  const title = titleOf(target);
  return (
    <div
      id={id}
      role="option"
      data-target={target.id}
      aria-selected={active}
      aria-disabled={disabled || undefined}
      className={classNames('mi', active && 'is-active', disabled && 'opacity-60')}
      // Keeps the focus in the search field.
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={active ? undefined : onHover}
      onClick={disabled ? undefined : onChoose}
    >
      <TargetMark target={target} />
      <span className="mi-lines">
        <span className="trunc block font-medium num">{title}</span>
        <span className="mi-detail trunc">{detailOf(target, now, t)}</span>
      </span>
      {/* What a press on the row does; the row itself is the control. */}
      {active && !disabled && (
        <span className="btn btn-sm btn-primary" aria-hidden>
          {verb}
        </span>
      )}
    </div>
  );
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
