import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { replyLevel, waitingLevel, waitsSince } from '@ringdesk/shared/rules/waiting.ts';
import { BotOff, Check, CornerUpLeft, Hand, LockKeyhole, RotateCcw } from 'lucide-react';
import { type ReactNode, useState } from 'react';

import { formatDuration } from '../../../text/format.ts';
import { pageAddress } from '../../../text/pageAddress.ts';
import { type Translate, useText } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { ConversationHead } from '../../../ui/conversation/ConversationHead.tsx';
import type { SlaBadgeProps } from '../../../ui/marks/SlaBadge.tsx';
import { Tag } from '../../../ui/marks/Tag.tsx';
import { Tooltip } from '../../../ui/overlays/Tooltip.tsx';
import { useNow } from '../../../workspace/clock.ts';
import { useQueue } from '../../../workspace/hooks.ts';
import { act } from '../conversationActions.ts';
import type { Standing } from '../standing.ts';
import { MoreMenu } from './MoreMenu.tsx';
import { TransferPopover } from './TransferPopover.tsx';

/** Shortcuts shown beside what they do. */
export interface ConversationKeys {
  readonly transfer?: string | undefined;
  readonly note?: string | undefined;
  readonly close?: string | undefined;
  readonly closeAndNext?: string | undefined;
  readonly park?: string | undefined;
  readonly find?: string | undefined;
  readonly panel?: string | undefined;
  readonly popOut?: string | undefined;
  readonly sendAndNext?: string | undefined;
  readonly attach?: string | undefined;
}

export interface HeaderProps {
  readonly interaction: Interaction;
  readonly standing: Standing;
  readonly customer: { readonly id: string; readonly name: string };
  readonly keys: ConversationKeys;
  readonly transferOpen: boolean;
  /** The name that is looked for first. */
  readonly transferTo: string;
  readonly onTransferOpen: (open: boolean) => void;
  /** A colleague is asked; until they accept, the conversation stays here. */
  readonly onTransferOffered: () => void;
  readonly parkOpen: boolean;
  readonly onParkOpen: (open: boolean) => void;
  readonly onNote: () => void;
  readonly onFind: () => void;
  readonly onBack?: (() => void) | undefined;
  readonly onOpenCustomer: () => void;
  /** Moves the conversation into a window of its own; absent where it is in one. */
  readonly onPopOut?: (() => void) | undefined;
  /** The conversation left my hands: close or hand-over. */
  readonly onNext: () => void;
  /** Closes it, after asking for a topic where there are some. */
  readonly onClose: (then?: 'stay' | 'next') => void;
}

/** Who it is, where from, how long they wait, and what can be done with the conversation now. */
export function Header(props: HeaderProps) {
  const { interaction, standing, customer, keys, onBack, onOpenCustomer, onNote } = props;
  const t = useText('conversation');
  const queue = useQueue(interaction.queueId)?.name;
  const sla = useWaiting(interaction, t);
  const page = interaction.pageUrl === undefined ? '' : pageAddress(interaction.pageUrl);
  // With one more button in the head the channel is told by its sign alone.
  const facts: ReactNode[] = [
    interaction.unansweredMarkAt === undefined ? (
      ''
    ) : (
      <Tag key="unanswered" size="sm" tone="warn">
        {t('unanswered')}
      </Tag>
    ),
    standing.get === undefined ? t('channel') : '',
    page,
    queue === undefined ? '' : <b key="queue">{queue}</b>,
  ];
  return (
    <ConversationHead
      customer={customer}
      channel="liveChat"
      facts={facts.filter((fact) => fact !== '')}
      sla={sla}
      back={onBack === undefined ? undefined : { label: t('back'), onPress: onBack }}
      onOpenCustomer={onOpenCustomer}
      actions={
        <>
          <GetButton interaction={interaction} standing={standing} />
          {standing.mayTransfer && (
            <TransferPopover
              interaction={interaction}
              customerName={customer.name}
              open={props.transferOpen}
              initialQuery={props.transferTo}
              onOpenChange={props.onTransferOpen}
              chord={keys.transfer}
              onTransferred={(to) => (to === 'queue' ? props.onNext() : props.onTransferOffered())}
            />
          )}
          {standing.mayReply && (
            <Button icon={LockKeyhole} className="hide-narrow" onClick={onNote}>
              {t('action.note')}
            </Button>
          )}
          {standing.mayClose && <CloseButton crowded={standing.get !== undefined} onPress={() => props.onClose()} />}
          <MoreMenu {...props} />
        </>
      }
    />
  );
}

function useWaiting(interaction: Interaction, t: Translate): SlaBadgeProps | undefined {
  const now = useNow();
  const since = waitsSince(interaction);
  if (since === undefined) return undefined;
  const { replyDue } = interaction;
  if (replyDue !== undefined) {
    const level = replyLevel(replyDue, since, now);
    return { level, time: formatDuration(Math.abs(replyDue.dueAt - now)), label: t(`due.${level}`) };
  }
  const level = waitingLevel(since, now);
  return { level, time: formatDuration(now - since), label: t(`waiting.${level}`) };
}

/** `crowded`: beside the button that gets it; in a narrow column it is then an icon, or the name would have no room. */
function CloseButton({ crowded, onPress }: { readonly crowded: boolean; readonly onPress: () => void }) {
  const word = useText('conversation')('action.close');
  if (!crowded)
    return (
      <Button icon={Check} onClick={onPress}>
        {word}
      </Button>
    );
  return (
    <Tooltip text={word}>
      <Button icon={Check} className="icon-when-crowded" onClick={onPress}>
        {word}
      </Button>
    </Tooltip>
  );
}

/** The one button that brings the conversation to me, where there is a way. */
function GetButton({ interaction, standing }: { readonly interaction: Interaction; readonly standing: Standing }) {
  const t = useText('conversation');
  const [busy, setBusy] = useState(false);
  const { id: interactionId } = interaction;
  const press =
    (
      name:
        | 'interaction.take'
        | 'interaction.intercept'
        | 'interaction.reopen'
        | 'interaction.unpark'
        | 'interaction.endBot'
        | 'interaction.finishWrapUp',
    ) =>
    (): void => {
      setBusy(true);
      void act(name, { interactionId }).finally(() => setBusy(false));
    };
  const primary = { variant: 'primary', loading: busy } as const;
  if (standing.mayReopen)
    return (
      <Button {...primary} icon={RotateCcw} onClick={press('interaction.reopen')}>
        {t('action.reopen')}
      </Button>
    );
  if (standing.mayUnpark)
    return (
      <Button {...primary} icon={CornerUpLeft} onClick={press('interaction.unpark')}>
        {t('action.unpark')}
      </Button>
    );
  if (standing.mayFinishWrapUp)
    return (
      <Button {...primary} icon={Check} onClick={press('interaction.finishWrapUp')}>
        {t('action.finishWrapUp')}
      </Button>
    );
  switch (standing.get) {
    case 'take':
      return (
        <Button {...primary} icon={Hand} onClick={press('interaction.take')}>
          {t('action.take')}
        </Button>
      );
    case 'takeOver':
      return (
        <Button loading={busy} icon={Hand} onClick={press('interaction.take')}>
          {t('action.takeOver')}
        </Button>
      );
    case 'fromBot':
      return (
        <Button {...primary} icon={BotOff} onClick={press('interaction.endBot')}>
          {t('action.fromBot')}
        </Button>
      );
    case 'intercept':
      return (
        <Button {...primary} icon={Hand} onClick={press('interaction.intercept')}>
          {t('action.intercept')}
        </Button>
      );
    case undefined:
      return null;
  }
}
