import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { useEffect, useState } from 'react';

import { ask } from '../../connection/connection.ts';
import { untilAnswered } from '../../connection/untilAnswered.ts';
import { callKey, channelSign } from '../../text/callWords.ts';
import { listWhen } from '../../text/dayWords.ts';
import { currentLocale, useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ChannelIcon } from '../../ui/marks/ChannelIcon.tsx';
import { Card } from '../../ui/page/Page.tsx';
import { serverNow } from '../../workspace/clock.ts';
import { useIsLive, useWorkspace } from '../../workspace/hooks.ts';

/** What one looks at while somebody speaks; the customer panel has the rest. */
const SHOWN = 4;

/** What this customer and we had before, newest first. */
export function EarlierCard({
  interaction,
  onOpen,
}: {
  readonly interaction: Interaction;
  readonly onOpen: (id: InteractionId) => void;
}) {
  const t = useText('calls');
  const live = useIsLive();
  const channels = useWorkspace((state) => state.mirror?.channels);
  const customerId = interaction.customer.id;
  const [before, setBefore] = useState<readonly Interaction[]>();
  useEffect(
    () =>
      live
        ? untilAnswered(
            () => ask('conversations.ofCustomer', { customerId, limit: SHOWN + 1 }),
            (reply) => {
              if (reply.ok) setBefore(reply.value.interactions);
            },
          )
        : undefined,
    [customerId, live],
  );
  if (before === undefined) return null;
  const shown = before.filter(({ id }) => id !== interaction.id).slice(0, SHOWN);
  return (
    <Card title={t('pane.earlier')}>
      {shown.length === 0 && <p className="px-4 py-3 text-12 text-muted">{t('pane.noEarlier')}</p>}
      <ul className="flex flex-col px-4 py-1">
        {shown.map((each) => {
          const call = callKey(each);
          return (
            <li key={each.id} className="flex min-h-9 items-center gap-3 text-13">
              <ChannelIcon kind={channelSign(each, channels?.get(each.channelId)?.kind)} />
              <span className="trunc fill" dir="auto">
                {call === undefined ? (each.preview?.text ?? '') : t(`inbox:call.${call}`)}
              </span>
              <span className="num text-11 text-muted">{listWhen(each.lastAt, serverNow(), currentLocale())}</span>
              <Button size="sm" variant="text" onClick={() => onOpen(each.id)}>
                {t('pane.open')}
              </Button>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
