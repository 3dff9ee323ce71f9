import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { ArrowLeftRight, CornerUpLeft, Merge, PhoneForwarded } from 'lucide-react';

import { runCommand } from '../../app/registry.ts';
import { interactionName } from '../../text/customerName.ts';
import { formatDuration } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/page/Page.tsx';
import { useNow } from '../../workspace/clock.ts';
import { useQueue } from '../../workspace/hooks.ts';
import { inVainText, useInVain } from './askedInVain.ts';
import { completeConsult, conference, endConsult } from './callActions.ts';
import { consultedName } from './names.ts';
import { usePhone, usePhoneCall } from './phone.ts';

/** Nobody came, and the customer waits until the person is back with them or asks somebody else. */
function InVainCard({ interaction }: { readonly interaction: Interaction }) {
  const t = useText('calls');
  const phone = usePhone();
  const leg = usePhoneCall(interaction.id);
  const vain = useInVain(interaction.id);
  if (vain === undefined) return null;
  const { id } = interaction;
  return (
    <Card title={t('consult.title')} padded>
      <p className="font-medium">{inVainText(vain)}</p>
      <p className="text-12 text-secondary">
        {t('consult.customerHeld', { customer: interactionName(interaction, t) })}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          variant="primary"
          icon={CornerUpLeft}
          disabledReason={leg === undefined ? t('elsewhereHint') : undefined}
          onClick={() => phone?.resume(id)}
        >
          {t('act.return')}
        </Button>
        <Button icon={PhoneForwarded} onClick={() => runCommand('call.transfer')}>
          {t('act.askAnother')}
        </Button>
      </div>
    </Card>
  );
}

/** Two people on the line, one of whom waits: who, since when, and the four ways on. */
export function ConsultCard({ interaction }: { readonly interaction: Interaction }) {
  const t = useText('calls');
  const now = useNow();
  const phone = usePhone();
  const leg = usePhoneCall(interaction.id);
  const consult = interaction.call?.consult;
  const queue = useQueue(consult?.queueId)?.name;
  if (consult === undefined) return <InVainCard interaction={interaction} />;
  const { id } = interaction;
  const name = consultedName(consult.with);
  const customer = interactionName(interaction, t);
  const answered = consult.state !== 'ringing';
  const asks = !answered && queue !== undefined;
  const reason = answered ? undefined : t('notYet');
  const withCustomer = leg !== undefined && leg.hold === 'none' && consult.state === 'talking';
  return (
    <Card
      title={t('consult.title')}
      aside={
        <time className="num text-12 font-normal text-muted" role="timer" aria-live="off">
          {formatDuration(now - consult.since)}
        </time>
      }
      padded
    >
      <p className="font-medium">
        {asks ? t('consult.ringingQueue', { queue, name }) : t(`consult.${consult.state}`, { name })}
      </p>
      {consult.state !== 'conference' && (
        <p className="text-12 text-secondary">
          {withCustomer ? t('consult.customerTalks', { customer, name }) : t('consult.customerHeld', { customer })}
        </p>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          variant="primary"
          icon={PhoneForwarded}
          disabledReason={reason}
          onClick={() => void completeConsult(id)}
        >
          {t('act.complete')}
        </Button>
        {consult.state !== 'conference' && (
          <>
            <Button icon={ArrowLeftRight} disabledReason={reason} onClick={() => phone?.swap(id)}>
              {t('act.swap')}
            </Button>
            <Button icon={Merge} disabledReason={reason} onClick={() => void conference(id)}>
              {t('act.conference')}
            </Button>
          </>
        )}
        <Button icon={CornerUpLeft} onClick={() => void endConsult(id)}>
          {t('act.return')}
        </Button>
      </div>
    </Card>
  );
}
