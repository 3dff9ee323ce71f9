import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { Ban, CircleHelp, Ellipsis, ShieldAlert, User, UserPen } from 'lucide-react';
import { useState } from 'react';

import { useText } from '../../../text/text.ts';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { Menu, type MenuEntry } from '../../../ui/overlays/Menu.tsx';
import { useWorkspace } from '../../../workspace/hooks.ts';
import { act } from '../conversationActions.ts';
import { standingOf } from '../standing.ts';
import { BlockDialog } from './BlockDialog.tsx';
import type { ConversationKeys } from './Header.tsx';
import { RenameDialog } from './RenameDialog.tsx';
import { WhyDialog } from './WhyDialog.tsx';

export interface CallMoreMenuProps {
  readonly interaction: Interaction;
  readonly customer: string;
  readonly keys: ConversationKeys;
  readonly onOpenCustomer: () => void;
}

/** What is done with a call less often, in the words which chats have for it. */
export function CallMoreMenu({ interaction, customer, keys, onOpenCustomer }: CallMoreMenuProps) {
  const t = useText('conversation');
  const [dialog, setDialog] = useState<'rename' | 'why' | 'block'>();
  const mirror = useWorkspace((state) => state.mirror);
  if (mirror === undefined) return null;
  const { id: interactionId, call } = interaction;
  const { mayBlock } = standingOf(interaction, mirror);
  const mine = interaction.state === 'active' && interaction.ownerId === mirror.me;
  // Who withholds their number is a stranger each time: to block them would block nobody.
  const isKnown = call?.via === 'web' || (call?.via === 'trunk' && call.number !== undefined);
  const close = (): void => setDialog(undefined);
  const entries: MenuEntry[] = [
    { id: 'rename', text: t('action.rename'), icon: UserPen, onSelect: () => setDialog('rename') },
    { id: 'customer', text: t('action.customer'), icon: User, chord: keys.panel, onSelect: onOpenCustomer },
    {
      id: 'why',
      text: t(interaction.state === 'queued' ? 'action.whyNobody' : 'action.why'),
      icon: CircleHelp,
      onSelect: () => setDialog('why'),
    },
    ...(mayBlock && isKnown
      ? [
          { kind: 'line' as const },
          {
            id: 'block',
            text: t(interaction.blocked === true ? 'action.unblock' : 'action.blockCaller'),
            icon: Ban,
            danger: interaction.blocked !== true,
            onSelect: () => setDialog('block'),
          },
        ]
      : []),
    ...(mine
      ? [
          {
            id: 'spam',
            text: t('action.spamCall'),
            icon: ShieldAlert,
            danger: true,
            onSelect: () => void act('interaction.close', { interactionId, spam: true }),
          },
        ]
      : []),
  ];
  return (
    <>
      <Menu align="end" entries={entries} trigger={<IconButton icon={Ellipsis} label={t('action.more')} />} />
      {dialog === 'rename' && <RenameDialog interaction={interaction} open onClose={close} />}
      <BlockDialog interaction={interaction} customer={customer} open={dialog === 'block'} onClose={close} />
      {dialog === 'why' && <WhyDialog interaction={interaction} onClose={close} />}
    </>
  );
}
