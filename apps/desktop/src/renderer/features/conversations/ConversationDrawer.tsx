import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { ExternalLink } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';

import { customerName } from '../../text/customerName.ts';
import { formatDateTime } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Drawer } from '../../ui/overlays/Drawer.tsx';
import { useInteraction, useQueue } from '../../workspace/hooks.ts';

/** A conversation of the list, to be read beside it; to act on it, it is opened in the inbox. */
export function ConversationDrawer({
  known,
  transcript,
  onOpen,
  onClose,
}: {
  readonly known: Interaction;
  readonly transcript: (
    interaction: Interaction,
    customer: { readonly id: string; readonly name: string },
  ) => ReactNode;
  readonly onOpen: (id: InteractionId) => void;
  readonly onClose: () => void;
}) {
  const t = useText('conversations');
  const interaction = useInteraction(known.id) ?? known;
  const queue = useQueue(interaction.queueId);
  const name = customerName(interaction.customer, t);
  const customer = useMemo(() => ({ id: interaction.customer.id, name }), [interaction.customer.id, name]);
  const { rating } = interaction;
  return (
    <Drawer
      open
      wide
      onClose={onClose}
      title={name}
      text={t('drawer.facts', { queue: queue?.name ?? '—', when: formatDateTime(interaction.arrivedAt) })}
      closeLabel={t('app:close')}
      actions={
        <Button variant="primary" icon={ExternalLink} onClick={() => onOpen(interaction.id)}>
          {t('drawer.open')}
        </Button>
      }
    >
      {rating !== undefined && (
        <p className="pb-2 text-12 text-secondary">
          {rating.comment === null || rating.comment === ''
            ? t('drawer.rating', { score: rating.score })
            : t('drawer.ratingWith', { score: rating.score, comment: rating.comment })}
        </p>
      )}
      <div className="drawer-log">{transcript(interaction, customer)}</div>
    </Drawer>
  );
}
