import {
  AlarmClock,
  Ban,
  CheckCheck,
  CircleHelp,
  Eye,
  EyeOff,
  Ellipsis,
  Flag,
  LockKeyhole,
  PictureInPicture2,
  Search,
  ShieldAlert,
  Star,
  User,
  UserPen,
} from 'lucide-react';
import { useState } from 'react';

import { whenAndTime } from '../../../text/dayWords.ts';
import { currentLocale, useText } from '../../../text/text.ts';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { Menu, type MenuEntry } from '../../../ui/overlays/Menu.tsx';
import { serverNow } from '../../../workspace/clock.ts';
import { act, closeConversation, parkConversation } from '../conversationActions.ts';
import { BlockDialog } from './BlockDialog.tsx';
import type { HeaderProps } from './Header.tsx';
import { ownZone, ParkDialog } from './ParkDialog.tsx';
import { parkPresets } from './parkPresets.ts';
import { RenameDialog } from './RenameDialog.tsx';
import { ReviewDialog } from './ReviewDialog.tsx';
import { WhyDialog } from './WhyDialog.tsx';

/** Priorities by name; the numbers between are left to supervisors' tools. New work arrives with the normal one. */
const priorities = [
  { value: 2, word: 'low' },
  { value: 5, word: 'normal' },
  { value: 7, word: 'high' },
  { value: 9, word: 'urgent' },
] as const;

/** What is done less often, and the dialogs behind it. */
export function MoreMenu(props: HeaderProps) {
  const { interaction, standing, customer, keys, parkOpen, onParkOpen } = props;
  const t = useText('conversation');
  const [dialog, setDialog] = useState<'ownTime' | 'rename' | 'why' | 'review' | 'block'>();
  const { id: interactionId } = interaction;
  const park = (until: number): void =>
    parkConversation(interactionId, until, {
      customer: customer.name,
      when: whenAndTime(until, serverNow(), currentLocale()),
    });
  const parkEntries = (): MenuEntry[] => [
    ...parkPresets(serverNow(), ownZone()).map(({ preset, until }) => ({
      id: preset,
      text: t(`park.${preset}`),
      detail: whenAndTime(until, serverNow(), currentLocale()),
      onSelect: () => park(until),
    })),
    { kind: 'line' },
    { id: 'own', text: t('park.own'), onSelect: () => setDialog('ownTime') },
  ];
  const entries: MenuEntry[] = [
    ...(standing.mayReply
      ? [{ id: 'note', text: t('action.note'), icon: LockKeyhole, chord: keys.note, onSelect: props.onNote }]
      : []),
    ...(standing.mayPark
      ? [
          {
            kind: 'submenu' as const,
            id: 'park',
            text: t('action.parkUntil'),
            icon: AlarmClock,
            entries: parkEntries(),
          },
        ]
      : []),
    ...(standing.mayPrioritise
      ? [
          {
            kind: 'submenu' as const,
            id: 'priority',
            text: t('action.priority'),
            icon: Flag,
            entries: priorities.map(({ value, word }) => ({
              id: word,
              text: t(`priority.${word}`),
              checked: interaction.priority === value,
              onSelect: () => void act('interaction.setPriority', { interactionId, priority: value }),
            })),
          },
        ]
      : []),
    { id: 'rename', text: t('action.rename'), icon: UserPen, onSelect: () => setDialog('rename') },
    { kind: 'line' },
    { id: 'find', text: t('action.find'), icon: Search, chord: keys.find, onSelect: props.onFind },
    { id: 'customer', text: t('action.customer'), icon: User, chord: keys.panel, onSelect: props.onOpenCustomer },
    ...(props.onPopOut === undefined
      ? []
      : [
          {
            id: 'popOut',
            text: t('action.popOut'),
            icon: PictureInPicture2,
            chord: keys.popOut,
            onSelect: props.onPopOut,
          },
        ]),
    {
      id: 'why',
      text: t(interaction.state === 'queued' ? 'action.whyNobody' : 'action.why'),
      icon: CircleHelp,
      onSelect: () => setDialog('why'),
    },
    ...(standing.reading === undefined
      ? []
      : [
          {
            id: 'read',
            text: t(standing.reading === 'does' ? 'action.leave' : 'action.join'),
            icon: standing.reading === 'does' ? EyeOff : Eye,
            onSelect: () =>
              void act(standing.reading === 'does' ? 'interaction.leave' : 'interaction.join', { interactionId }),
          },
        ]),
    ...(standing.mayReview
      ? [{ id: 'review', text: t('action.review'), icon: Star, onSelect: () => setDialog('review') }]
      : []),
    ...(standing.mayBlock
      ? [
          { kind: 'line' as const },
          {
            id: 'block',
            text: t(interaction.blocked === true ? 'action.unblock' : 'action.block'),
            icon: Ban,
            danger: interaction.blocked !== true,
            onSelect: () => setDialog('block'),
          },
        ]
      : []),
    ...(standing.mayClose
      ? [
          {
            id: 'spam',
            text: t('action.spam'),
            icon: ShieldAlert,
            danger: true,
            onSelect: () => closeConversation(interactionId, customer.name, { spam: true }),
          },
          { kind: 'line' as const },
          {
            id: 'closeAndNext',
            text: t('action.closeAndNext'),
            icon: CheckCheck,
            chord: keys.closeAndNext,
            onSelect: () => props.onClose('next'),
          },
        ]
      : []),
  ];
  return (
    <>
      <Menu align="end" entries={entries} trigger={<IconButton icon={Ellipsis} label={t('action.more')} />} />
      {standing.mayPark && (
        <Menu
          align="end"
          open={parkOpen}
          onOpenChange={onParkOpen}
          entries={parkEntries()}
          trigger={<button type="button" tabIndex={-1} aria-hidden className="-ml-3 h-8 w-0 overflow-hidden" />}
        />
      )}
      <ParkDialog open={dialog === 'ownTime'} onClose={() => setDialog(undefined)} onPark={park} />
      {dialog === 'rename' && <RenameDialog interaction={interaction} open onClose={() => setDialog(undefined)} />}
      {dialog === 'review' && <ReviewDialog interaction={interaction} onClose={() => setDialog(undefined)} />}
      <BlockDialog
        interaction={interaction}
        customer={customer.name}
        open={dialog === 'block'}
        onClose={() => setDialog(undefined)}
      />
      {dialog === 'why' && <WhyDialog interaction={interaction} onClose={() => setDialog(undefined)} />}
    </>
  );
}
