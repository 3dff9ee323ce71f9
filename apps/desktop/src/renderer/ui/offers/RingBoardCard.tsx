import { Button } from '../actions/Button.tsx';
import { Avatar } from '../marks/Avatar.tsx';
import { ChannelIcon } from '../marks/ChannelIcon.tsx';
import type { ChannelKind } from '../marks/channelGlyphs.tsx';

export interface RingAtColleague {
  id: string;
  channel: ChannelKind;
  channelLabel: string;
  /** The customer's name or number. */
  who: string;
  agent: { id: string; name: string; picture?: string };
  /** How long it rings there, "0:12". */
  time: string;
  /** The button's name for readers: "Intercept Elena Rossi from Priya". */
  interceptLabel: string;
  intercepting?: boolean;
  disabledReason?: string | undefined;
}

export interface RingBoardCardProps {
  title: string;
  /** Right of the title: the queue. */
  remark?: string;
  interceptText: string;
  rings: readonly RingAtColleague[];
  onIntercept: (id: string) => void;
}

/** What rings at colleagues and may be taken [62]. */
export const RingBoardCard = ({ title, remark, interceptText, rings, onIntercept }: RingBoardCardProps) => (
  <section className="ring-board" aria-label={title}>
    <div className="ring-board-top">
      <span className="font-semibold">{title}</span>
      {remark !== undefined && <span className="text-11 text-muted">{remark}</span>}
    </div>
    <ul className="ring-board-list">
      {rings.map((ring) => (
        <li key={ring.id} className="ring-board-row">
          <ChannelIcon kind={ring.channel} label={ring.channelLabel} size={32} />
          <div className="fill">
            <div className="trunc num font-medium leading-[18px]">{ring.who}</div>
            <div className="ring-board-at">
              <Avatar {...ring.agent} size={20} />
              <span className="trunc">{ring.agent.name}</span>
              <i className="dot-sep" />
              <time>{ring.time}</time>
            </div>
          </div>
          <Button
            size="sm"
            aria-label={ring.interceptLabel}
            loading={ring.intercepting}
            disabledReason={ring.disabledReason}
            onClick={() => onIntercept(ring.id)}
          >
            {interceptText}
          </Button>
        </li>
      ))}
    </ul>
  </section>
);
