import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { PhoneForwarded } from 'lucide-react';

import { formatDuration } from '../../text/format.ts';
import { usePhoneText } from '../../text/phoneNumber.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { useNow } from '../../workspace/clock.ts';
import { act } from './callActions.ts';
import { isSentOn } from './standing.ts';

/** The customer was sent on to a number and talks there: since when, and the way to end it for who may. */
export function SentOn({ interaction, mayEnd }: { readonly interaction: Interaction; readonly mayEnd: boolean }) {
  const t = useText('calls');
  const now = useNow();
  const sentOn = interaction.call?.sentOn;
  const number = usePhoneText(sentOn?.number);
  if (sentOn === undefined || !isSentOn(interaction)) return null;
  return (
    <div className="flex-none px-4 pt-3">
      <Banner
        tone="info"
        icon={PhoneForwarded}
        actions={
          mayEnd ? (
            <Button size="sm" onClick={() => void act('call.hangUp', { interactionId: interaction.id })}>
              {t('pane.endSentOn')}
            </Button>
          ) : undefined
        }
      >
        {t('pane.sentOn', { number: number ?? '', time: formatDuration(now - sentOn.since) })}
      </Banner>
    </div>
  );
}
