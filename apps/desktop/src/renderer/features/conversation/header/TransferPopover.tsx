import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { CornerUpRight, Inbox } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';

import { type Translate, useText } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { thisPlatform } from '../../../ui/actions/chord.ts';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { Avatar } from '../../../ui/marks/Avatar.tsx';
import { Icon } from '../../../ui/marks/Icon.tsx';
import { presenceShape } from '../../../ui/marks/presenceShape.ts';
import { Popover } from '../../../ui/overlays/Popover.tsx';
import { type PickTarget, TargetPicker } from '../../../ui/overlays/TargetPicker.tsx';
import { useAgents, useIsLive, useMe, usePreferences, useQueue, useQueues } from '../../../workspace/hooks.ts';
import { sendsOn } from '../composer/sendKey.ts';
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
  const { sendWith } = usePreferences();
  const mod = thisPlatform() === 'mac' ? '⌘' : 'Ctrl';
  const me = useMe();
  const settings = useQueue(interaction.queueId)?.settings;
  const check = settings?.availabilityCheck ?? 'online';
  const [query, setQuery] = useState(initialQuery);
  const [note, setNote] = useState('');
  const [chosen, setChosen] = useState<string>();
  const noteField = useRef<HTMLTextAreaElement>(null);
  const targets = me === undefined ? [] : transferTargets(interaction, { agents, queues, me: me.id, check }, query);
  const target = targets.find((each) => each.id === chosen && isOpen(each));

  const send = (): void => {
    const to = target;
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
  const onNoteKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const { key, shiftKey, ctrlKey, metaKey, altKey, nativeEvent } = event;
    if (!sendsOn({ key, shiftKey, ctrlKey, metaKey, altKey, isComposing: nativeEvent.isComposing }, sendWith)) return;
    event.preventDefault();
    // Of the press that chose who gets it, while it is held down.
    if (!event.repeat) send();
  };
  return (
    <div className="flex flex-col">
      <TargetPicker
        searchLabel={t('transfer.search')}
        clearLabel={t('transfer.clear')}
        listLabel={t('transfer.title')}
        query={query}
        onQuery={setQuery}
        groups={(['agent', 'queue'] as const).map((kind) => ({
          label: t(kind === 'agent' ? 'transfer.agents' : 'transfer.queues'),
          targets: targets.filter((each) => each.kind === kind).map((each) => rowOf(each, settings?.limit ?? null, t)),
        }))}
        activeId={chosen}
        onActive={setChosen}
        // Nothing is sent yet: who gets it should know why, and the note is written next.
        onChoose={(id) => {
          setChosen(id);
          noteField.current?.focus();
        }}
        empty={t('transfer.none')}
      />
      <div className="flex flex-col gap-2 border-t border-line p-3">
        <TextArea
          ref={noteField}
          label={t('transfer.note')}
          hint={t(target === undefined ? 'transfer.noteHint' : `transfer.noteSends.${sendWith}`, { mod })}
          rows={2}
          maxLength={4_000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          onKeyDown={onNoteKeyDown}
        />
        <Button
          variant="primary"
          block
          disabledReason={live ? (target === undefined ? t('transfer.choose') : undefined) : t('transfer.notConnected')}
          chord={target === undefined ? undefined : sendWith === 'enter' ? 'Enter' : 'Mod+Enter'}
          onClick={send}
        >
          {t('transfer.send')}
        </Button>
      </div>
    </div>
  );
}

const isOpen = (target: TransferTarget): boolean => target.kind === 'queue' || target.reason === undefined;

const rowOf = (target: TransferTarget, limit: number | null, t: Translate): PickTarget => ({
  id: target.id,
  mark:
    target.kind === 'agent' ? (
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
    ),
  title: target.kind === 'agent' ? target.agent.name : target.queue.name,
  detail: detailOf(target, limit, t),
  disabled: !isOpen(target),
});

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
