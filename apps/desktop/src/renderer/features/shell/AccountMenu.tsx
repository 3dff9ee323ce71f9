import { Keyboard, LogOut, MessageSquareQuote, SlidersHorizontal, UserRound } from 'lucide-react';
import { picturePath } from '@ringdesk/shared/protocol/files.ts';

import { useCommandKey } from '../../app/registry.ts';
import { serverUrl } from '../../connection/session.ts';
import { useText } from '../../text/text.ts';
import { Avatar } from '../../ui/marks/Avatar.tsx';
import { presenceShape } from '../../ui/marks/presenceShape.ts';
import { Menu } from '../../ui/overlays/Menu.tsx';
import { useIsLive, useMe } from '../../workspace/hooks.ts';

export interface AccountMenuProps {
  readonly onProfile: () => void;
  readonly onPreferences: () => void;
  readonly onShortcuts: () => void;
  readonly onCanned: () => void;
  readonly onSignOut: () => void;
}

/** My picture at the foot of the rail, with what belongs to me alone. */
export function AccountMenu({ onProfile, onPreferences, onShortcuts, onCanned, onSignOut }: AccountMenuProps) {
  const t = useText('shell');
  const me = useMe();
  const live = useIsLive();
  const shortcutsKey = useCommandKey('app.shortcuts');
  if (me === undefined) return null;
  return (
    <Menu
      side="right"
      align="end"
      trigger={
        <button type="button" className="rounded-full p-1">
          <span className="sr-text">{t('me', { name: me.name })}</span>
          <Avatar
            name={me.name}
            id={me.id}
            presence={presenceShape(me.presence.state, live, me.onCall)}
            {...(me.pictureId === undefined ? {} : { picture: serverUrl(picturePath(me.pictureId)) })}
          />
        </button>
      }
      entries={[
        { kind: 'label', text: me.email },
        { id: 'profile', icon: UserRound, text: t('menu.profile'), onSelect: onProfile },
        { id: 'preferences', icon: SlidersHorizontal, text: t('menu.preferences'), onSelect: onPreferences },
        {
          id: 'shortcuts',
          icon: Keyboard,
          text: t('menu.shortcuts'),
          ...(shortcutsKey === undefined ? {} : { chord: shortcutsKey }),
          onSelect: onShortcuts,
        },
        { id: 'canned', icon: MessageSquareQuote, text: t('menu.canned'), onSelect: onCanned },
        { kind: 'line' },
        { id: 'signOut', icon: LogOut, text: t('menu.signOut'), onSelect: onSignOut },
      ]}
    />
  );
}
