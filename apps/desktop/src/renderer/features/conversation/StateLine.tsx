import type { Interaction } from '@ringdesk/shared/model/interaction.ts';

import { whenAndTime } from '../../text/dayWords.ts';
import { formatDuration, formatList } from '../../text/format.ts';
import { currentLocale, type Translate, useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { useNow } from '../../workspace/clock.ts';
import { useIsLive } from '../../workspace/hooks.ts';
import { act } from './conversationActions.ts';
import { agentNameOf } from './names.ts';
import type { Standing } from './standing.ts';

/** Above the composer: why it is not simply mine to answer, and that what I write is kept while there is no line. */
export function StateLine({
  interaction,
  standing,
}: {
  readonly interaction: Interaction;
  readonly standing: Standing;
}) {
  const t = useText('conversation');
  const now = useNow();
  const live = useIsLive();
  const words = stateWords(interaction, standing, now, t);
  const cancellable = interaction.state === 'active' && interaction.transfer !== undefined && standing.mine;
  const reads = standing.reading === 'does';
  if (live && words === undefined && !reads && interaction.blocked !== true) return null;
  return (
    <div className="flex flex-none flex-col gap-2 px-4 pb-2">
      {words !== undefined && !reads && (
        <Banner
          tone="info"
          announce="none"
          actions={
            cancellable ? (
              <Button
                size="sm"
                onClick={() => void act('interaction.cancelTransfer', { interactionId: interaction.id })}
              >
                {t('action.cancelTransfer')}
              </Button>
            ) : undefined
          }
        >
          {words}
        </Banner>
      )}
      {reads && (
        <Banner
          tone="info"
          announce="none"
          actions={
            <Button size="sm" onClick={() => void act('interaction.leave', { interactionId: interaction.id })}>
              {t('action.leave')}
            </Button>
          }
        >
          {t('state.reading')}
        </Banner>
      )}
      {interaction.blocked === true && (
        <Banner tone="warn" announce="none">
          {t('state.blocked')}
        </Banner>
      )}
      {!live && (
        <Banner tone="offline" announce="none">
          {t('composer.offline')}
        </Banner>
      )}
    </div>
  );
}

/** Where the conversation stands, when that is not "mine and open". */
export function stateWords(
  interaction: Interaction,
  { mine, owner }: Standing,
  now: number,
  t: Translate,
): string | undefined {
  switch (interaction.state) {
    case 'bot':
      return t('state.bot');
    case 'queued':
      return t(`state.queued.${interaction.reason ?? 'none'}`);
    case 'offered':
      return t('state.offered', { agents: formatList(interaction.offeredTo.slice(0, 3).map(agentNameOf)) });
    case 'connecting':
      return t('state.connecting', { agent: agentNameOf(interaction.agentId) });
    case 'active': {
      const { transfer } = interaction;
      if (transfer !== undefined) {
        return mine
          ? t('state.transferPending', { agent: agentNameOf(transfer.toAgentId) })
          : t('state.transferPendingOther', {
              owner: agentNameOf(interaction.ownerId),
              agent: agentNameOf(transfer.toAgentId),
            });
      }
      if (mine) return interaction.customerLeft === true ? t('state.ended') : undefined;
      return owner === undefined ? undefined : t('state.owned', { agent: agentNameOf(owner) });
    }
    case 'wrapUp':
      return t('state.wrapUp', { time: formatDuration(interaction.until - now) });
    case 'parked':
      return t('state.parked', { when: whenAndTime(interaction.until, now, currentLocale()) });
    case 'closed':
      return t('state.closed');
  }
}
