import { CircleAlert, Clock3 } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

import { classNames } from '../classNames.ts';
import { Avatar } from '../marks/Avatar.tsx';
import type { ChannelKind } from '../marks/channelGlyphs.tsx';
import { Count } from '../marks/Count.tsx';
import { Icon } from '../marks/Icon.tsx';
import { SlaBadge, type SlaBadgeProps } from '../marks/SlaBadge.tsx';
import { Tag } from '../marks/Tag.tsx';
import { TypingDots } from '../marks/TypingDots.tsx';

export interface ConversationRowProps extends Omit<ComponentProps<'div'>, 'id' | 'onSelect' | 'children'> {
  /** The interaction's id. */
  id: string;
  customer: { id: string; name: string; picture?: string };
  channel: ChannelKind;
  /** The channel in words, read after the name. */
  channelLabel: string;
  /** One line of the last message. */
  preview: string;
  /** Before it: "You:", "Ana:". */
  previewLead?: string;
  /** The unsent text in its place; the lead then says "Draft:". */
  draft?: boolean;
  /** The message in its place has not reached the customer; the lead says so in words. */
  unsent?: 'failed' | 'waiting';
  /** "Typing"; replaces the preview. */
  typing?: string;
  /** The time, "10:21", where no target runs. */
  when?: string;
  sla?: SlaBadgeProps;
  unread?: { count: number; label: string };
  /** Queue or other tags, and a word or two after them. */
  tags?: readonly string[];
  detail?: string;
  /** At the end of the third line: the owner's avatar, a mention mark. */
  marks?: ReactNode;
  selected?: boolean;
  /** What became of it, shown for a few seconds: "Went to Ana 0.3 s before you". */
  ended?: string;
  onSelect: () => void;
}

/**
 * A conversation in the list. Presentation only: an `option` of the listbox; `tabIndex`, `style`, `ref` and handlers
 * pass through, so a windowed list can place it. Enter and Space select it.
 */
export const ConversationRow = ({
  id,
  customer,
  channel,
  channelLabel,
  preview,
  previewLead,
  draft = false,
  unsent,
  typing,
  when,
  sla,
  unread,
  tags = [],
  detail,
  marks,
  selected = false,
  ended,
  onSelect,
  className,
  onKeyDown,
  ...rest
}: ConversationRowProps) => (
  <div
    {...rest}
    role="option"
    data-interaction={id}
    aria-selected={selected}
    className={classNames('conv', unread !== undefined && unread.count > 0 && 'unread', className)}
    onClick={onSelect}
    onKeyDown={(event) => {
      onKeyDown?.(event);
      if (event.defaultPrevented || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      onSelect();
    }}
  >
    <Avatar {...customer} size={36} channel={channel} />
    <span className="conv-lines">
      <span className="l1">
        <span className="name trunc">{customer.name}</span>
        <span className="sr-text">{channelLabel}</span>
        {sla === undefined ? when !== undefined && <time className="when">{when}</time> : <SlaBadge {...sla} />}
      </span>
      <span className="l2">
        {typing === undefined ? (
          <span className="prev trunc">
            {unsent !== undefined && <UnsentMark state={unsent} />}
            {previewLead !== undefined && <bdi className={leadLook(draft, unsent)}>{`${previewLead} `}</bdi>}
            {preview}
          </span>
        ) : (
          <span className="prev trunc">
            <span className="prev-typing">
              <TypingDots />
              {typing}
            </span>
          </span>
        )}
        {unread !== undefined && <Count value={unread.count} label={unread.label} />}
      </span>
      <span className="l3">
        {tags.map((tag) => (
          <Tag key={tag} size="sm">
            {tag}
          </Tag>
        ))}
        <span className="trunc">{detail}</span>
        {marks !== undefined && <span className="ml-auto flex items-center gap-1">{marks}</span>}
      </span>
    </span>
    {ended !== undefined && <span className="conv-ended">{ended}</span>}
  </div>
);

const leadLook = (draft: boolean, unsent: ConversationRowProps['unsent']): string | undefined =>
  unsent === undefined ? (draft ? 'prev-draft' : undefined) : `prev-${unsent}`;

const UnsentMark = ({ state }: { readonly state: 'failed' | 'waiting' }) => (
  <span className={`prev-${state} mr-1 inline-flex align-[-2px]`}>
    <Icon glyph={state === 'failed' ? CircleAlert : Clock3} size={14} />
  </span>
);
