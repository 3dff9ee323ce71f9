import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { waitsSince } from '@ringdesk/shared/rules/waiting.ts';
import { AtSign, MessageCircleWarning } from 'lucide-react';
import { memo, useSyncExternalStore } from 'react';

import { channelSign } from '../../text/callWords.ts';
import { interactionName } from '../../text/customerName.ts';
import { usePhoneText } from '../../text/phoneNumber.ts';
import { currentLocale, useText } from '../../text/text.ts';
import { ConversationRow } from '../../ui/lists/ConversationRow.tsx';
import { Icon } from '../../ui/marks/Icon.tsx';
import { serverNow, useNow } from '../../workspace/clock.ts';
import { useDraftPreview } from '../../workspace/drafts.ts';
import { useChannel, useInteraction, useQueue, useTyping, useWorkspace } from '../../workspace/hooks.ts';
import { useUnsent } from '../../workspace/unsent.ts';
import { agentNameOf } from './agentNameOf.ts';
import { dragOutOf } from './dragOut.ts';
import { rowFacts } from './rowFacts.ts';

export interface InboxRowProps {
  readonly id: InteractionId;
  readonly selected: boolean;
  /** It is the one row that Tab reaches. */
  readonly reachable: boolean;
  /** Place in its group, from 0, and how many there are. */
  readonly position: number;
  readonly size: number;
  /** From a page of closed conversations, when it is not in the mirror. */
  readonly known: Interaction | undefined;
  readonly onSelect: (id: InteractionId) => void;
  /** It was dragged out of the window. */
  readonly onDragOut: ((id: InteractionId) => void) | undefined;
}

/** A row that knows its interaction, its draft and who types there; it renews itself and nothing else. */
export const InboxRow = memo(function InboxRow(props: InboxRowProps) {
  const mirrored = useInteraction(props.id);
  const interaction = mirrored ?? props.known;
  if (interaction === undefined) return null;
  const Row = waitsSince(interaction) === undefined ? StillRow : TickingRow;
  return <Row {...props} interaction={interaction} />;
});

type Drawn = InboxRowProps & { readonly interaction: Interaction };

const TickingRow = (props: Drawn) => <Row {...props} now={useNow()} />;

const never = (): (() => void) => () => undefined;
/** A row without a running counter is not worth a wake-up a second; its words change with the day at most. */
const StillRow = (props: Drawn) => <Row {...props} now={useSyncExternalStore(never, minuteNow)} />;
const minuteNow = (): number => Math.floor(serverNow() / 60_000) * 60_000;

function Row({
  id,
  selected,
  reachable,
  position,
  size,
  interaction,
  onSelect,
  onDragOut,
  now,
}: Drawn & { readonly now: number }) {
  const t = useText('inbox');
  const me = useWorkspace((state) => state.mirror?.me);
  const queue = useQueue(interaction.queueId);
  const sign = channelSign(interaction, useChannel(interaction.channelId)?.kind);
  // Renews the row when numbers can be written as people know them.
  usePhoneText(interaction.call?.number);
  const typing = useTyping(id);
  const draft = useDraftPreview(id);
  const unsent = useUnsent(id);
  const facts = rowFacts(interaction, {
    me,
    now,
    locale: currentLocale(),
    draft,
    unsent,
    customerTypes: typing !== undefined,
    nameOf: agentNameOf,
    t,
  });
  const mentioned = me !== undefined && interaction.mentioned.includes(me);
  const unread = 'ownerId' in interaction && interaction.ownerId === me ? interaction.unread : 0;
  return (
    <ConversationRow
      {...facts}
      {...dragOutOf(id, onDragOut)}
      id={id}
      customer={{ id: interaction.customer.id, name: interactionName(interaction, t) }}
      channel={sign}
      channelLabel={t(`channel.${sign}`)}
      unread={unread === 0 ? undefined : { count: unread, label: t('row.unread', { count: unread }) }}
      tags={queue === undefined ? [] : [queue.name]}
      marks={
        mentioned || interaction.unansweredMarkAt !== undefined ? (
          <>
            {interaction.unansweredMarkAt !== undefined && <UnansweredMark label={t('row.unanswered')} />}
            {mentioned && <MentionMark label={t('row.mentioned')} />}
          </>
        ) : undefined
      }
      selected={selected}
      tabIndex={reachable ? 0 : -1}
      aria-posinset={position + 1}
      aria-setsize={size}
      onSelect={() => onSelect(id)}
    />
  );
}

const UnansweredMark = ({ label }: { readonly label: string }) => (
  <span role="img" aria-label={label} title={label} className="text-warning-text">
    <Icon glyph={MessageCircleWarning} size={14} />
  </span>
);

const MentionMark = ({ label }: { readonly label: string }) => (
  <span role="img" aria-label={label} title={label} className="text-accent-text">
    <Icon glyph={AtSign} size={14} />
  </span>
);
