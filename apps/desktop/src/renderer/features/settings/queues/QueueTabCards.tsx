import type { Queue } from '@ringdesk/shared/model/queue.ts';
import type { ReactNode } from 'react';

import type { QueueTab } from '../frame/section.ts';
import { ActionsCards } from './ActionsCards.tsx';
import { NoAnswerCard, TogetherCard } from './AfterwardsCards.tsx';
import { BotCard } from './BotCard.tsx';
import { CallCards } from './calls/CallCards.tsx';
import { CallTogetherCard, RingingCard } from './calls/RingingCard.tsx';
import { CustomerSeesCard } from './CustomerSeesCard.tsx';
import { HoursCards } from './HoursCards.tsx';
import { KpiCards } from './KpiCards.tsx';
import { OtherCards } from './OtherCards.tsx';
import { PassingOnCard } from './PassingOnCard.tsx';
import { CallQualityCards, QualityCards } from './QualityCards.tsx';
import type { QueueCardProps } from './queueCard.ts';
import { WhoAnswersCard } from './WhoAnswersCard.tsx';

/** The cards of one tab of the queue form. */
export function QueueTabCards({
  tab,
  queue,
  onDelete,
  ...card
}: QueueCardProps & {
  readonly tab: Exclude<QueueTab, 'history'>;
  readonly queue: Queue;
  readonly onDelete: () => void;
}): ReactNode {
  switch (tab) {
    case 'calls':
      return <CallCards {...card} />;
    case 'queue':
      return card.form.values.medium === 'call' ? (
        <>
          <WhoAnswersCard {...card} />
          <RingingCard {...card} />
          <CallTogetherCard {...card} />
        </>
      ) : (
        <>
          <WhoAnswersCard {...card} />
          <PassingOnCard {...card} />
          <CustomerSeesCard {...card} />
          <NoAnswerCard {...card} />
          <TogetherCard {...card} />
        </>
      );
    case 'hours':
      return <HoursCards {...card} />;
    case 'actions':
      return <ActionsCards {...card} />;
    case 'quality':
      return card.form.values.medium === 'call' ? <CallQualityCards {...card} /> : <QualityCards {...card} />;
    case 'bots':
      return <BotCard {...card} />;
    case 'kpi':
      return <KpiCards {...card} />;
    case 'other':
      return <OtherCards {...card} queue={queue} onDelete={onDelete} />;
  }
}
