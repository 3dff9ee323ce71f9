import { Avatar, initials } from './Avatar.tsx';
import type { Desk } from './desk.ts';
import { x } from './icons.ts';
import { Icon } from './pieces.tsx';
import styles from './teaser.css?inline';

export { styles };

interface TeaserProps {
  readonly desk: Desk;
  readonly side: 'left' | 'right';
  readonly open: () => void;
  readonly hide: () => void;
}

/** The newest unread message beside the closed launcher. */
export const Teaser = ({ desk, side, open, hide }: TeaserProps) => {
  const { view, words } = desk;
  const line = view.lines.findLast((each) => each.from !== 'me' && !each.happening);
  const name = line?.agent?.name;
  return (
    <div class={`teaser ${side}`} role="status">
      {name && initials(name) && <Avatar agent={line.agent ?? {}} origin={desk.origin} />}
      <div class="grow">
        <div class="small muted" dir="auto">
          {name ?? view.face?.title}
        </div>
        <p dir="auto">{line?.text || line?.attachments[0]?.name}</p>
        <button type="button" class="main" onClick={open}>
          {words.say('reply')}
        </button>
      </div>
      <button type="button" class="round" aria-label={words.say('hide')} onClick={hide}>
        <Icon is={x} />
      </button>
    </div>
  );
};
