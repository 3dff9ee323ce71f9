import { classNames } from '../classNames.ts';
import { channelGlyphs, type ChannelKind } from './channelGlyphs.tsx';
import { Icon } from './Icon.tsx';

export interface ChannelIconProps {
  kind: ChannelKind;
  /** The channel in words; without it the glyph is decoration beside the word. */
  label?: string;
  size?: 16 | 18 | 24 | 32;
}

/** A white glyph on the channel's colour. */
export const ChannelIcon = ({ kind, label, size = 18 }: ChannelIconProps) => (
  <span
    className={classNames('ch', `ch-${kind}`, size !== 18 && `ch-s${size}`)}
    {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
  >
    <Icon glyph={channelGlyphs[kind]} />
  </span>
);
