import { User, type LucideIcon } from 'lucide-react';
import { useState } from 'react';

import { classNames } from '../classNames.ts';
import { avatarColour, initialsOf } from './avatarLook.ts';
import { ChannelIcon } from './ChannelIcon.tsx';
import type { ChannelKind } from './channelGlyphs.tsx';
import { Icon } from './Icon.tsx';
import { PresenceDot, type PresenceShape } from './PresenceDot.tsx';

export interface AvatarProps {
  name: string;
  /** The person's id: gives the colour, so it stays the same when the name changes. */
  id: string;
  size?: 20 | 24 | 28 | 32 | 36 | 44 | 56 | 72;
  /** Address of a picture; the initials show until it is there, and if it cannot be had. */
  picture?: string | undefined;
  /** Drawn instead of initials, on grey: a bot, a department. */
  glyph?: LucideIcon;
  presence?: PresenceShape | undefined;
  channel?: ChannelKind | undefined;
}

/** A person in a circle. Decoration: the name stands beside it, and says presence and channel in words. */
export const Avatar = ({ name, id, size = 32, picture, glyph, presence, channel }: AvatarProps) => {
  const [broken, setBroken] = useState<string>();
  const initials = initialsOf(name);
  const colour = avatarColour(id);
  const Drawn = glyph ?? (initials === '' ? User : undefined);
  return (
    <span
      aria-hidden
      className={classNames(
        'av',
        size !== 32 && `av-${size}`,
        glyph === undefined ? colour > 1 && `av-c${colour}` : 'av-thing',
      )}
    >
      {Drawn === undefined ? initials : <Icon glyph={Drawn} size={size >= 44 ? 20 : size <= 24 ? 12 : 14} />}
      {picture !== undefined && picture !== broken && <img src={picture} alt="" onError={() => setBroken(picture)} />}
      {presence !== undefined && <PresenceDot shape={presence} />}
      {channel !== undefined && <ChannelIcon kind={channel} size={16} />}
    </span>
  );
};
