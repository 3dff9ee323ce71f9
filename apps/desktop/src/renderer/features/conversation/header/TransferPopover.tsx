import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { CornerUpRight, Inbox } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';

import { type Translate, useText } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { SearchField } from '../../../ui/fields/SearchField.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { classNames } from '../../../ui/classNames.ts';
import { Avatar } from '../../../ui/marks/Avatar.tsx';
import { Icon } from '../../../ui/marks/Icon.tsx';
import { presenceShape } from '../../../ui/marks/presenceShape.ts';
import { Popover } from '../../../ui/overlays/Popover.tsx';
import { useAgents, useIsLive, useMe, useQueue, useQueues } from '../../../workspace/hooks.ts';
import { transferConversation } from '../conversationActions.ts';
import { type TransferTarget, transferTargets } from './transferTargets.ts';

export interface TransferPopoverProps {
  readonly interaction: Interaction;
  readonly customerName: string;
  readonly open: boolean;
  /** What the search starts with. */
  readonly initialQuery: string;
  readonly onOpenChange: (open: boolean) => void;
  readonly chord?: string | undefined;
  readonly onTransferred: (to: TransferTarget['kind']) => void;
}

/** Who gets the conversation: colleagues with availability and load, queues with who waits there, and a note. */
export function TransferPopover(props: TransferPopoverProps) {
  const t = useText('conversation');
  return (
    <Popover
      align="end"
      flush
      title={t('transfer.title')}
      open={props.open}
      onOpenChange={props.onOpenChange}
      className="w-[360px] max-w-[calc(100vw-32px)]"
      trigger={
        <Button icon={CornerUpRight} aria-keyshortcuts={undefined}>
          {t('action.transfer')}
        </Button>
      }
    >
      <TransferForm {...props} />
    </Popover>
  );
}

function TransferForm({ interaction, customerName, initialQuery, onOpenChange, onTransferred }: TransferPopoverProps) {
  const t = useText('conversation');
  const agents = useAgents();
  const queues = useQueues();
  const live = useIsLive();
  const me = useMe();
  const settings = useQueue(interaction.queueId)?.settings;
  const check = settings?.availabilityCheck ?? 'online';
  const [query, setQuery] = useState(initialQuery);
  const [note, setNote] = useState('');
  const [chosen, setChosen] = useState<string>();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const targets = me === undefined ? [] : transferTargets(interaction, { agents, queues, me: me.id, check }, query);
  const open = targets.filter((target) => target.kind === 'queue' || target.reason === undefined);
  const target = targets.find(({ id }) => id === chosen);

  const send = (to: TransferTarget | undefined): void => {
    if (to === undefined || !live) return;
    const name = to.kind === 'agent' ? to.agent.name : to.queue.name;
    const clean = note.trim();
    transferConversation(
      {
        interactionId: interaction.id,
        to: to.kind === 'agent' ? { kind: 'agent', agentId: to.agent.id } : { kind: 'queue', queueId: to.queue.id },
        ...(clean === '' ? {} : { note: clean }),
      },
      { customer: customerName, target: name },
    );
    onOpenChange(false);
    onTransferred(to.kind);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      event.preventDefault();
      return send(target ?? open[0]);
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return undefined;
    event.preventDefault();
    const at = open.findIndex(({ id }) => id === chosen);
    const next = open[(at + (event.key === 'ArrowDown' ? 1 : -1) + open.length) % Math.max(1, open.length)];
    setChosen(next?.id);
    list.current?.querySelector(`[data-target="${next?.id ?? ''}"]`)?.scrollIntoView({ block: 'nearest' });
    return undefined;
  };
  /** Whoever tabbed to the list chooses there with the same keys; letters go where they are looked for. */
  const onListKeyDown = (event: KeyboardEvent): void => {
    if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey)
      search.current?.focus();
    else onKeyDown(event);
  };
  return (
    <div className="flex flex-col">
      <div className="px-3 pb-2">
        <SearchField
          ref={search}
          label={t('transfer.search')}
          clearLabel={t('transfer.clear')}
          value={query}
          onChange={setQuery}
          onKeyDown={onKeyDown}
          aria-controls={listId}
          aria-activedescendant={chosen === undefined ? undefined : `${listId}-${chosen}`}
        />
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        tabIndex={0}
        aria-label={t('transfer.title')}
        aria-activedescendant={chosen === undefined ? undefined : `${listId}-${chosen}`}
        onKeyDown={onListKeyDown}
        className="pop-list max-h-[264px] overflow-y-auto"
      >
        {(['agent', 'queue'] as const).map((kind) => {
          const rows = targets.filter((each) => each.kind === kind);
          return rows.length === 0 ? null : (
            <div key={kind} role="group" aria-label={t(kind === 'agent' ? 'transfer.agents' : 'transfer.queues')}>
              <div className="mi-label" role="presentation">
                {t(kind === 'agent' ? 'transfer.agents' : 'transfer.queues')}
              </div>
              {rows.map((each) => (
                <TargetRow
                  key={each.id}
                  id={`${listId}-${each.id}`}
                  target={each}
                  limit={settings?.limit ?? null}
                  chosen={each.id === chosen}
                  onChoose={() => setChosen(each.id)}
                />
              ))}
            </div>
          );
        })}
        {targets.length === 0 && <div className="pop-empty">{t('transfer.none')}</div>}
      </div>
      <div className="flex flex-col gap-2 border-t border-line p-3">
        <TextArea
          label={t('transfer.note')}
          hint={t('transfer.noteHint')}
          rows={2}
          maxLength={4_000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <Button
          variant="primary"
          block
          disabledReason={live ? (target === undefined ? t('transfer.choose') : undefined) : t('transfer.notConnected')}
          onClick={() => send(target)}
        >
          {t('transfer.send')}
        </Button>
      </div>
    </div>
  );
}

interface TargetRowProps {
  readonly id: string;
  readonly target: TransferTarget;
  readonly limit: number | null;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function TargetRow({ id, target, limit, chosen, onChoose }: TargetRowProps) {
  const t = useText('conversation');
  const disabled = target.kind === 'agent' && target.reason !== undefined;
  return (
    <div
      id={id}
      role="option"
      data-target={target.id}
      aria-selected={chosen}
      aria-disabled={disabled || undefined}
      className={classNames('mi', chosen && 'is-active', disabled && 'opacity-60')}
      // Keeps the focus in the search field.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        if (!disabled) onChoose();
      }}
    >
      {target.kind === 'agent' ? (
        <Avatar
          id={target.agent.id}
          name={target.agent.name}
          size={28}
          presence={presenceShape(target.agent.presence.state, target.agent.online)}
        />
      ) : (
        <span className="mi-tile">
          <Icon glyph={Inbox} />
        </span>
      )}
      <span className="mi-lines">
        <span className="trunc block font-medium">
          {target.kind === 'agent' ? target.agent.name : target.queue.name}
        </span>
        <span className="mi-detail trunc">{detailOf(target, limit, t)}</span>
      </span>
    </div>
  );
}

/** `limit`: of the queue the conversation is in; a transfer may exceed it [82], so it is told and does not forbid. */
function detailOf(target: TransferTarget, limit: number | null, t: Translate): string {
  if (target.kind === 'queue')
    return target.queue.active ? t('transfer.queueWaiting', { count: target.queue.waiting }) : t('transfer.queueOff');
  if (target.reason !== undefined) return t(`reason.${target.reason}`);
  const { chatLoad } = target.agent;
  const load =
    limit === null ? t('transfer.load', { count: chatLoad }) : t('transfer.loadOf', { load: chatLoad, limit });
  return t('transfer.availableWith', { load });
}
